"""Patients transplanted abroad whose transplant nobody registered."""

from __future__ import annotations

import datetime as dt

import ibis

from graftwatch import codes
from graftwatch.indicators import days, disagreement
from graftwatch.law import cite

ABROAD = codes.REMOVAL_REASON.in_group("abroad")


@disagreement(
    title="Transplanted abroad, and not registered on return",
    mends="centre that cares for the patient",
    do="Care comes first and never waits. Register the transplant with the patient, or correct what was coded.",
    phrases={
        "said_abroad": "The list says transplanted in another country; no such transplant is registered",
        "graft_from_nowhere": "Followed up with a working graft, without a transplant here or a registration",
    },
    cites=[
        cite("osce-2020", "session 2, registration on return"),
        cite("coe2013-55", "preamble"),
    ],
    may_be_empty=["travel_registration.person", "travel_registration.organ"],
)
def abroad_without_registration(
    travel_registration: ibis.Table,
    departure: ibis.Table,
    waiting_list_entry: ibis.Table,
    follow_up: ibis.Table | None = None,
    transplant: ibis.Table | None = None,
    *,
    due_days: int = days(90, basis="design", source="as for a transplant here"),
    today: dt.date,
) -> ibis.Table:
    """A patient was transplanted abroad, as the list or a working graft says, and no registration names the patient.

    One row per departure, and one for each other person whose graft comes from nowhere, at the first visit. Where
    registration is anonymous a patient may be listed here who did register.
    """
    by = ibis.literal(today) - ibis.interval(days=due_days)
    told = travel_registration.filter(travel_registration.direction == "outgoing_recipient").select(
        "person", organ_told="organ"
    )
    left = departure.filter(departure.reason.isin(ABROAD), departure.left_on <= by)
    said = left.anti_join(
        told, [left.recipient == told.person, told.organ_told.isnull() | (told.organ_told == left.organ)]
    )
    rows = _at_the_list(said, waiting_list_entry, today)
    if follow_up is None or transplant is None:
        return rows
    first = _first_visit(follow_up)
    first = first.filter(first.visited_on <= by)
    for known in (transplant.select(who="recipient"), told.select(who="person"), left.select(who="recipient")):
        first = first.anti_join(known, first.person == known.who)
    return ibis.union(rows, _at_the_visit(first, today))


def _first_visit(follow_up: ibis.Table) -> ibis.Table:
    """Each recipient's first visit at which the graft worked."""
    seen = follow_up.filter(follow_up.role == "recipient", follow_up.graft_status == "functioning").select(
        "id", "file_number", "facility", "recorded_on", "person", "visited_on"
    )
    order = ibis.row_number().over(group_by=seen.person, order_by=[seen.visited_on, seen.id])
    first = seen.mutate(order=order)
    return first.filter(first.order == 0).drop("order")


def _at_the_list(said: ibis.Table, entry: ibis.Table, today: dt.date) -> ibis.Table:
    own = entry.select("id", "file_number")
    both = said.join(own, said.entry == own.id)
    return both.select(
        row_table=ibis.literal("waiting_list_entry"),
        row="entry",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.literal("said_abroad"),
        days_since=ibis.literal(today).delta(both.left_on, unit="day").cast("int64"),
    )


def _at_the_visit(first: ibis.Table, today: dt.date) -> ibis.Table:
    return first.select(
        row_table=ibis.literal("follow_up"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.literal("graft_from_nowhere"),
        days_since=ibis.literal(today).delta(first.visited_on, unit="day").cast("int64"),
    )
