"""A State's records as they stood on any day: every version once in the engine, and a view per table that moves on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb
import ibis
from ibis.backends.duckdb import Backend

from graftwatch.desk.snapshots import Source
from graftwatch.desk.snapshots.derivations import register
from graftwatch.desk.snapshots.taking import row_as_it_leaves
from graftwatch.indicators.availability import Present
from graftwatch.tables import Column, Schema, Table

_TOLD = "coalesce(recorded_at, TIMESTAMP '0001-01-01')"
_SQL_TYPES = {"string": "VARCHAR", "date": "DATE", "timestamp": "TIMESTAMP", "int64": "BIGINT", "float64": "DOUBLE"}
_HELD = "held"
"""The catalogue of the engine in which all versions lie; the views stand in front of it."""


@dataclass
class Replay:
    """All versions of a State's rows. `go_to` moves what the engine shows to a day; nothing recorded later is shown."""

    engine: Backend
    source: Source
    schema: Schema
    reads: Mapping[str, set[str]]
    token_key: bytes
    shown: list[str] = field(default_factory=list)
    _laid: dict[str, ibis.Table] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read each table once; words are derived and identifying values made tokens here, once per version."""
        connection = self._connection
        register(connection, self.token_key)
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {_HELD}")
        with self.source.open(connection):
            for name in sorted(self.reads):
                table = self.schema[name]
                rows = self.source.rows(self.schema[table.versions_of or name])
                if rows is not None:
                    self._hold(table, rows)
                    self.shown.append(name)

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        connection: duckdb.DuckDBPyConnection = self.engine.con
        return connection

    def _hold(self, table: Table, rows: str) -> None:
        """Every version with the days between which it is in force: from its own day until that of the next one.

        Two versions of the same moment settle nothing: neither is ever in force, and both end the one before.
        """
        told = f"SELECT *, {_TOLD} AS told FROM (SELECT DISTINCT ON (version) * FROM ({rows}))"
        order = " ORDER BY from_day, id"
        if table.versions_of:
            days = (
                "SELECT * EXCLUDE (told), told::DATE AS from_day, NULL::DATE AS until_day,"
                f" row_number() OVER (PARTITION BY id ORDER BY told) AS n_version FROM ({told})"
                " QUALIFY count(*) OVER (PARTITION BY id, told) = 1"
            )
        elif self._one_version_each(rows):
            days = f"SELECT *, {_TOLD}::DATE AS from_day, NULL::DATE AS until_day FROM ({rows})"
            order = "" if table.bulk else order
        else:
            # over ordered moments, the first later one: rows of the same moment are peers and are stepped over
            later = "min(told) OVER (PARTITION BY id ORDER BY told RANGE BETWEEN INTERVAL 1 MICROSECOND FOLLOWING"
            days = (
                f"SELECT * EXCLUDE (told), told::DATE AS from_day, ({later} AND UNBOUNDED FOLLOWING))::DATE AS"
                f" until_day FROM ({told}) QUALIFY count(*) OVER (PARTITION BY id, told) = 1"
            )
        values = self._row(table) + (", n_version AS version" if table.versions_of else "")
        self._connection.execute(
            f"CREATE OR REPLACE TABLE {_HELD}.{table.name} AS SELECT {values}, from_day, until_day FROM ({days})"
            f" WHERE until_day IS NULL OR until_day > from_day{order}"
        )

    def _row(self, table: Table) -> str:
        return row_as_it_leaves(table, self._columns(table), self.token_key)

    def _columns(self, table: Table) -> list[Column]:
        wanted = self.reads[table.name]
        return [column for column in table.readable.values() if column.name in wanted and column.leaves]

    def _one_version_each(self, rows: str) -> bool:
        counted = self._connection.execute(f"SELECT count(*) = count(DISTINCT hash(id)) FROM ({rows})").fetchone()
        return bool(counted and counted[0])

    def go_to(self, day: dt.date) -> None:
        """Show the rows in force on `day`. Tables that few questions read stay views; the small ones are laid out."""
        for name in self.shown:
            table = self.schema[name]
            kind = "VIEW" if table.bulk else "TABLE"
            self._connection.execute(
                f"CREATE OR REPLACE {kind} {name} AS SELECT {self._every_column(table)} FROM {_HELD}.{name}"
                f" WHERE from_day <= DATE '{day}' AND (until_day IS NULL OR until_day > DATE '{day}')"
            )

    def _every_column(self, table: Table) -> str:
        """All columns that a question may name; those that none of this evaluation reads are empty."""
        held = {"id", "file_number", "recorded_on", "version", *(column.name for column in self._columns(table))}
        return ", ".join(
            f'"{name}"' if name in held else f'NULL::{_SQL_TYPES[kind]} AS "{name}"'
            for name, kind in table.engine_schema.items()
        )

    def present(self) -> Present:
        """How many rows, and values in each column that is read, stand on the day that is shown.

        Words count by what is derived of them: they themselves are not held.
        """
        found: dict[str, dict[str, int]] = {}
        for table in (self.schema[name] for name in self.shown):
            if not table.versions_of:
                columns = self._columns(table)
                counted = ", ".join(["count(*)", *(f'count("{column.name}")' for column in columns)])
                row = self._connection.execute(f"SELECT {counted} FROM {table.name}").fetchone() or ()
                names = ["", *(column.derived_from or column.name for column in columns)]
                found[table.name] = dict(zip(names, row, strict=True))
        return found

    def filled(self, tables: frozenset[str], present: Present) -> frozenset[str]:
        """Which of `tables` have rows now, and with them the tables of all their versions."""
        own = ((name, self.schema[name].versions_of or name) for name in self.shown)
        return frozenset(name for name, base in own if base in tables and present.get(base, {}).get(""))

    def columns(self, names: frozenset[str]) -> dict[str, ibis.Table]:
        """The same tables for who only fetches columns. Their columns never change, so that each is looked up once."""
        for name in self.shown:
            if name in names and name not in self._laid:
                self._laid[name] = self.engine.table(name)
        return {name: self._laid[name] for name in self.shown if name in names}
