"""What could not be taken: one list a file, with line, column, value class and reason; never the value."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from duckdb import DuckDBPyConnection

from graftwatch.desk.loading.account import FileAccount
from graftwatch.desk.loading.casting import quoted
from graftwatch.desk.loading.gathering import TIE
from graftwatch.desk.loading.parts import Part

HEADING = ("file", "line", "column", "value_class", "reason", "outcome")
TIE_LOADED = "A row loaded earlier has the same number and recorded_at and says something else; it was withdrawn"
NAMES = ", ".join(f'"{name}"' for name in HEADING)
MOST_TOLD = 5
HELD, KEPT = "row in quarantine", "row kept, cell empty"


def write_quarantine(engine: DuckDBPyConnection, parts: list[Part], tables: list[str], folder: Path) -> None:
    """Write `<file>.csv` for every file that lost anything, from scratch."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.csv"):
        old.unlink()
    for file in dict.fromkeys(part.account.file for part in parts):
        losses = " UNION ALL ".join(_losses([part for part in parts if part.account.file == file], tables, file))
        query = f"SELECT * FROM ({losses}) AS lost({NAMES})"
        counted = engine.execute(f"SELECT count(*) FROM ({query})").fetchone()
        if counted and counted[0]:
            _tell(engine, query, next(part.account for part in parts if part.account.file == file))
            target = list_of(folder, file)
            engine.execute(f'COPY ({query} ORDER BY line, "column") TO {quoted(str(target))} (FORMAT csv, HEADER)')


def _tell(engine: DuckDBPyConnection, query: str, account: FileAccount) -> None:
    """The commonest losses of a file in its account, each with the row it first stands in."""
    common = engine.execute(
        f'SELECT "column", value_class, reason, outcome, min(line), count(*) FROM ({query}) WHERE line IS NOT NULL '
        f"GROUP BY ALL ORDER BY count(*) DESC, min(line) LIMIT {MOST_TOLD}"
    ).fetchall()
    for column, value_class, reason, outcome, line, n in common:
        where = f"Row {line:,}" + (f" and {n - 1:,} more" if n > 1 else "")
        what = f"{column.partition('.')[2] or 'the row'} holds {value_class}" if column else value_class
        then = "" if outcome == HELD else "; the row is kept, the cell stands empty"
        account.lost.append(f"{where}: {what}. {reason}{then}.")


def list_of(folder: Path, file: str) -> Path:
    """Where the list of a file or sheet stands."""
    return folder / (re.sub(r"[^\w.-]+", "_", file).removesuffix(".csv") + ".csv")


def add_ties_with_loaded(folder: Path, file: str, table: str, lines: list[int]) -> None:
    """Add rows that contradict one loaded earlier; lines that the list already has are not repeated."""
    path = list_of(folder, file)
    new = not path.exists()
    before = set() if new else set(path.read_text("utf-8").splitlines())
    with path.open("a", encoding="utf-8", newline="") as target:
        if new:
            target.write(",".join(HEADING) + "\n")
        for line in lines:
            row = io.StringIO()
            csv.writer(row, lineterminator="").writerow(
                [file, line, table, "another row of this number", TIE_LOADED, HELD]
            )
            if row.getvalue() not in before:
                target.write(row.getvalue() + "\n")


def _losses(parts: list[Part], tables: list[str], file: str) -> list[str]:
    name = quoted(file)
    found = [
        f"SELECT {name}, CAST(NULL AS BIGINT), '', 'a whole file', {quoted(part.account.problem)}, "
        "'nothing of it is read'"
        for part in parts
        if part.account.problem
    ]
    for part in parts:
        if part.bad_lines is not None:
            rows = f"read_parquet({quoted(str(part.bad_lines))})"
            found.append(f"SELECT {name}, line, '', value_class, reason, '{HELD}' FROM {rows}")
        if part.cast is not None:
            rows = f"read_parquet({quoted(str(part.cast))})"
            of_table = quoted(part.account.table + ".")
            found.append(
                f"SELECT {name}, line, {of_table} || u['column'], u['value_class'], "
                "coalesce(held, 'The cell cannot be read'), "
                f"CASE WHEN held IS NULL THEN '{KEPT}' ELSE '{HELD}' END "
                f"FROM (SELECT line, held, unnest(unread) AS u FROM {rows})"
            )
            found.append(
                f"SELECT {name}, line, {quoted(part.account.table)}, 'nothing', held, '{HELD}' FROM {rows} "
                "WHERE held IS NOT NULL AND len(unread) = 0"
            )
    found += [
        f"SELECT {name}, line, '{table}', 'another row of this number', {quoted(TIE)}, '{HELD}' "
        f"FROM tied_{table} WHERE file = {name}"
        for table in tables
        if table in {part.account.table for part in parts}
    ]
    return found
