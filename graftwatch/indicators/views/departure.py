"""Who left the waiting list: the last departure of each entry that no return follows."""

from __future__ import annotations

import ibis

from graftwatch import codes
from graftwatch.indicators import view

LEAVES = codes.EVENT_KIND.in_group("leaves")
RETURNS = codes.EVENT_KIND.in_group("returns")


@view
def departure(waiting_list_entry: ibis.Table, waiting_list_event: ibis.Table) -> ibis.Table:
    """One row is one entry that its person has left and not come back to.

    Columns: entry and event (row keys), recipient, organ, facility, listed_on, left_on, reason, recorded_on.
    """
    event = waiting_list_event.filter(waiting_list_event.kind.isin(LEAVES + RETURNS)).select(
        "entry", "kind", "reason", "effective_on", event="id", told_on="recorded_on"
    )
    order = ibis.row_number().over(
        group_by=event.entry, order_by=[ibis.desc(event.effective_on), ibis.desc(event.told_on), event.event]
    )
    last = event.mutate(order=order)
    last = last.filter(last.order == 0, last.kind.isin(LEAVES))
    entry = waiting_list_entry.select("person", "organ", "facility", "listed_on", key="id", listed_told="recorded_on")
    both = last.join(entry, last.entry == entry.key)
    return both.select(
        "entry",
        "event",
        "organ",
        "facility",
        "listed_on",
        "reason",
        recipient=both.person,
        left_on=both.effective_on,
        recorded_on=ibis.greatest(both.told_on, both.listed_told),
    )
