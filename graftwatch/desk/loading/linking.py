"""References followed: rows that name a row which is nowhere, or somebody who was not yet born, are marked."""

from __future__ import annotations

from pathlib import Path

from duckdb import DuckDBPyConnection

from graftwatch.desk.loading.account import Account
from graftwatch.desk.loading.casting import quoted
from graftwatch.desk.loading.elsewhere import Elsewhere
from graftwatch.desk.loading.plausible import default_days
from graftwatch.tables import Table

LONGEST_MARKS = 400


def link(engine: DuckDBPyConnection, tables: list[Table], staged: Path, account: Account, elsewhere: Elsewhere) -> None:
    """Write `staged/<table>.parquet` with all marks from the views `gathered_<table>`, and complete the account."""
    staged.mkdir(parents=True, exist_ok=True)
    for target in sorted({target for table in tables for target in table.references.values()}):
        _know(engine, target, tables, elsewhere)
    for table in tables:
        path = staged / f"{table.name}.parquet"
        engine.execute(f"COPY ({_marked(table)}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        _complete_account(engine, table, path, account)


def _know(engine: DuckDBPyConnection, target: str, tables: list[Table], elsewhere: Elsewhere) -> None:
    """The engine table `known_<target>`: id and day of birth of every row that exists, here or elsewhere."""
    engine.execute(f"CREATE OR REPLACE TEMP TABLE known_{target} (id VARCHAR, born_on DATE)")
    if any(table.name == target for table in tables):
        # a day that systems write for unknown is nobody's birthday
        known = f"CASE WHEN birth_date NOT IN ({default_days()}) THEN birth_date END"
        born = f"arg_max({known}, coalesce(recorded_at, TIMESTAMP '0001-01-01'))" if target == "person" else "NULL"
        engine.execute(f"INSERT INTO known_{target} SELECT id, {born} FROM gathered_{target} GROUP BY id")
    named = " UNION ALL ".join(
        f'SELECT DISTINCT "{column}" AS id FROM gathered_{table.name}'
        for table in tables
        for column, to in table.references.items()
        if to == target
    )
    missing = engine.execute(
        f"SELECT DISTINCT id FROM ({named}) WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM known_{target})"
    ).to_arrow_table()
    if missing.num_rows:
        engine.register("found_elsewhere", elsewhere.find(target, missing["id"].combine_chunks()))
        engine.execute(f"INSERT INTO known_{target} SELECT id, born_on FROM found_elsewhere")
        engine.unregister("found_elsewhere")


def _marked(table: Table) -> str:
    joins, marks = [], []
    for position, (column, target) in enumerate(table.references.items()):
        joins.append(f'LEFT JOIN known_{target} AS k{position} ON k{position}.id = r."{column}"')
        marks.append(f"CASE WHEN r.\"{column}\" IS NOT NULL AND k{position}.id IS NULL THEN 'unlinked:{column}' END")
        if target == "person" and table.when is not None:
            marks.append(f"CASE WHEN k{position}.born_on > r.\"{table.when}\" THEN 'before_birth:{column}' END")
    columns = ", ".join(f'r."{column.name}"' for column in table.columns)
    more = f"list_filter([{', '.join(marks)}], x -> x IS NOT NULL)" if marks else "CAST([] AS VARCHAR[])"
    # whole marks only: the field in the records has an end
    text = f"array_to_string(list_concat(r.marks, {more}), ' ')"
    begun = f"regexp_replace({text}[:{LONGEST_MARKS}], ' [^ ]*$', '')"
    cut = f"CASE WHEN length({text}) <= {LONGEST_MARKS} THEN {text} ELSE {begun} END"
    return (
        f"SELECT r.id, r.version, r.source_system, r.source_id, r.recorded_at, {cut} AS marks, {columns}, "
        "r.file, r.line "
        f"FROM gathered_{table.name} AS r {' '.join(joins)}"
    )


def _complete_account(engine: DuckDBPyConnection, table: Table, path: Path, account: Account) -> None:
    rows = f"read_parquet({quoted(str(path))})"
    counts = ", ".join(f'count("{column.name}")' for column in table.columns)
    counted = engine.execute(f"SELECT count(*), {counts} FROM {rows}").fetchone() or ()
    names = ["", *(column.name for column in table.columns)]
    account.present[table.name] = dict(zip(names, counted, strict=True))
    account.tables[table.name] = account.present[table.name][""]
    marks = engine.execute(
        f"SELECT file, mark, count(*) FROM (SELECT file, unnest(string_split(marks, ' ')) AS mark FROM {rows} "
        "WHERE marks <> '') GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    for file, mark, n in marks:
        if mark.startswith("unlinked:"):
            key = f"{table.name}.{mark.removeprefix('unlinked:')}"
            account.open_references[key] = account.open_references.get(key, 0) + n
        for one in account.files:
            if one.file == file and one.table == table.name:
                one.marks[mark] = n
