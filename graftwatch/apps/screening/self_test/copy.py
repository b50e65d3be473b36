"""A copy of the snapshot in memory, in which some rows are edited. It writes nothing to disk and is thrown away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pyarrow as pa
from ibis.backends.duckdb import Backend

from graftwatch import engines
from graftwatch.apps.screening.self_test.ring import Edit
from graftwatch.desk.snapshots import Snapshot
from graftwatch.leads.rows import CitedRow, Key
from graftwatch.tables import Schema

MOST_ROWS_IN_MEMORY = 3_000_000
"""Larger tables are read from the snapshot each time; edited rows are laid over them all the same."""


@dataclass(frozen=True)
class Copy:
    """Tables under their own names: the snapshot's rows, those edited in their edited form."""

    connection: duckdb.DuckDBPyConnection
    schema: Schema
    edited: frozenset[str]

    def edit(self, edits: Iterable[Edit]) -> None:
        """Lay these edits over the snapshot's own rows, and nothing else."""
        for table in sorted(self.edited):
            self.connection.execute(f'DELETE FROM "edited_{table}"')
        for edit in edits:
            like, given = f'(SELECT {{}} FROM "original_{edit.table}" WHERE id = ?)', []
            values = []
            for column, value in edit.values:
                values.append(f"{'?' if value is not None else like.format(_name(column))} AS {_name(column)}")
                given.append(edit.like if value is None else value)
            self.connection.execute(
                f'INSERT INTO "edited_{edit.table}" SELECT * REPLACE ({", ".join(values)})'
                f' FROM "original_{edit.table}" WHERE id = ?',
                [*given, edit.row],
            )

    def rows(self, query: str, shape: pa.Schema) -> pa.Table:
        """What a query gives, with the types that it says."""
        return self.connection.execute(query).to_arrow_table().cast(shape)

    def cited(self, wanted: Collection[Key]) -> dict[Key, CitedRow]:
        """These rows with what they refer to, as they stand in the copy."""
        by_table: dict[str, set[str]] = {}
        for table, row in wanted:
            by_table.setdefault(table, set()).add(row)
        found: dict[Key, CitedRow] = {}
        for table, ids in sorted(by_table.items()):
            references = list(self.schema[table].references)
            columns = ", ".join(_name(each) for each in ("id", "file_number", *references))
            asked = self.connection.execute(
                f'SELECT {columns} FROM "{table}" WHERE id IN (SELECT unnest(?))', [sorted(ids)]
            )
            for row, number, *pointed_at in asked.fetchall():
                refers = {column: other for column, other in zip(references, pointed_at, strict=True) if other}
                found[table, row] = CitedRow(table, row, number, None, refers)
        return found


@contextmanager
def copy_of(snapshot: Snapshot, schema: Schema, tables: Collection[str], edited: Collection[str]) -> Iterator[Copy]:
    """Copy these tables; `edited` are those in which rows may be edited. Closed, and so gone, however it ends."""
    engine = engines.connect_duckdb()
    try:
        # without a place to spill to, nothing planted can reach a disk: where memory is short, it fails
        engine.con.execute("SET temp_directory = ''")
        for name in sorted(tables):
            _lay_out(engine, snapshot, schema, name, is_edited=name in edited)
        yield Copy(engine.con, schema, frozenset(edited))
    finally:
        engine.disconnect()


def _lay_out(engine: Backend, snapshot: Snapshot, schema: Schema, name: str, *, is_edited: bool) -> None:
    table = engines.read_snapshot(engine, snapshot.folder, schema[name])
    assert table is not None
    how = "TABLE" if snapshot.tables[name].rows <= MOST_ROWS_IN_MEMORY else "VIEW"
    original = f"original_{name}" if is_edited else name
    columns = table.select(*schema[name].engine_schema)
    engine.con.execute(f'CREATE {how} "{original}" AS {engine.compile(columns)}')
    if is_edited:
        engine.con.execute(f'CREATE TABLE "edited_{name}" AS SELECT * FROM "{original}" LIMIT 0')
        engine.con.execute(
            f'CREATE VIEW "{name}" AS SELECT * FROM "{original}" ANTI JOIN "edited_{name}" USING (id)'
            f' UNION ALL SELECT * FROM "edited_{name}"'
        )


def _name(column: str) -> str:
    return f'"{column}"'
