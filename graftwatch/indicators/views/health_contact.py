"""When each patient was last seen in care, by each kind of record that shows it."""

from __future__ import annotations

import ibis

from graftwatch.indicators import view

ROWS = ("dispensing", "follow_up", "laboratory_order", "waiting_list_event")
SEEN = ("listed", "activated", "transferred_in", "reinstated")
NOT_SEEN = ("dead", "lost")


@view
def health_contact(
    dispensing: ibis.Table,
    follow_up: ibis.Table | None = None,
    laboratory_order: ibis.Table | None = None,
    waiting_list_entry: ibis.Table | None = None,
    waiting_list_event: ibis.Table | None = None,
) -> ibis.Table:
    """One row is the last day on which one kind of record shows one person in care.

    Columns: person, seen_on, recorded_on, and the key of the row that shows it in one of: dispensing, follow_up,
    laboratory_order, waiting_list_event. A visit that was due and not kept is no contact, nor is leaving the list.
    """
    signs = [_last("dispensing", dispensing.select("id", "person", "recorded_on", on="dispensed_on"))]
    if follow_up is not None:
        kept = follow_up.filter(follow_up.vital_status.isnull() | follow_up.vital_status.notin(NOT_SEEN))
        signs.append(_last("follow_up", kept.select("id", "person", "recorded_on", on="visited_on")))
    if laboratory_order is not None:
        signs.append(_last("laboratory_order", laboratory_order.select("id", "person", "recorded_on", on="ordered_on")))
    if waiting_list_entry is not None and waiting_list_event is not None:
        entry = waiting_list_entry.select("person", key="id")
        event = waiting_list_event.filter(waiting_list_event.kind.isin(SEEN))
        event = event.select("id", "entry", "recorded_on", on="effective_on")
        listed = event.join(entry, event.entry == entry.key).select("id", "person", "recorded_on", "on")
        # by a window: of two joins an engine may take the one by day first, and match every event of a day with every
        # other
        seen_on = listed.on.max().over(group_by=listed.person)
        of_day = listed.mutate(seen_on=seen_on)
        signs.append(_one_row("waiting_list_event", of_day.filter(of_day.on == of_day.seen_on)))
    return ibis.union(*signs) if len(signs) > 1 else signs[0]


def _last(table: str, rows: ibis.Table) -> ibis.Table:
    """The last day of each person, found first and then looked up: far cheaper than ranking every row."""
    day = rows.group_by("person").aggregate(seen_on=rows.on.max())
    day = day.select("seen_on", whose="person")
    return _one_row(table, rows.join(day, [rows.person == day.whose, rows.on == day.seen_on]))


def _one_row(table: str, of_day: ibis.Table) -> ibis.Table:
    last = of_day.group_by("person", "seen_on").aggregate(row=of_day.id.min(), recorded_on=of_day.recorded_on.max())
    return last.select(
        "person",
        "seen_on",
        "recorded_on",
        **{name: last.row if name == table else ibis.null("string") for name in ROWS},
    )
