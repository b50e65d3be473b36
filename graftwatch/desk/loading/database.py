"""Staged rows brought into the system of record: one transaction a table, nothing twice, ties withdrawn."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection, models, transaction

from graftwatch.desk.loading.casting import quoted
from graftwatch.desk.loading.contested import CONTESTED, contest
from graftwatch.desk.loading.elsewhere import FOUND
from graftwatch.records.guarded import writing
from graftwatch.records.models.record import Record
from graftwatch.records.schema import table_name

Rows = Iterator[Sequence[tuple[Any, ...]]]
ROWS_AT_ONCE = 10_000
KEPT = ("version", "id", "source_system", "source_id", "recorded_at", "marks")


def bring_in(model: type[Record], staged: Path, ties: Path, contested_in: Path, now: dt.datetime) -> int:
    """Insert the versions in `staged` that the records do not have. Gives how many were new.

    Done in one transaction: a kill leaves the table as it was or as it shall be.
    """
    columns = [*KEPT, *(name for name in pq.read_schema(staged).names if _is_field(model, name))]
    with writing("loading"), transaction.atomic(), connection.cursor() as cursor, _incoming(cursor, model, columns):
        _fill(cursor, "incoming", [*columns, "loaded_at"], _rows(model, staged, columns, now))
        tied = pa.concat_tables([pq.read_table(ties).cast(CONTESTED), _tied_with_loaded(cursor, model)])
        refused = contest(contested_in, table_name(model), tied)
        _withdraw(cursor, model, refused)
        names = ", ".join(_column(name) for name in [*columns, "loaded_at"])
        cursor.execute(
            f"INSERT INTO {_table(model)} ({names}) SELECT {names} FROM incoming WHERE true ON CONFLICT DO NOTHING"
        )
        return int(cursor.rowcount)


def settle_references(model: type[Record], references: dict[str, type[Record]]) -> None:
    """Take the mark `unlinked` off rows whose reference has come since."""
    with writing("loading"), transaction.atomic(), connection.cursor() as cursor:
        for name, target in references.items():
            mark = f" unlinked:{name} "
            cursor.execute(
                f"UPDATE {_table(model)} SET marks = trim(replace(' ' || marks || ' ', %s, ' ')) "
                f"WHERE ' ' || marks || ' ' LIKE %s AND EXISTS "
                f"(SELECT 1 FROM {_table(target)} AS t WHERE t.id = {_table(model)}.{_column(name)})",
                [mark, f"%{mark}%"],
            )


def find(model: type[Record], ids: pa.Array, birth_column: str | None) -> pa.Table:
    """Those of `ids` that the records hold, with the day of birth where the table has one (`elsewhere.FOUND`)."""
    born = f"max(r.{birth_column})" if birth_column else "NULL"
    with writing("loading: which rows do references find"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE wanted AS SELECT id FROM {_table(model)} WHERE 1 = 0")
        try:
            _fill(cursor, "wanted", ["id"], ([(_key(one),) for one in part] for part in _cut(ids.to_pylist())))
            cursor.execute(
                f"CREATE TEMPORARY TABLE found AS SELECT r.id AS id, {born} AS born_on "
                f"FROM {_table(model)} AS r JOIN wanted AS w ON w.id = r.id GROUP BY r.id"
            )
            cursor.execute("SELECT id, born_on FROM found")
            rows = [(_key_text(one), _day(born_on)) for one, born_on in cursor.fetchall()]
            cursor.execute("DROP TABLE found")
        finally:
            cursor.execute("DROP TABLE wanted")
    return pa.table([[row[0] for row in rows], [row[1] for row in rows]], schema=FOUND)


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(name: str) -> str:
    return connection.ops.quote_name(name)


def _is_field(model: type[Record], name: str) -> bool:
    return name not in KEPT and name in {field.name for field in model._meta.local_fields}


@contextmanager
def _incoming(cursor: Any, model: type[Record], columns: Sequence[str]) -> Iterator[None]:
    names = ", ".join(_column(name) for name in [*columns, "loaded_at"])
    cursor.execute(f"CREATE TEMPORARY TABLE incoming AS SELECT {names} FROM {_table(model)} WHERE 1 = 0")
    yield
    cursor.execute("DROP TABLE incoming")


def _rows(model: type[Record], staged: Path, columns: Sequence[str], now: dt.datetime) -> Rows:
    """The staged rows as the database writes them."""
    said = ", ".join(_as_stored(model._meta.get_field(name)) for name in columns)
    loaded_at = now if connection.vendor == "postgresql" else now.replace(tzinfo=None).isoformat(" ")
    with duckdb.connect() as engine:
        cursor = engine.execute(f"SELECT {said} FROM read_parquet({quoted(str(staged))})")
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield [(*row, loaded_at) for row in rows]


def _as_stored(field: Any) -> str:
    """SQLite keeps keys without hyphens, and days and moments as text."""
    name = f'"{field.name}"'
    if connection.vendor != "sqlite":
        return name
    if isinstance(field, models.UUIDField):
        return f"replace({name}, '-', '')"
    return f"CAST({name} AS VARCHAR)" if isinstance(field, models.DateField) else name


def _fill(cursor: Any, table: str, columns: Sequence[str], rows: Rows) -> None:
    """Rows into a temporary table, the quickest way that the database has."""
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for part in rows:
                for row in part:
                    copy.write_row(row)
        return
    places = ", ".join(["%s"] * len(columns))
    for part in rows:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", part)


def _tied_with_loaded(cursor: Any, model: type[Record]) -> pa.Table:
    """Numbers and moments under which the records already say something else."""
    cursor.execute(
        "CREATE TEMPORARY TABLE tied AS SELECT DISTINCT i.id, i.recorded_at FROM incoming AS i "
        f"JOIN {_table(model)} AS r ON r.id = i.id AND r.version <> i.version AND "
        "(r.recorded_at = i.recorded_at OR (r.recorded_at IS NULL AND i.recorded_at IS NULL))"
    )
    cursor.execute("SELECT id, recorded_at FROM tied")
    rows = [(_key_text(one), _moment(moment)) for one, moment in cursor.fetchall()]
    cursor.execute("DROP TABLE tied")
    return pa.table([[row[0] for row in rows], [row[1] for row in rows]], schema=CONTESTED)


def _withdraw(cursor: Any, model: type[Record], refused: pa.Table) -> None:
    """Take contested tellings out of what comes in and out of what is there."""
    rows = [(_key(row["id"]), _moment_stored(row["recorded_at"])) for row in refused.to_pylist()]
    for table in ("incoming", _table(model)):
        for part in _cut(rows):
            known = [row for row in part if row[1] is not None]
            never = [row[:1] for row in part if row[1] is None]
            cursor.executemany(f"DELETE FROM {table} WHERE id = %s AND recorded_at = %s", known)
            cursor.executemany(f"DELETE FROM {table} WHERE id = %s AND recorded_at IS NULL", never)


def _cut(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    yield from (rows[start : start + ROWS_AT_ONCE] for start in range(0, len(rows), ROWS_AT_ONCE))


def _key(text: str) -> str:
    return text.replace("-", "") if connection.vendor == "sqlite" else text


def _key_text(stored: Any) -> str:
    return str(uuid.UUID(str(stored)))


def _day(stored: Any) -> dt.date | None:
    return dt.date.fromisoformat(stored[:10]) if isinstance(stored, str) else stored


def _moment(stored: Any) -> dt.datetime | None:
    if stored is None:
        return None
    moment = dt.datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _moment_stored(moment: dt.datetime | None) -> Any:
    if moment is None:
        return None
    return moment.isoformat(" ") if connection.vendor == "sqlite" else moment.replace(tzinfo=dt.UTC)
