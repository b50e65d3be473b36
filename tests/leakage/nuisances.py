"""Worlds with planted structures, and what of a row is nuisance: number, place, second, length, gaps elsewhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from graftwatch.records.schema import schema
from graftwatch_atlantis.building import Wish, build
from graftwatch_atlantis.plant.grammar import FORMS, draw_structure, recipe_of

SEEDS = (31, 32, 33)
SHARE = 0.12
ORDINARY_LIKE_THEM = ("household", "in_law", "stranger")
PLACE = (
    "place / max(place) over () as place",
    "serial / max(serial) over (partition by series) as serial",
    "hour(recorded) * 3600 + minute(recorded) * 60 + second(recorded) as second_of_day",
    "dayofweek(recorded) as weekday",
    "day(recorded) as day_of_month",
    "length(id) as length_of_number",
)
"""What any row has, whatever it says: its place in the file, its number, and when it was written down."""


@dataclass(frozen=True)
class Rows:
    """Rows of one kind: columns of numbers, and to which ring each belongs (empty for ordinary ones).

    `year` is the State and the year of writing: when a ring worked is conduct, so rows are compared within a year.
    """

    columns: dict[str, np.ndarray]
    ring: np.ndarray
    year: np.ndarray

    def with_column(self, name: str, values: np.ndarray) -> Rows:
        return Rows(self.columns | {name: values}, self.ring, self.year)


@dataclass(frozen=True)
class World:
    """One State: its tables, the ring of every planted row, and the files that might have been planted."""

    tables: duckdb.DuckDBPyConnection
    ring_of: dict[str, dict[str, str]]
    ordinary_files: set[str]


def world(folder: Path, seed: int) -> World:
    """A State of ten million in which structures fill twelve per cent of all pairs, each in the next of three forms."""
    truth = folder / "truth.json"
    first = 1 + 33 * (seed - SEEDS[0])
    wish = Wish(seed=seed, rings=SHARE, lookalikes=0.0, structures=range(first, first + 33), forms=FORMS)
    build(folder / "state", truth, wish, schema())
    ring_of: dict[str, dict[str, str]] = {}
    for ring in json.loads(truth.read_text(encoding="utf-8"))["rings"]:
        for table, numbers in ring["members"].items():
            ring_of.setdefault(table, {}).update(dict.fromkeys(numbers, f"{seed}:{ring['id']}"))
    with (folder / "truth.groups.csv").open(encoding="utf-8") as opened:
        ordinary = {
            row["file"]
            for row in csv.DictReader(opened)
            if row["operation_on"] and not row["planted"] and row["donor_kind"] in ORDINARY_LIKE_THEM
        }
    return World(_tables(folder / "state"), ring_of, ordinary)


def _tables(folder: Path) -> duckdb.DuckDBPyConnection:
    """The small tables as text, in the order of the files, with what is nuisance in every row beside them."""
    found = duckdb.connect(config={"preserve_insertion_order": True, "threads": 1})
    for table in schema():
        if not table.bulk:
            read = f"read_csv('{folder / table.name}.csv', all_varchar=true, header=true, parallel=false)"
            found.execute(f"""create table {table.name} as select row_number() over () as place, *,
                strptime(recorded_at, '%Y-%m-%dT%H:%M:%SZ') as recorded,
                try_cast(regexp_extract(id, '[0-9]+$') as double) as serial,
                regexp_replace(id, '[0-9]+$', '') as series from {read}""")
    return found


def touched() -> dict[str, set[str]]:
    """By table the columns that some structure writes: gaps there are conduct, gaps elsewhere are not."""
    found: dict[str, set[str]] = {}
    for seed in range(1, 201):
        recipe = recipe_of(draw_structure(seed))
        tables = {draw.name: draw.table for draw in recipe.draws}
        for step in recipe.steps:
            found.setdefault(step.table or tables[step.each], set()).update(step.set)
    return found


def files(worlds: list[World]) -> Rows:
    """Living-donor files with an operation: place and time of file and people, and gaps that no structure makes."""
    own = _gaps("living_donor_assessment", "f", {"closed_on", "recipient", "donor"})
    people = [gap for side in ("d", "r") for gap in _gaps("person", side, set())]
    chosen = ", ".join(f"{each} as c{k}" for k, each in enumerate([*own, *people]))
    parts = []
    for each in worlds:
        query = f"""
            with f as (select * replace (serial / max(serial) over (partition by series) as serial),
                hour(recorded) * 3600 + minute(recorded) * 60 + second(recorded) as second_of_day
                from living_donor_assessment qualify row_number() over (partition by id order by place desc) = 1),
            versions as (select id, count(*) as n, min(place) as first from living_donor_assessment group by id),
            p as (select *, serial / max(serial) over () as share from person
                qualify row_number() over (partition by id order by place) = 1)
            select f.id, year(f.recorded) as year, f.serial, f.second_of_day, dayofweek(f.recorded) as weekday,
                day(f.recorded) as day_of_month, v.n as n_versions, v.first as first_place, f.place as last_place,
                d.share as donor_number, r.share as recipient_number, {chosen}
            from f join versions v using (id) left join p d on d.id = f.donor left join p r on r.id = f.recipient
        """
        parts.append((each, each.tables.execute(query).fetchnumpy()))
    return _labelled(parts, "living_donor_assessment", lambda one, number: number in one.ordinary_files)


def _gaps(table: str, alias: str, not_these: set[str]) -> Iterator[str]:
    written = touched().get(table, set()) | not_these
    for column in schema()[table].columns:
        if column.name not in written:
            yield f"({alias}.{column.name} is null)::int"


def rows(worlds: list[World], table: str, file: str = "assessment") -> Rows:
    """Rows of a table that stand in living-donor files: place, number and the time of writing."""
    parts = []
    for each in worlds:
        query = f"select id, {file} as of_file, year(recorded) as year, {', '.join(PLACE)} from {table}"
        parts.append((each, each.tables.execute(query).fetchnumpy()))
    return _labelled(parts, table, None)


def lengths(worlds: list[World], table: str, column: str) -> Rows:
    """How long what stands in one column is, where anything stands there."""
    parts = []
    for each in worlds:
        query = f"""select id, assessment as of_file, year(recorded) as year, length({column}) as length
            from {table} where {column} is not null"""
        parts.append((each, each.tables.execute(query).fetchnumpy()))
    return _labelled(parts, table, None)


def _labelled(parts: list[tuple[World, dict[str, Any]]], table: str, keep: Any) -> Rows:
    """Planted rows with their ring, and ordinary rows of files that might have been planted."""
    columns: dict[str, list[np.ndarray]] = {}
    ring: list[np.ndarray] = []
    year: list[np.ndarray] = []
    for one, found in parts:
        number, of_file = found.pop("id"), found.pop("of_file", None)
        own = np.array([one.ring_of.get(table, {}).get(each, "") for each in number], dtype=object)
        beside = number if of_file is None else np.ma.filled(of_file, "")
        ordinary = np.array([each in one.ordinary_files for each in beside])
        kept = (own != "") | ordinary
        ring.append(own[kept])
        year.append(np.ma.filled(found.pop("year"), 0)[kept] + 10_000 * len(year))
        for name, values in found.items():
            columns.setdefault(name, []).append(np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)[kept])
    return Rows(
        {name: np.concatenate(each) for name, each in columns.items()}, np.concatenate(ring), np.concatenate(year)
    )
