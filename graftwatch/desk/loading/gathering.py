"""All parts of one table brought together: the same row told twice, told differently, or told only in passing."""

from __future__ import annotations

from pathlib import Path

from duckdb import DuckDBPyConnection

from graftwatch.desk.loading.casting import quoted
from graftwatch.desk.loading.casting_query import version
from graftwatch.desk.loading.parts import Part
from graftwatch.tables import Schema, Table

TIE = "Another row has the same number and the same recorded_at and says something else"


def gather(engine: DuckDBPyConnection, parts: list[Part], schema: Schema, work: Path, ties: Path) -> list[str]:
    """The engine view `gathered_<table>` of good rows for every table that has any; gives the tables' names.

    Rows equal in number, moment and content collapse into the first. Rows equal in number and moment that differ in
    content are tied: none is staged, they stand in the engine table `tied_<table>`, and their numbers and moments are
    written to `ties`. Different moments are versions: all are staged.
    """
    ties.mkdir(exist_ok=True)
    found = []
    for table in schema:
        of_table = [part for part in parts if part.cast is not None and part.account.table == table.name]
        if of_table:
            _gather_one(engine, of_table, table, work, ties)
            found.append(table.name)
    return found


def _gather_one(engine: DuckDBPyConnection, parts: list[Part], table: Table, work: Path, ties: Path) -> None:
    paths = ", ".join(quoted(str(part.cast)) for part in parts)
    engine.execute(
        f"CREATE OR REPLACE TEMP VIEW told_{table.name} AS SELECT * EXCLUDE (unread, held) "
        f"FROM read_parquet([{paths}]) WHERE held IS NULL"
    )
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT id FROM told_{table.name} GROUP BY id HAVING count(*) > 1"
    )
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE doubtful AS SELECT *, 1 AS n_told "
        f"FROM told_{table.name} WHERE id IN (SELECT id FROM repeated)"
    )
    if any(part.inline for part in parts):
        _complete(engine, table)
    tied = f"tied_{table.name}"
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE {tied} AS SELECT id, recorded_at, version, file, line "
        "FROM doubtful QUALIFY count(DISTINCT version) OVER (PARTITION BY id, recorded_at) > 1"
    )
    _bring_together(engine, table, work)
    numbers = quoted(str(ties / f"{table.name}.parquet"))
    engine.execute(f"COPY (SELECT DISTINCT id, recorded_at FROM {tied}) TO {numbers} (FORMAT parquet)")
    _count_duplicates(engine, parts, table)


def _bring_together(engine: DuckDBPyConnection, table: Table, work: Path) -> None:
    good = f"SELECT * EXCLUDE (inline) FROM told_{table.name}"
    any_repeated = engine.execute("SELECT count(*) FROM repeated").fetchone()
    if any_repeated and any_repeated[0]:
        once = (
            f"SELECT * EXCLUDE (n_told, inline) FROM doubtful "
            f"WHERE version NOT IN (SELECT version FROM tied_{table.name}) "
            "QUALIFY row_number() OVER (PARTITION BY version ORDER BY inline, file, line) = 1"
        )
        path = quoted(str(work / f"{table.name}.parquet"))
        good = f"{good} WHERE id NOT IN (SELECT id FROM repeated) UNION ALL BY NAME {once}"
        engine.execute(f"COPY ({good}) TO {path} (FORMAT parquet, COMPRESSION lz4)")
        good = f"SELECT * FROM read_parquet({path})"
    engine.execute(f"CREATE OR REPLACE TEMP VIEW gathered_{table.name} AS {good}")


def _complete(engine: DuckDBPyConnection, table: Table) -> None:
    """Rows told in passing become one row with what each of them knew; a full row about the same outranks them.

    Where they contradict one another the greatest value stands and the row is marked `told_differently`.
    """
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE full_rows AS SELECT DISTINCT id, recorded_at FROM doubtful WHERE NOT inline"
    )
    apart = " OR ".join(f'count(DISTINCT "{column.name}") > 1' for column in table.columns)
    values = ", ".join(f'max("{column.name}") AS "{column.name}"' for column in table.columns)
    merged = f"""
        SELECT id, any_value(source_system ORDER BY file, line) AS source_system, any_value(source_id) AS source_id,
               recorded_at, list_distinct(list_concat(flatten(list(marks)),
               CASE WHEN {apart} THEN ['told_differently'] ELSE [] END)) AS marks, {values},
               any_value(file ORDER BY file, line) AS file, min(line) AS line, true AS inline, count(*) AS n_told
        FROM doubtful AS d WHERE inline AND NOT EXISTS (
            SELECT 1 FROM full_rows AS f WHERE f.id = d.id AND f.recorded_at IS NOT DISTINCT FROM d.recorded_at)
        GROUP BY id, recorded_at
    """
    engine.execute(
        f"CREATE OR REPLACE TEMP TABLE doubtful AS SELECT * FROM doubtful WHERE NOT inline UNION ALL BY NAME "
        f"SELECT {version('id', table)} AS version, * FROM ({merged})"
    )


def _count_duplicates(engine: DuckDBPyConnection, parts: list[Part], table: Table) -> None:
    kept, held = (
        dict(engine.execute(f"SELECT file, count(*) FROM {relation}_{table.name} GROUP BY 1").fetchall())
        for relation in ("gathered", "tied")
    )
    for part in parts:
        account = part.account
        n_good = account.n_read - account.n_quarantined
        account.n_staged = kept.get(account.file, 0)
        account.n_quarantined += held.get(account.file, 0)
        account.n_duplicates = n_good - account.n_staged - held.get(account.file, 0)
