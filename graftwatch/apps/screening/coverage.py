# ruff: noqa: S608 - queries are built from the schema's own names
"""For which period and centres a question was asked: a centre without its tables is unseen, not low."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import ibis

from graftwatch import engines
from graftwatch.desk.snapshots import Snapshot
from graftwatch.indicators.availability import Availability
from graftwatch.tables import Schema

STALE_AFTER = dt.timedelta(days=180)


def unseen_centres(tables: Mapping[str, ibis.Table], schema: Schema, snapshot: Snapshot) -> dict[str, list[str]]:
    """Per table that names a facility: the file numbers of transplant centres with no row in it."""
    if "facility" not in tables or "facility" not in schema:
        return {}
    whole = engines.selected(tables["facility"], ["id", "file_number", "kind"])
    centres = dict(_rows(tables, f"SELECT id, file_number FROM ({whole}) WHERE kind = 'transplant_centre'"))
    found: dict[str, list[str]] = {}
    for name, table in sorted(tables.items()):
        if name == "facility" or schema[name].versions_of or "facility" not in snapshot.tables[name].columns:
            continue
        named = engines.selected(table, ["facility"])
        spoken_of = {row[0] for row in _rows(tables, f"SELECT DISTINCT facility FROM ({named})")}
        absent = centres.keys() - spoken_of
        # a table that speaks of no transplant centre (pharmacies, say) leaves none out
        if len(absent) < len(centres):
            found[name] = sorted(centres[centre] or "?" for centre in absent)
    return {name: numbers for name, numbers in found.items() if numbers}


def _rows(tables: Mapping[str, ibis.Table], query: str) -> list[tuple[Any, ...]]:
    """Put to DuckDB as it is: Ibis would take a hundred times longer to write it."""
    found: list[tuple[Any, ...]] = tables["facility"].get_backend().con.execute(query).fetchall()
    return found


def limits(
    availability: Availability, schema: Schema, snapshot: Snapshot, unseen: Mapping[str, Collection[str]]
) -> tuple[str, ...]:
    """In words, what a question that was asked did not cover."""
    said = []
    for table in sorted(availability.reads or {}):
        last = snapshot.tables[table].last if table in snapshot.tables and not schema[table].is_register else None
        if last is not None and snapshot.as_of - last > STALE_AFTER:
            said.append(f"{table} ends on {last}")
        if unseen.get(table):
            said.append(f"no row of {table} from centre {', '.join(sorted(unseen[table]))}")
    return tuple(said)
