"""Living donors whom nobody has seen when they should have been seen."""

from __future__ import annotations

import datetime as dt

import ibis

from graftwatch.indicators import days, disagreement
from graftwatch.law import cite

DUE_AFTER_MONTHS = (6, 12, 24)


@disagreement(
    title="A living donor's follow-up is due and no visit is on file",
    mends="transplanting centre",
    do="Invite the donor, alone and at no cost; or enter the visit that took place.",
    phrases={"donor_not_seen": "No visit of this donor around this date"},
    cites=[
        cite("optn-forms", "living-donor follow-up"),
        cite("who-gp", "principle 3"),
        cite("coe2015-11", "preamble"),
    ],
    may_be_empty=["follow_up.vital_status"],
)
def donor_follow_up_due(
    transplant: ibis.Table,
    follow_up: ibis.Table,
    death: ibis.Table | None = None,
    *,
    window_days: int = days(60, basis="found", source="OPTN living-donor follow-up: 60 days either side"),
    today: dt.date,
) -> ibis.Table:
    """A living donor has no visit around 6, 12 or 24 months after giving, and the time for it has passed.

    One row per donation and date missed. A row that says the donor was lost is no visit; the dead are not invited.
    """
    gave = transplant.filter(transplant.donor_type == "living", transplant.donor.notnull()).select(
        "id", "file_number", "facility", "recorded_on", "donor", "performed_on"
    )
    due = ibis.union(*(_due(gave, months) for months in DUE_AFTER_MONTHS))
    due = due.filter(due.due_on + ibis.interval(days=window_days) < ibis.literal(today))
    came = follow_up.filter(
        follow_up.role == "living_donor", follow_up.vital_status.isnull() | (follow_up.vital_status != "lost")
    ).select("person", "visited_on", "vital_status")
    missed = due.anti_join(
        came,
        [
            due.donor == came.person,
            came.visited_on >= due.due_on - ibis.interval(days=window_days),
            came.visited_on <= due.due_on + ibis.interval(days=window_days),
        ],
    )
    gone = came.filter(came.vital_status == "dead").select(who="person", died_on="visited_on")
    if death is not None:
        gone = ibis.union(gone, death.select(who="person", died_on="died_on"))
    until = missed.due_on + ibis.interval(days=window_days)
    missed = missed.anti_join(gone, [missed.donor == gone.who, gone.died_on <= until])
    return missed.select(
        row_table=ibis.literal("transplant"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.literal("donor_not_seen"),
        n_months="n_months",
        days_overdue=ibis.literal(today).delta(missed.due_on, unit="day").cast("int64"),
    )


def _due(gave: ibis.Table, months: int) -> ibis.Table:
    due_on = (gave.performed_on + ibis.interval(months=months)).cast("date")
    return gave.mutate(n_months=ibis.literal(months, type="int64"), due_on=due_on)
