"""For which period and centres a question was asked: a centre without its tables is unseen, not low."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

import ibis

from graftwatch.desk.snapshots import Snapshot
from graftwatch.indicators.availability import Availability
from graftwatch.tables import Schema

STALE_AFTER = dt.timedelta(days=180)


def unseen_centres(tables: Mapping[str, ibis.Table], schema: Schema, snapshot: Snapshot) -> dict[str, list[str]]:
    """Per table that names a facility: the file numbers of transplant centres with no row in it."""
    if "facility" not in tables or "facility" not in schema:
        return {}
    centre = tables["facility"].filter(tables["facility"].kind == "transplant_centre").select("id", "file_number")
    found: dict[str, list[str]] = {}
    for name, table in sorted(tables.items()):
        if name == "facility" or schema[name].versions_of or "facility" not in snapshot.tables[name].columns:
            continue
        absent = centre.anti_join(table.select("facility").distinct(), centre.id == table.facility)
        if n_centres_in(centre, table):
            found[name] = sorted(number or "?" for number in absent.file_number.to_pyarrow().to_pylist())
    return {name: numbers for name, numbers in found.items() if numbers}


def n_centres_in(centre: ibis.Table, table: ibis.Table) -> int:
    """How many transplant centres a table speaks of: one that speaks of none (pharmacies, say) leaves none out."""
    return int(centre.semi_join(table, centre.id == table.facility).count().to_pyarrow().as_py())


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
