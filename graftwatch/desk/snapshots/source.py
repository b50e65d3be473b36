"""Where a snapshot is taken from: the records, or a folder that has been staged and never stored."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb

from graftwatch import engines
from graftwatch.tables import Column, Table


class Source(Protocol):
    """Gives each table as a query of typed rows: version, id, source_id, recorded_at, and the model's columns."""

    def open(self, connection: duckdb.DuckDBPyConnection) -> AbstractContextManager[None]:
        """Attach what has to be attached, for as long as the block lasts."""

    def rows(self, table: Table) -> str | None:
        """A query for all versions of the rows of one table, or None where there is no such table."""


_TYPES = {"reference": "VARCHAR", "code": "VARCHAR", "text": "VARCHAR", "date": "DATE", "instant": "TIMESTAMP"} | {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "money": "BIGINT",
}


@dataclass(frozen=True)
class StagedSource:
    """The staged tables of one folder."""

    folder: Path

    def open(self, connection: duckdb.DuckDBPyConnection) -> AbstractContextManager[None]:
        """Nothing to attach: the files are read where they lie."""
        return nullcontext()

    def rows(self, table: Table) -> str | None:
        path = self.folder / f"{table.name}.parquet"
        return _from_parquet(table, [path]) if path.exists() else None


@dataclass(frozen=True)
class RecordsSource:
    """The system of record (one entry of Django's DATABASES), and the Parquet folder of its bulk tables."""

    database: dict[str, Any]
    bulk: Path

    def open(self, connection: duckdb.DuckDBPyConnection) -> AbstractContextManager[None]:
        return engines.records_attached(connection, self.database)

    def rows(self, table: Table) -> str | None:
        if table.bulk:
            files = sorted((self.bulk / table.name).glob("*.parquet"))
            return _from_parquet(table, files) if files else None
        schema = "main" if self._is_sqlite else "public"
        name = f'records.{schema}."records_{table.name.replace("_", "")}"'
        columns = ", ".join(f'{self._read(column)} AS "{column.name}"' for column in table.columns)
        return (
            f"SELECT {_uuid('version')} AS version, {_uuid('id')} AS id, source_id,"
            f" CAST(recorded_at AS TIMESTAMP) AS recorded_at, {columns} FROM {name}"
        )

    @property
    def _is_sqlite(self) -> bool:
        return str(self.database["ENGINE"]).endswith("sqlite3")

    def _read(self, column: Column) -> str:
        # SQLite keeps a UUID as 32 letters without dashes, PostgreSQL as a UUID: one spelling for both.
        return _uuid(column.name) if column.kind == "reference" else f'CAST("{column.name}" AS {_TYPES[column.kind]})'


def sql_text(value: object) -> str:
    """A value as a quoted SQL text."""
    return "'" + str(value).replace("'", "''") + "'"


def _uuid(column: str) -> str:
    return f'CAST(CAST("{column}" AS UUID) AS VARCHAR)'


def _from_parquet(table: Table, paths: list[Path]) -> str:
    files = ", ".join(map(sql_text, paths))
    columns = ", ".join(
        f'CAST("{column.name}" AS {_TYPES[column.kind]}) AS "{column.name}"' for column in table.columns
    )
    return (
        "SELECT CAST(version AS VARCHAR) AS version, CAST(id AS VARCHAR) AS id, source_id,"
        f" CAST(recorded_at AS TIMESTAMP) AS recorded_at, {columns} FROM read_parquet([{files}], union_by_name = true)"
    )
