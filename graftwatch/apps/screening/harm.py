# ruff: noqa: S608 - queries are built from the schema's own names
"""What watching may have cost: which fields went blank, and which visits and files stopped, since records are read.

Counted over the run's own snapshot, by the month in which a row was written down. A month counts when it is whole; the
one of going live belongs to neither side. Small numbers are hidden as everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duckdb import DuckDBPyConnection as DuckDB

from graftwatch.desk.snapshots import Snapshot
from graftwatch.desk.snapshots.source import sql_text
from graftwatch.desk.snapshots.taking import SnapshotTable
from graftwatch.measures import fields_gone_blank as fields
from graftwatch.measures import visits_stopped as visits
from graftwatch.measures.disclosure import UNDER, whole_percent
from graftwatch.tables import VERSIONS, Column, Schema

if TYPE_CHECKING:
    from graftwatch.apps.screening.plan import Plan

N_MONTHS_BEFORE = 24
"""How far back the months before go: further back, too much else was different."""
RIPENS_IN = dt.timedelta(days=92)
"""What is filled in later (an outcome, a return) is blank in fresh rows of any year: of fields they are left out."""
NO_ANSWER = ("unknown", "not_asked", "refused")
"""Codes that leave a field as empty as a blank does; `not_applicable` is an answer."""

KINDS = ("follow_up", "travel_registration", "living_donor_assessment")
"""Tables of which a row is one visit, one journey registered, one file of a living donor opened."""

P_STEPS = (0.001, 0.01, 0.05, 0.1, 0.2, 0.5)

Field = tuple[str, str]
Days = tuple[dt.date, dt.date]
Side = tuple[int, int]
Held = Mapping[str, SnapshotTable]


def harm(engine: DuckDB, snapshot: Snapshot, schema: Schema, plan: Plan, live_from: dt.date | None) -> dict[str, Any]:
    """For the manifest: since when records are read, the months compared, and every field and kind watched.

    Nothing is counted where nobody said since when.
    """
    if live_from is None:
        return {"live_from": None, "before": None, "since": None, "fields_since": None, "fields": [], "kinds": []}
    live, first = month_of(live_from), back(month_of(live_from), N_MONTHS_BEFORE)
    end = month_of(snapshot.as_of + dt.timedelta(days=1))
    ripe = max(first, month_of(snapshot.as_of - RIPENS_IN))
    return {
        "live_from": str(live_from),
        "before": _span(first, min(live, end)),
        "since": _span(back(live, -1), end),
        "fields_since": _span(back(live, -1), ripe),
        "fields": _fields(engine, snapshot, schema, plan, live_from, (first, ripe)),
        "kinds": _kinds(engine, snapshot, live_from, (first, end)),
    }


def month_of(day: dt.date) -> dt.date:
    return day.replace(day=1)


def back(month: dt.date, n: int) -> dt.date:
    """The month `n` months earlier."""
    whole = month.year * 12 + month.month - 1 - n
    return dt.date(whole // 12, whole % 12 + 1, 1)


def _span(first: dt.date, end: dt.date) -> list[str] | None:
    """The first and the last month of those from `first` until the month before `end`."""
    return [str(first), str(back(end, 1))] if first < end else None


# Fields


def _fields(
    engine: DuckDB,
    snapshot: Snapshot,
    schema: Schema,
    plan: Plan,
    live_from: dt.date,
    within: Days,
) -> list[dict[str, Any]]:
    readers = read_by(plan, schema, snapshot.tables)
    months = list(_filled_by_month(engine, snapshot, schema, readers, within))
    sides = _both_sides(months, live_from)
    told = []
    for found in fields.fields_gone_blank(months, live_from):
        table, column = found.field.split(".")
        before, since = (whole_percent(*side) for side in sides[found.field])
        shown = before is not None and since is not None
        told.append(
            {
                "table": table,
                "column": column,
                "before": before if shown else None,
                "since": since if shown else None,
                "p": rounded(found.p) if shown else None,
                "asks": found.asks,
                "read_by": sorted(readers[table, column]),
            }
        )
    return told


def read_by(plan: Plan, schema: Schema, held: Held) -> dict[Field, set[str]]:
    """By table and column that may be left blank: the codes of the questions that were asked and read it.

    What is derived of free text is left out: it says what the words speak of, not whether any were written.
    """
    found: dict[Field, set[str]] = defaultdict(set)
    for question in plan.questions:
        for name, columns in (plan.assessed[question.code].reads or {}).items():
            table, there = schema[name], held[name].columns if name in held else ()
            for column in columns & table.by_name.keys() & set(there):
                if not table[column].required and column != table.when:
                    found[name.removesuffix(VERSIONS), column].add(question.code)
    return found


def _filled_by_month(
    engine: DuckDB, snapshot: Snapshot, schema: Schema, watched: Iterable[Field], within: Days
) -> Iterator[fields.Month]:
    by_place: dict[str, list[Column]] = defaultdict(list)
    for table, column in sorted(watched):
        # a column that is read in all its versions only lies there only
        place = table if column in snapshot.tables[table].columns else f"{table}{VERSIONS}"
        by_place[place].append(schema[table][column])
    for place, columns in by_place.items():
        for month, n_rows, *filled in _by_month(engine, snapshot.folder / f"{place}.parquet", within, columns):
            for known, n_filled in zip(columns, filled, strict=True):
                yield fields.Month(f"{place.removesuffix(VERSIONS)}.{known.name}", month, n_rows, n_filled)


def _both_sides(months: Iterable[fields.Month], live_from: dt.date) -> dict[str, tuple[Side, Side]]:
    """By field its filled cells and its rows, before and since."""
    counts: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([0, 0], [0, 0]))
    for each in months:
        if each.month != month_of(live_from):
            side = counts[each.field][each.month > live_from]
            side[0] += each.n_filled
            side[1] += each.n_rows
    return {field: ((a[0], a[1]), (b[0], b[1])) for field, (a, b) in counts.items()}


# Visits, journeys and files


def _kinds(engine: DuckDB, snapshot: Snapshot, live_from: dt.date, within: Days) -> list[dict[str, Any]]:
    files = {name: snapshot.folder / f"{name}.parquet" for name in KINDS if name in snapshot.tables}
    counted = {name: _by_month(engine, file, within, ()) for name, file in files.items()}
    months = [month for name, of in counted.items() for month in _without_gaps(name, of, within[1])]
    told = []
    for found in visits.visits_stopped(months, live_from):
        sides = [_total(months, found.kind, live_from, since=since) for since in (False, True)]
        shown = all(n == 0 or n >= UNDER for n in sides)
        told.append(
            {
                "kind": found.kind,
                "before": round(found.before, 1) if shown else None,
                "since": round(found.since, 1) if shown else None,
                "p": rounded(found.p) if shown else None,
                "asks": found.asks,
            }
        )
    return told


def _without_gaps(kind: str, rows: Iterable[tuple[Any, ...]], end: dt.date) -> Iterator[visits.Month]:
    """Every month since the first that had any: one without events is a nought, and a nought counts."""
    had: dict[dt.date, int] = dict(rows)
    month = min(had, default=end)
    while month < end:
        yield visits.Month(kind, month, had.get(month, 0))
        month = back(month, -1)


def _total(months: Iterable[visits.Month], kind: str, live_from: dt.date, *, since: bool) -> int:
    own = [each for each in months if each.kind == kind and each.month != month_of(live_from)]
    return sum(each.n_events for each in own if (each.month > live_from) == since)


def _by_month(engine: DuckDB, file: Path, within: Days, columns: Iterable[Column]) -> list[tuple[Any, ...]]:
    """Each month with rows written down in it: the month, how many, and for each column how many filled cells.

    Written as SQL: to have Ibis compile so many sums takes several times as long as counting.
    """
    filled = "".join(f", count(*) FILTER ({_filled(column)})" for column in columns)
    query = (
        f"SELECT date_trunc('month', recorded_on)::DATE AS month, count(*){filled} FROM read_parquet({sql_text(file)})"
        f" WHERE recorded_on >= DATE '{within[0]}' AND recorded_on < DATE '{within[1]}' GROUP BY 1 ORDER BY 1"
    )
    return engine.execute(query).fetchall()


def _filled(column: Column) -> str:
    there = f'"{column.name}" IS NOT NULL'
    return f'{there} AND "{column.name}" NOT IN {NO_ANSWER}' if column.codes else there


def rounded(p: float) -> float:
    """One digit, upwards, and none under a thousandth: from more of them a count could be worked out."""
    return next((step for step in P_STEPS if p <= step), 1.0)
