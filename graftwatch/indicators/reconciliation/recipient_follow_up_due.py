"""Recipients whom nobody has seen for more than a year."""

from __future__ import annotations

import datetime as dt

import ibis

from graftwatch.indicators import days, disagreement
from graftwatch.law import cite

GRAFT_LOST = ("failed", "back_on_dialysis")


@disagreement(
    title="A recipient's yearly follow-up is due and no visit is on file",
    mends="transplanting centre",
    do="Invite the recipient; or enter the visit, or where the recipient is now cared for.",
    phrases={"recipient_not_seen": "No visit of this recipient for more than a year"},
    cites=[cite("optn-forms", "recipient follow-up"), cite("who-gp", "principle 10")],
    may_be_empty=["follow_up.vital_status", "follow_up.graft_status"],
)
def recipient_follow_up_due(
    transplant: ibis.Table,
    follow_up: ibis.Table,
    death: ibis.Table | None = None,
    *,
    every_days: int = days(365, basis="found", source="OPTN recipient follow-up: yearly"),
    window_days: int = days(60, basis="design", source="as for living donors"),
    today: dt.date,
) -> ibis.Table:
    """A recipient has had no visit for a year since the last one, or since the last transplant.

    One row per recipient, at the last transplant. Those known to have died, or to have lost the graft, are not listed.
    """
    given = transplant.select("id", "file_number", "facility", "recorded_on", "recipient", "performed_on")
    order = ibis.row_number().over(group_by=given.recipient, order_by=[ibis.desc(given.performed_on), given.id])
    last = given.mutate(order=order)
    last = last.filter(last.order == 0)
    seen = follow_up.filter(
        follow_up.role == "recipient", follow_up.vital_status.isnull() | (follow_up.vital_status != "lost")
    ).select("person", "visited_on", "vital_status", "graft_status")
    ended = seen.filter((seen.vital_status == "dead") | seen.graft_status.isin(GRAFT_LOST))
    ended = ended.select(who="person", ended_on="visited_on")
    last = last.anti_join(ended, [last.recipient == ended.who, ended.ended_on >= last.performed_on])
    if death is not None:
        last = last.anti_join(death.select("person"), last.recipient == death.person)
    visits = seen.group_by("person").aggregate(visited_on=seen.visited_on.max())
    both = last.left_join(visits, last.recipient == visits.person)
    both = both.mutate(since=ibis.greatest(both.performed_on, both.visited_on.coalesce(both.performed_on)))
    late = both.filter(both.since + ibis.interval(days=every_days + window_days) < ibis.literal(today))
    return late.select(
        row_table=ibis.literal("transplant"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.literal("recipient_not_seen"),
        days_since_seen=ibis.literal(today).delta(late.since, unit="day").cast("int64"),
    )
