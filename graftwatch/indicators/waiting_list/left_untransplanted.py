"""WL-01: left the list with no transplant here, no death, and no reason that explains it."""

from __future__ import annotations

import datetime as dt

import ibis

from graftwatch import codes
from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite

EXPLAINED = (
    *codes.REMOVAL_REASON.in_group("medical"),
    *codes.REMOVAL_REASON.in_group("emigrated"),
    *codes.REMOVAL_REASON.in_group("administrative"),
)

SAYS_DIED = codes.REMOVAL_REASON.in_group("died")
SAYS_DONE = codes.REMOVAL_REASON.in_group("transplanted_here")
"""Believed only where the table that would show it is not here."""


@indicator(
    code="WL-01",
    title="Left the list without a transplant here",
    about="recipient",
    family="behaviour",
    cause="a transplant elsewhere",
    strength="moderate",
    phase="after surgery",
    holders=["transplant authority"],
    cites=[
        cite("osce-2020", "session 1, discussion, controlled list"),
        cite("sg-2020", "para 55(j)"),
        cite("srtr", "overview"),
    ],
    benign=[
        "The patient moved to another country and is on a list there",
        "The patient chose to stay on dialysis or to have conservative care",
        "A death or a transplant is recorded late",
    ],
    blind_to=[
        "Patients who were never listed at home",
        "Patients whose departure was coded as a transfer or as medical",
    ],
    ask_first=["The listing centre: what was written down that day, and who spoke with the patient?"],
    p_ring=Range(
        0.3,
        0.8,
        on="2026-11",
        basis="design",
        source="of 373 US transplants abroad 200 came only from this comparison",
    ),
    depends_on="recipient",
    p_ordinary=Range(
        0.06, 0.30, on="2017", basis="found", source="US kidney list 2016-17, uninformative removals by area"
    ),
    never_alone=True,
    without={
        "death": "a death after leaving the list",
        "transplant": "a transplant here under another entry",
        "travel_registration": "a transplant abroad that was registered on return",
    },
)
def left_untransplanted(
    departure: ibis.Table,
    transplant: ibis.Table | None = None,
    death: ibis.Table | None = None,
    travel_registration: ibis.Table | None = None,
    *,
    grace_days: int = days(
        90, basis="design", source="late records of deaths and transplants arrive within three months"
    ),
    today: dt.date,
) -> ibis.Table:
    """Did a patient leave the waiting list alive, without a transplant here and without a reason that explains it?"""
    believed = (*EXPLAINED, *(SAYS_DIED if death is None else ()), *(SAYS_DONE if transplant is None else ()))
    left = departure.filter(
        departure.reason.isnull() | departure.reason.notin(believed),
        departure.left_on <= ibis.literal(today) - ibis.interval(days=grace_days),
    ).select("entry", "event", "recipient", "organ", "listed_on", "left_on", "recorded_on")
    if transplant is not None:
        done = transplant.select("recipient", "organ_kind", "performed_on")
        both = done.filter(done.organ_kind == "kidney_pancreas")
        # two joins, not one with an "or": an engine can look nothing up for an "or" and compares every two rows
        same = [left.recipient == done.recipient, left.organ == done.organ_kind]
        left = left.anti_join(done, [*same, done.performed_on >= left.listed_on])
        left = left.anti_join(both, [left.recipient == both.recipient, both.performed_on >= left.listed_on])
    if death is not None:
        died = death.select("person", "died_on")
        left = left.anti_join(
            died,
            [left.recipient == died.person, died.died_on <= left.left_on + ibis.interval(days=grace_days)],
        )
    if travel_registration is not None:
        told = travel_registration.filter(travel_registration.direction == "outgoing_recipient")
        told = told.select("person", "registered_on")
        left = left.anti_join(told, [left.recipient == told.person, told.registered_on >= left.listed_on])
    waited = ibis.literal(today).delta(left.left_on, unit="day").cast("int64")
    return left.select(
        subject="recipient",
        known_on=left.recorded_on,
        size=ibis.literal(1.0),
        waiting_list_entry="entry",
        waiting_list_event="event",
        days_since_leaving=waited,
    )
