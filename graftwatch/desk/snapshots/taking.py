"""Take a snapshot: the rows in force on a day, only the columns a run reads, and a fingerprint over all of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from graftwatch.desk.snapshots.canonical import token
from graftwatch.desk.snapshots.derivations import derived, register
from graftwatch.desk.snapshots.source import Source, sql_text
from graftwatch.errors import GraftwatchError
from graftwatch.tables import Column, Schema, Table


class NothingToReadError(GraftwatchError):
    """There is not one row to screen."""


@dataclass(frozen=True)
class SnapshotTable:
    """One table of a snapshot: how many rows, which columns, the hash of its file, and the days it speaks of."""

    rows: int
    columns: tuple[str, ...]
    sha256: str
    first: dt.date | None
    last: dt.date | None


@dataclass(frozen=True)
class Snapshot:
    """A folder of Parquet files in force on `as_of`, pseudonymised, with one fingerprint."""

    folder: Path
    as_of: dt.date
    tables: Mapping[str, SnapshotTable] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over sorted table name, number of rows and hash of the file."""
        lines = [f"{name} {table.rows} {table.sha256}\n" for name, table in sorted(self.tables.items())]
        return hashlib.sha256("".join([f"as of {self.as_of}\n", *lines]).encode()).hexdigest()


def count_present(connection: duckdb.DuckDBPyConnection, source: Source, schema: Schema) -> dict[str, dict[str, int]]:
    """Per table the rows (under "") and how many of them hold a value in each column."""
    present: dict[str, dict[str, int]] = {}
    for table in schema:
        rows = source.rows(table)
        if rows is None:
            continue
        counts = ", ".join(f'count("{column.name}")' for column in table.columns)
        found = connection.execute(f"SELECT count(*), {counts} FROM ({rows})").fetchone() or ()
        present[table.name] = dict(zip(["", *(column.name for column in table.columns)], found, strict=True))
    return present


def last_recorded_day(connection: duckdb.DuckDBPyConnection, source: Source, schema: Schema) -> dt.date:
    """The last day on which anything was written down, not later than now; where no row says when, the last day that
    a row speaks of. Raises NothingToReadError.
    """
    for moment in ("recorded_at::DATE", '"{when}"'):
        days = []
        for table in schema:
            rows, day = source.rows(table), moment.format(when=table.when or "")
            if rows is not None and (table.when or "when" not in moment):
                query = f"SELECT max({day}) FROM ({rows}) WHERE {day} <= now()::TIMESTAMP::DATE"
                days.append((connection.execute(query).fetchone() or (None,))[0])
        known: list[dt.date] = [found for found in days if found is not None]
        if known:
            return max(known)
    raise NothingToReadError(
        "There is no dated row to screen. Load a folder first, or name one: graftwatch screen FOLDER."
    )


def take(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    schema: Schema,
    reads: Mapping[str, set[str]],
    folder: Path,
    *,
    as_of: dt.date,
    token_key: bytes,
    on_table: Callable[[str, int], None] = lambda _name, _rows: None,
) -> Snapshot:
    """Write `<table>.parquet` for each table in `reads` with those columns only, in a fixed order.

    Of each row the version recorded last by `as_of` is taken; where two versions were recorded at the same moment,
    neither (they are quarantined when loaded, and this keeps an old disagreement from being settled by chance).
    `<table>_versions` holds all versions but these.
    """
    folder.mkdir(parents=True, exist_ok=True)
    register(connection, token_key)
    written: dict[str, SnapshotTable] = {}
    for name in sorted(reads):
        table = schema[name]
        rows = source.rows(schema[table.versions_of or name])
        if rows is None:
            continue
        columns = [column for column in table.readable.values() if column.name in reads[name] and column.leaves]
        path = folder / f"{name}.parquet"
        query = (
            _every_version(table, columns, rows, as_of, token_key)
            if table.versions_of
            else _in_force(connection, table, columns, rows, as_of, token_key)
        )
        connection.execute(
            f"COPY ({query}) TO {sql_text(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
        )
        written[name] = _describe(connection, table, columns, path)
        on_table(name, written[name].rows)
    return Snapshot(folder, as_of, written)


def _in_force(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: list[Column], rows: str, as_of: dt.date, key: bytes
) -> str:
    current = f"SELECT * FROM ({rows}) WHERE recorded_at IS NULL OR recorded_at::DATE <= DATE '{as_of}'"
    if not _one_version_each(connection, current):
        told = "coalesce(recorded_at, TIMESTAMP '0001-01-01')"
        current = (
            f"SELECT * FROM (SELECT DISTINCT ON (version) * FROM ({current}))"
            f" QUALIFY {told} = max({told}) OVER (PARTITION BY id)"
            f" AND count(*) OVER (PARTITION BY id, {told}) = 1"
        )
    return f"SELECT {row_as_it_leaves(table, columns, key)} FROM ({current}) ORDER BY {_order(table, columns)}"


def _every_version(table: Table, columns: list[Column], rows: str, as_of: dt.date, key: bytes) -> str:
    told = "coalesce(recorded_at, TIMESTAMP '0001-01-01')"
    known = f"SELECT DISTINCT ON (version) * FROM ({rows}) WHERE recorded_at IS NULL OR recorded_at::DATE <= '{as_of}'"
    numbered = (
        f"SELECT *, row_number() OVER (PARTITION BY id ORDER BY {told}) AS n_version FROM"
        f" (SELECT * FROM ({known}) QUALIFY count(*) OVER (PARTITION BY id, {told}) = 1)"
    )
    return (
        f"SELECT {row_as_it_leaves(table, columns, key)}, n_version AS version FROM ({numbered}) ORDER BY id, n_version"
    )


def row_as_it_leaves(table: Table, columns: list[Column], key: bytes) -> str:
    """What leaves of a row, as engine expressions: key, file number, the day it was recorded, and these columns."""
    day = f'"{table.when}"' if table.when else "NULL::DATE"
    number = "source_id" if table.file_numbers else "NULL::VARCHAR"
    values = "".join(f', {_leaves(table, column, key)} AS "{column.name}"' for column in columns)
    return f"id, {number} AS file_number, coalesce(recorded_at::DATE, {day}) AS recorded_on{values}"


def _order(table: Table, columns: list[Column]) -> str:
    """By id; the rows of a large table by whose they are and by day, so that an engine skips what it need not read."""
    names = [column.name for column in columns]
    whose = [name for name in table.references if name in names][:1] if table.bulk else []
    when = [table.when] if table.bulk and table.when in names else []
    return ", ".join(f'"{name}"' for name in (*whose, *when, "id") if name)


def _one_version_each(connection: duckdb.DuckDBPyConnection, rows: str) -> bool:
    """Cheaper than a window over every payment, and true of most tables."""
    counted = connection.execute(f"SELECT count(*) = count(DISTINCT id) FROM ({rows})").fetchone()
    return bool(counted and counted[0])


def _leaves(table: Table, column: Column, token_key: bytes) -> str:
    if column.derivation:
        return derived(column, language="language" if "language" in table.by_name else None)
    if column.way_out == "token":
        return token(f'"{column.name}"', column.canonical, token_key)
    return f'"{column.name}"'


def _describe(connection: duckdb.DuckDBPyConnection, table: Table, columns: list[Column], path: Path) -> SnapshotTable:
    n_rows, first, last = connection.execute(
        f"SELECT count(*), min(recorded_on), max(recorded_on) FROM read_parquet({sql_text(path)})"
    ).fetchone() or (0, None, None)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return SnapshotTable(n_rows, tuple(column.name for column in columns), digest, first, last)
