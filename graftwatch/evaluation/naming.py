"""Whom a row points at, itself or through the file it lies in: read from the versions that a replay holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from graftwatch.evaluation.hits import Row
from graftwatch.tables import Schema

FILES = ("living_donor_assessment", "waiting_list_entry", "transplant", "account", "journey", "kinship_claim")
"""Tables whose row is a file on people: what refers to the file names its people."""


@dataclass
class Naming:
    """The people of every row, once looked up; several versions of a row name all their people."""

    connection: duckdb.DuckDBPyConnection
    schema: Schema
    held: frozenset[str]
    where: str = "held"
    _known: dict[Row, frozenset[str]] = field(default_factory=dict)
    _files: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)

    def people_of(self, rows: Iterable[Row]) -> dict[Row, frozenset[str]]:
        """For each row the keys of the people it points at."""
        rows = list(rows)
        wanted: dict[str, set[str]] = defaultdict(set)
        for table, key in rows:
            if (table, key) not in self._known:
                wanted[table].add(key)
        for table, keys in wanted.items():
            found = self._look_up(table, keys)
            self._known |= {(table, key): frozenset(found.get(key, ())) for key in keys}
        return {row: self._known[row] for row in rows}

    def _look_up(self, table: str, keys: set[str]) -> Mapping[str, set[str]]:
        if table == "person":
            return {key: {key} for key in keys}
        pointers = self._pointers(table)
        people: dict[str, set[str]] = defaultdict(set)
        if not pointers:
            return people
        self.connection.register("asked_rows", pa.table({"id": pa.array(sorted(keys), pa.string())}))
        rows = self.connection.execute(
            f"SELECT DISTINCT id, {', '.join(pointers)} FROM {self.where}.{table} SEMI JOIN asked_rows USING (id)"
        ).fetchall()
        self.connection.unregister("asked_rows")
        for key, *pointed_at in rows:
            for to, other in zip(pointers.values(), pointed_at, strict=True):
                if other:
                    people[key] |= {other} if to == "person" else self._people_of_file(to, other)
        return people

    def _pointers(self, table: str) -> dict[str, str]:
        """The columns that point at a person, or at a file on people, and which of them."""
        if table not in self.held:
            return {}
        wanted = {"person", *FILES} & {*self.held, "person"}
        return {name: to for name, to in self.schema[table].references.items() if to in wanted}

    def _people_of_file(self, table: str, key: str) -> frozenset[str]:
        if table not in self._files:
            columns = [name for name, to in self.schema[table].references.items() if to == "person"]
            people: dict[str, set[str]] = defaultdict(set)
            for number, *named in self.connection.execute(
                f"SELECT DISTINCT id, {', '.join(columns)} FROM {self.where}.{table}"
            ).fetchall():
                people[number] |= {one for one in named if one}
            self._files[table] = {number: frozenset(named) for number, named in people.items()}
        return self._files[table].get(key, frozenset())
