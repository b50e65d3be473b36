"""WL-03: a dialysis patient asked for the whole file with tissue typing, and was not seen any more."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite

TRANSPLANT_FILE = codes.RECORDS_ASKED.in_group("transplant_file")
REFERRED = codes.REFERRAL.in_group("official")
LEAVES = codes.EVENT_KIND.in_group("leaves")
SEEN = ("listed", "activated", "transferred_in", "reinstated")
EXPLAINED = tuple(
    reason for group in ("medical", "emigrated", "administrative", "died", "transplanted_here")
    for reason in codes.REMOVAL_REASON.in_group(group)
)  # fmt: skip


@indicator(
    code="WL-03",
    title="Asked for the transplant file, then went silent",
    about="recipient",
    family="behaviour",
    strength="weak",
    phase="before surgery",
    holders=["hospital", "health insurer"],
    never_alone=True,
    cites=[
        cite("nl-survey", "abstract and results"),
        cite("osce-2020", "session 2, referral arrangements"),
    ],
    benign=[
        "A second opinion, a new insurer, or a court that asked for the file",
        "The patient moved, and the new unit does not report here yet",
        "Months with family abroad, with dialysis there",
        "A stay in a hospital that keeps its own books",
        "The patient chose to stop dialysis, or died and the death is recorded late",
    ],
    blind_to=[
        "Patients who are not on dialysis: nobody knows how often they would be seen",
        "Files that the patient had already, or that a relative copied",
        "Requests that name a hospital, real or invented",
        "Units that stop reporting: their patients are not asked about",
    ],
    ask_first=[
        "The dialysis unit: is the patient well, and who looks after them now? (a record is the patient's right)",
        "Whoever gave the file out: what did the patient want it for, as far as they said?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="patients need their typing to travel; 63 of 100 Dutch professionals would refuse it if sure of a sale",
    ),
    p_ordinary=Range(
        0.002, 0.02, on="2026-11", basis="design", source="moves and second opinions; no published rate"
    ),
    may_be_empty=[
        *("records_request.for_hospital", "records_request.referral", "dialysis_session.facility"),
        *("waiting_list_event.reason", "waiting_list_event.facility"),
    ],
    without={
        "waiting_list_entry": "a move, a recovery or another answer that the list gives",
        "waiting_list_event": "a move, a recovery or another answer that the list gives",
        "follow_up": "visits to a transplant centre",
        "laboratory_order": "tests that were made in the meantime",
        "dispensing": "medicines that were collected in the meantime",
        "death": "a death soon after the last session",
        "transplant": "a transplant here",
    },
)  # fmt: skip
def records_then_silence(
    records_request: ir.Table,
    dialysis_session: ir.Table,
    waiting_list_entry: ir.Table | None = None,
    waiting_list_event: ir.Table | None = None,
    follow_up: ir.Table | None = None,
    laboratory_order: ir.Table | None = None,
    dispensing: ir.Table | None = None,
    death: ir.Table | None = None,
    transplant: ir.Table | None = None,
    *,
    silent_days: int = days(60, basis="design", source="indicators WL-03", within=(30, 90)),
    near_days: int = days(30, basis="design", source="tickets are bought within weeks of the file", within=(14, 60)),
    today: dt.date,
) -> ir.Table:
    """Did a dialysis patient ask for the file that a transplant needs, with no hospital and no referral behind it, and
    then go unseen for weeks?

    The last session near the request, before or after it, must begin `silent_days` without any contact, while the unit
    went on reporting others. A death, a transplant here, a move or a transfer explains it. The size is one.
    """
    asked = records_request.filter(
        records_request.items.isin(TRANSPLANT_FILE),
        records_request.for_hospital.isnull(),
        records_request.referral.isnull() | records_request.referral.notin(REFERRED),
    ).select("person", "requested_on", "recorded_on", records_request="id")
    quiet = _last_session(asked, dialysis_session, near_days, silent_days)
    quiet = quiet.filter(quiet.reports_until > quiet.until, quiet.until <= ibis.literal(today))
    seen = [dialysis_session.select("person", on="held_on")]
    if follow_up is not None:
        kept = follow_up.filter(follow_up.vital_status.isnull() | follow_up.vital_status.notin(("dead", "lost")))
        seen.append(kept.select("person", on="visited_on"))
    if laboratory_order is not None:
        seen.append(laboratory_order.select("person", on="ordered_on"))
    if dispensing is not None:
        seen.append(dispensing.select("person", on="dispensed_on"))
    if transplant is not None:
        seen.append(transplant.select(person="recipient", on="performed_on"))
    if death is not None:
        seen.append(death.select("person", on="died_on"))
    for each in seen:
        other = each.select(who="person", on="on")
        between = [quiet.person == other.who, other.on > quiet.held_on, other.on <= quiet.until]
        quiet = quiet.anti_join(other, between)
    if waiting_list_entry is not None and waiting_list_event is not None:
        quiet = _without_answer(quiet, waiting_list_entry, waiting_list_event)
    return quiet.select(
        "records_request", "dialysis_session", subject="person", size=ibis.literal(1.0),
        known_on=ibis.greatest(quiet.recorded_on, quiet.session_told),
        days_after_request=quiet.held_on.delta(quiet.requested_on, unit="day"),
    )  # fmt: skip


def _last_session(asked: ir.Table, dialysis_session: ir.Table, near_days: int, silent_days: int) -> ir.Table:
    """Per request the last session near it, the day on which the silence is long enough, and its unit's last report."""
    own = dialysis_session.select(
        "person", "held_on", session_told="recorded_on", dialysis_session="id",
        unit=dialysis_session.facility.fill_null(""),
    )  # fmt: skip
    unit = own.group_by("unit").agg(reports_until=own.held_on.max())
    near = ibis.interval(days=near_days)
    both = asked.join(own, "person")
    both = both.filter(
        both.held_on >= (both.requested_on - near).cast("date"), both.held_on <= (both.requested_on + near).cast("date")
    )
    order = ibis.row_number().over(
        group_by=both.records_request, order_by=[ibis.desc(both.held_on), both.dialysis_session]
    )
    last = both.mutate(order=order)
    last = last.filter(last.order == 0).drop("order").join(unit, "unit")
    return last.mutate(until=(last.held_on + ibis.interval(days=silent_days)).cast("date"))


def _without_answer(quiet: ir.Table, entry: ir.Table, event: ir.Table) -> ir.Table:
    """Without those whom the list saw during the silence, or whose departure it explains, then or later."""
    of = event.select("entry", "kind", "reason", "effective_on").join(
        entry.select(who="person", key="id"), [("entry", "key")]
    )
    active = of.filter(of.kind.isin(SEEN)).select("who", on="effective_on")
    quiet = quiet.anti_join(active, [quiet.person == active.who, active.on > quiet.held_on, active.on <= quiet.until])
    left = of.filter(of.kind.isin(LEAVES), of.reason.isin(EXPLAINED)).select("who", on="effective_on")
    return quiet.anti_join(left, [quiet.person == left.who, left.on >= ibis.least(quiet.requested_on, quiet.held_on)])
