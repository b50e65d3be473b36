"""Question 53: who entered the waiting list, was active on it, was active at its end, and died waiting.

What: four counts a year for each organ, by age band and sex. `first_entries`: put on the list for this organ for the
first time ever. `ever_active`: could have been offered an organ on any day of the year. `active_at_end`: could on 31
December. `died_waiting`: died, as the list or the civil register says, before leaving it otherwise.
Unit: persons for each organ; whoever waits at two centres counts once. Age on the day of entry, on 31 December, on the
day of death. Source: WHO-ONT questionnaire, 2015 edition, question 53.

An entry is active from its listing, unless an event says otherwise; inactivation, transfer out, removal and death end
it, and activation, transfer in and reinstatement begin it again.
"""

from __future__ import annotations

import ibis

from graftwatch import codes
from graftwatch.measures.observatory.bands import first_day, last_day, who

STOPS = codes.EVENT_KIND.in_group("leaves")
STARTS = ("listed", "activated", *codes.EVENT_KIND.in_group("returns"))
ENDS = ("removed", "transferred_out")


def waiting_list(
    waiting_list_entry: ibis.Table,
    waiting_list_event: ibis.Table,
    person: ibis.Table | None = None,
    death: ibis.Table | None = None,
    *,
    year: int,
) -> ibis.Table:
    """Columns: item, organ, age_band, sex, n. No `person`: no bands; no `death`: only the list says who died."""
    spells = _spells(waiting_list_entry, waiting_list_event, death)
    active = spells.filter(spells.active)
    ever = active.filter(active.since <= ibis.literal(last_day(year)), active.until > ibis.literal(first_day(year)))
    at_end = active.filter(active.since <= ibis.literal(last_day(year)), active.until > ibis.literal(last_day(year)))
    end = ibis.literal(last_day(year))
    return ibis.union(
        _count("first_entries", _first_entries(waiting_list_entry, year), person),
        _count("ever_active", ever.select("person", "organ", on=end).distinct(), person),
        _count("active_at_end", at_end.select("person", "organ", on=end).distinct(), person),
        _count("died_waiting", _died(waiting_list_entry, waiting_list_event, death, year), person),
    ).order_by("item", "organ", "age_band", "sex")


def _count(item: str, people: ibis.Table, person: ibis.Table | None) -> ibis.Table:
    known = who(people, person, "on")
    counted = known.group_by("organ", "age_band", "sex").aggregate(n=known.count())
    return counted.select(ibis.literal(item).name("item"), "organ", "age_band", "sex", "n")


def _first_entries(entry: ibis.Table, year: int) -> ibis.Table:
    first = entry.group_by("person", "organ").aggregate(on=entry.listed_on.min())
    return first.filter(first.on.year() == year)


def _spells(entry: ibis.Table, event: ibis.Table, death: ibis.Table | None) -> ibis.Table:
    """Per entry the spells in which it was active or not: since a day, until the day before another."""
    own = entry.select("person", "organ", entry="id", since="listed_on")
    start = own.mutate(active=ibis.literal(True), order=ibis.literal(0), key=ibis.literal(""))
    turns = event.filter(event.kind.isin(STOPS + STARTS)).select("kind", "effective_on", of="entry", turn="id")
    both = own.join(turns, own.entry == turns.of)
    changes = both.select(
        "person",
        "organ",
        "entry",
        since=both.effective_on,
        active=both.kind.isin(STARTS),
        order=ibis.literal(1),
        key=both.turn,
    )
    every = ibis.union(start.select(changes.columns), changes)
    in_turn = ibis.window(group_by="entry", order_by=["since", "order", "key"])
    spells = every.mutate(until=every.since.lead().over(in_turn).coalesce(ibis.literal("9999-12-31").cast("date")))
    if death is None:
        return spells
    died = death.group_by("person").aggregate(died_on=death.died_on.min())
    known = spells.left_join(died, spells.person == died.person)
    return known.mutate(until=ibis.least(known.until, known.died_on.coalesce(known.until)))


def _died(entry: ibis.Table, event: ibis.Table, death: ibis.Table | None, year: int) -> ibis.Table:
    """One row per person and organ who died in the year while an entry stood, or whom the list removed as dead."""
    own = entry.select("person", "organ", "listed_on", entry="id")
    said = event.filter(event.kind == "removed", event.reason == "died").select(of="entry", on="effective_on")
    found = own.join(said, own.entry == said.of).select("person", "organ", "on")
    if death is not None:
        ended = event.filter(event.kind.isin(ENDS), event.reason.isnull() | (event.reason != "died"))
        gone = ended.group_by("entry").aggregate(left_on=ended.effective_on.max())
        died = death.select("died_on", dead="person")
        known = own.join(died, own.person == died.dead)
        known = known.left_join(gone, known.entry == gone.entry)
        still = known.filter(known.listed_on <= known.died_on, known.left_on.isnull() | (known.left_on > known.died_on))
        found = ibis.union(found, still.select("person", "organ", on="died_on"))
    once = found.group_by("person", "organ").aggregate(on=found.on.min())
    return once.filter(once.on.year() == year)
