"""Departures coded as transplanted here for which the registry has no transplant."""

from __future__ import annotations

import datetime as dt

import ibis

from graftwatch import codes
from graftwatch.indicators import days, disagreement
from graftwatch.law import cite

TRANSPLANTED = codes.REMOVAL_REASON.in_group("transplanted_here")


@disagreement(
    title="Left the list as transplanted here, and there is no transplant",
    mends="listing centre",
    do="Enter the transplant, or correct the reason for leaving.",
    phrases={"transplant_missing": "The list says transplanted here; the transplant registry has no such operation"},
    cites=[cite("who-gp", "principle 10"), cite("osce-2020", "session 1, discussion, controlled list")],
)
def said_transplanted_here(
    departure: ibis.Table,
    waiting_list_entry: ibis.Table,
    transplant: ibis.Table,
    *,
    due_days: int = days(90, basis="memory", source="OPTN: a transplant is to be registered within 90 days"),
    apart_days: int = days(30, basis="design", source="a list is often cleared at the end of the month"),
    today: dt.date,
) -> ibis.Table:
    """The list says that a patient left it transplanted here, and no transplant of that organ is registered."""
    left = departure.filter(
        departure.reason.isin(TRANSPLANTED),
        departure.left_on <= ibis.literal(today) - ibis.interval(days=due_days),
    )
    done = transplant.select("recipient", "organ_kind", "performed_on")
    left = left.anti_join(
        done,
        [
            left.recipient == done.recipient,
            (left.organ == done.organ_kind) | (done.organ_kind == "kidney_pancreas"),
            done.performed_on >= left.listed_on,
            done.performed_on <= left.left_on + ibis.interval(days=apart_days),
        ],
    )
    entry = waiting_list_entry.select("id", "file_number")
    both = left.join(entry, left.entry == entry.id)
    return both.select(
        row_table=ibis.literal("waiting_list_entry"),
        row="entry",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.literal("transplant_missing"),
        days_since_leaving=ibis.literal(today).delta(both.left_on, unit="day").cast("int64"),
    )
