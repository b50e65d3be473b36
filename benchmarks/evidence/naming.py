"""Whom a cited row points at: read from the folder that was screened, by the same keys that loading cuts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from duckdb import DuckDBPyConnection

from benchmarks.evidence.matching import Row
from graftwatch import engines
from graftwatch.desk.loading import identity
from graftwatch.tables import Schema

FILES = ("living_donor_assessment", "waiting_list_entry", "transplant", "account", "journey", "kinship_claim")
"""Tables whose row is a file on people: what refers to the file names its people."""


class Naming:
    """The people of every row of one folder of our template, as row keys."""

    def __init__(self, folder: Path, schema: Schema, node_key: bytes) -> None:
        self.folder, self.schema, self.node_key = folder, schema, node_key
        self._engine: DuckDBPyConnection = engines.connect_duckdb().con
        identity.teach(self._engine, node_key)
        self._made: set[str] = set()

    def key_of(self, table: str, source_id: str) -> str:
        """The key of a row by the number that the folder gives it."""
        return identity.row_id(self.node_key, self.folder.resolve().name, table, source_id)

    def people_of(self, rows: Iterable[Row]) -> dict[Row, frozenset[str]]:
        """For each row the keys of the people it points at, itself or through the file it lies in."""
        by_table: dict[str, set[str]] = defaultdict(set)
        for table, row in rows:
            by_table[table].add(row)
        found: dict[Row, frozenset[str]] = {}
        for table, keys in by_table.items():
            for key, people in self._people(table, keys).items():
                found[table, key] = frozenset(self.key_of("person", one) for one in people)
        return found

    def _people(self, table: str, keys: set[str]) -> Mapping[str, set[str]]:
        """Source numbers of people by row key; several versions of a row name all their people."""
        pointers = self._pointers(table)
        people: dict[str, set[str]] = defaultdict(set)
        if not pointers:
            return people
        rows = self._engine.execute(
            f"SELECT key, {', '.join(pointers)} FROM {self._keyed(table)} WHERE key IN (SELECT unnest($1))",
            [sorted(keys)],
        ).fetchall()
        for key, *numbers in rows:
            for to, number in zip(pointers.values(), numbers, strict=True):
                if number not in (None, ""):
                    people[key] |= {number} if to == "person" else self._files[to].get(number, set())
        return people

    def _pointers(self, table: str) -> dict[str, str]:
        """The columns that point at a person, or at a file on people, and which of them."""
        if table == "person":
            return {"id": "person"}
        wanted = {"person", *self._files}
        there = self._columns(table)
        return {name: to for name, to in self.schema[table].references.items() if to in wanted and name in there}

    def _keyed(self, table: str) -> str:
        """The engine's table of a file's rows with their keys; keys are cut once, for some files are long."""
        name = f"keyed_{table}"
        if name not in self._made:
            pointers = ", ".join(f"CAST({column} AS VARCHAR) AS {column}" for column in self._pointers(table))
            self._engine.execute(
                f"CREATE TABLE {name} AS SELECT row_id($numbering, $table, CAST(id AS VARCHAR)) AS key, {pointers} "
                f"FROM {self._file(table)}",
                {"numbering": self.folder.resolve().name, "table": table},
            )
            self._made.add(name)
        return name

    def _columns(self, table: str) -> set[str]:
        described = self._engine.execute(f"DESCRIBE SELECT * FROM {self._file(table)}").fetchall()
        return {str(row[0]) for row in described}

    def _file(self, table: str) -> str:
        parquet = self.folder / f"{table}.parquet"
        if parquet.exists():
            return f"read_parquet('{parquet}')"
        return f"read_csv('{self.folder / table}.csv', all_varchar=true, header=true)"

    @cached_property
    def _files(self) -> dict[str, dict[str, set[str]]]:
        """Per table of files, by the file's number, the numbers of its people."""
        found: dict[str, dict[str, set[str]]] = {}
        for table in FILES:
            if not any((self.folder / f"{table}{ending}").exists() for ending in (".csv", ".parquet")):
                continue
            there = self._columns(table)
            references = self.schema[table].references
            columns = [name for name, to in references.items() if to == "person" and name in there]
            people: dict[str, set[str]] = defaultdict(set)
            for number, *named in self._engine.execute(
                f"SELECT CAST(id AS VARCHAR), {', '.join(columns)} FROM {self._file(table)}"
            ).fetchall():
                people[number] |= {str(one) for one in named if one not in (None, "")}
            found[table] = people
        return found
