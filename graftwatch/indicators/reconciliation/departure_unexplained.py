"""Departures from the waiting list that no other record explains."""

from __future__ import annotations

import datetime as dt

import ibis

from graftwatch import codes
from graftwatch.indicators import days, disagreement
from graftwatch.law import cite

SAYS_NOTHING = codes.REMOVAL_REASON.in_group("unexplained") + codes.REMOVAL_REASON.in_group("not_known")


@disagreement(
    title="Left the waiting list, and no record says what became of the patient",
    mends="listing centre",
    do="Find out what became of the patient, and write down the reason and the record that shows it.",
    phrases={"left_unexplained": "Removed from the list with no reason, or with one that explains nothing"},
    cites=[
        cite("osce-2020", "session 1, discussion, controlled list"),
        cite("optn-removals-2016-17", "by area"),
    ],
    may_be_empty=["waiting_list_event.reason"],
)
def departure_unexplained(
    departure: ibis.Table,
    waiting_list_entry: ibis.Table,
    waiting_list_event: ibis.Table,
    transplant: ibis.Table | None = None,
    death: ibis.Table | None = None,
    *,
    pending_days: int = days(90, basis="memory", source="OPTN: a transplant is to be registered within 90 days"),
    today: dt.date,
) -> ibis.Table:
    """A patient was removed from the list without a transplant here, a death, a transfer, a recovery or another reason.

    Being made inactive is not leaving. Whoever stands, or stood longer, on another entry for the organ is not listed.
    """
    removed = waiting_list_event.filter(waiting_list_event.kind == "removed").select(key="id")
    left = departure.filter(
        departure.reason.isnull() | departure.reason.isin(SAYS_NOTHING),
        departure.left_on <= ibis.literal(today) - ibis.interval(days=pending_days),
    ).semi_join(removed, departure.event == removed.key)
    left = _without_another_entry(left, departure, waiting_list_entry)
    if transplant is not None:
        done = transplant.select("recipient", "organ_kind", "performed_on")
        same_organ = (left.organ == done.organ_kind) | (done.organ_kind == "kidney_pancreas")
        left = left.anti_join(done, [left.recipient == done.recipient, same_organ, done.performed_on >= left.listed_on])
    if death is not None:
        died = death.select("person", "died_on")
        until = left.left_on + ibis.interval(days=pending_days)
        left = left.anti_join(died, [left.recipient == died.person, died.died_on <= until])
    return left.select(
        row_table=ibis.literal("waiting_list_entry"),
        row="entry",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.literal("left_unexplained"),
        days_since_leaving=ibis.literal(today).delta(left.left_on, unit="day").cast("int64"),
    )


def _without_another_entry(left: ibis.Table, departure: ibis.Table, entry: ibis.Table) -> ibis.Table:
    """Departures with the entry's file number, but for those whose person stood on another entry afterwards."""
    gone = departure.select("entry", "left_on")
    own = entry.select("id", "person", "organ", "file_number")
    every = own.left_join(gone, own.id == gone.entry).select("id", "person", "organ", other_left_on="left_on")
    left = left.join(own.select("id", "file_number"), left.entry == own.id).drop("id")
    stood = every.other_left_on.isnull() | (every.other_left_on > left.left_on)
    return left.anti_join(
        every, [left.recipient == every.person, left.organ == every.organ, left.entry != every.id, stood]
    )
