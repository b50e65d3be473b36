"""A folder that Atlantis wrote, read as typed rows without the checks of loading: it is written in our own template."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import duckdb

from graftwatch.desk.snapshots.source import sql_text
from graftwatch.tables import Column, Table

TYPES = {"reference": "VARCHAR", "code": "VARCHAR", "text": "VARCHAR", "date": "DATE", "instant": "TIMESTAMP"} | {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "money": "BIGINT",
}


@dataclass(frozen=True)
class FolderSource:
    """The tables of one folder. A row's id is its own number, which Atlantis gives only once: no key has to be cut.

    A cell that is not of its column's type is empty here, as it is after loading; loading also says so.
    """

    folder: Path

    def open(self, connection: duckdb.DuckDBPyConnection) -> AbstractContextManager[None]:
        """Nothing to attach: the files are read where they lie."""
        return nullcontext()

    def rows(self, table: Table) -> str | None:
        found = self._found(table)
        if found is None:
            return None
        columns = ", ".join(f'{_cast(column)} AS "{column.name}"' for column in table.columns)
        return (
            f"SELECT * REPLACE (md5(concat_ws(chr(31), id, recorded_at, {_names(table)})) AS version) FROM ("
            "SELECT '' AS version, CAST(id AS VARCHAR) AS id, CAST(id AS VARCHAR) AS source_id,"
            f" TRY_CAST(recorded_at AS TIMESTAMP) AS recorded_at, {columns} FROM {found} WHERE id IS NOT NULL)"
        )

    def _found(self, table: Table) -> str | None:
        parquet, plain = (self.folder / f"{table.name}.{ending}" for ending in ("parquet", "csv"))
        if parquet.exists():
            return f"read_parquet({sql_text(parquet)})"
        if plain.exists():
            return f"read_csv({sql_text(plain)}, all_varchar = true, header = true)"
        return None


def key_of(_table: str, number: str) -> str:
    """The key of a row: the number that the folder, and the truth beside it, give it."""
    return number


def _names(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _cast(column: Column) -> str:
    if column.kind in ("reference", "code", "text"):
        return f"nullif(CAST(\"{column.name}\" AS VARCHAR), '')"
    return f'TRY_CAST("{column.name}" AS {TYPES[column.kind]})'
