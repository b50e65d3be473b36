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
        if table == "person":
            return self._by_key(table, ["id"], keys)
        direct = self._references(table, "person")
        people = defaultdict(set, self._by_key(table, direct, keys)) if direct else defaultdict(set)
        for file in FILES:
            through = self._references(table, file) if file in self._files else []
            if not through:
                continue
            for key, numbers in self._by_key(table, through, keys).items():
                for number in numbers:
                    people[key] |= self._files[file].get(number, set())
        return people

    def _references(self, table: str, to: str) -> list[str]:
        there = self._columns(table)
        return [name for name, other in self.schema[table].references.items() if other == to and name in there]

    def _columns(self, table: str) -> set[str]:
        described = self._engine.execute(f"DESCRIBE SELECT * FROM {self._file(table)}").fetchall()
        return {str(row[0]) for row in described}

    def _file(self, table: str) -> str:
        parquet = self.folder / f"{table}.parquet"
        if parquet.exists():
            return f"read_parquet('{parquet}')"
        return f"read_csv('{self.folder / table}.csv', all_varchar=true, header=true)"

    def _by_key(self, table: str, columns: list[str], keys: set[str]) -> dict[str, set[str]]:
        numbering = self.folder.resolve().name
        rows = self._engine.execute(
            f"SELECT row_id($numbering, $table, CAST(id AS VARCHAR)) AS key, {', '.join(columns)} "
            f"FROM {self._file(table)} WHERE key IN (SELECT unnest($keys))",
            {"numbering": numbering, "table": table, "keys": sorted(keys)},
        ).fetchall()
        found: dict[str, set[str]] = defaultdict(set)
        for key, *numbers in rows:
            found[key] |= {str(number) for number in numbers if number not in (None, "")}
        return found

    @cached_property
    def _files(self) -> dict[str, dict[str, set[str]]]:
        """Per table of files, by the file's number, the numbers of its people."""
        found: dict[str, dict[str, set[str]]] = {}
        for table in FILES:
            if not any((self.folder / f"{table}{ending}").exists() for ending in (".csv", ".parquet")):
                continue
            columns = self._references(table, "person")
            people: dict[str, set[str]] = defaultdict(set)
            for number, *named in self._engine.execute(
                f"SELECT CAST(id AS VARCHAR), {', '.join(columns)} FROM {self._file(table)}"
            ).fetchall():
                people[number] |= {str(one) for one in named if one not in (None, "")}
            found[table] = people
        return found
