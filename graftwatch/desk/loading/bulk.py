"""Tables too large for the database: Parquet of the same schema, one file per load, named after what it holds."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from graftwatch.desk.loading.casting import quoted
from graftwatch.desk.loading.contested import CONTESTED, contest

SAME_MOMENT = "IS NOT DISTINCT FROM"


def store(engine: DuckDBPyConnection, table: str, staged: Path, ties: Path, folder: Path, contested_in: Path) -> int:
    """Put the versions that are not yet there into `folder`; gives how many were new.

    A file appears whole or not at all. Its name is the exclusive or of its versions' keys: the same rows, in whatever
    order, are the same file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    engine.execute(f"CREATE OR REPLACE TEMP VIEW coming AS SELECT * FROM read_parquet({quoted(str(staged))})")
    there = sorted(folder.glob("*.parquet"))
    tied = pq.read_table(ties).cast(CONTESTED)
    if there:
        paths = ", ".join(quoted(str(path)) for path in there)
        engine.execute(f"CREATE OR REPLACE TEMP VIEW there AS SELECT * FROM read_parquet([{paths}])")
        engine.execute(
            "CREATE OR REPLACE TEMP VIEW new AS SELECT * FROM coming WHERE version NOT IN (SELECT version FROM there)"
        )
        with_loaded = engine.execute(
            "SELECT DISTINCT n.id, n.recorded_at FROM new AS n JOIN there AS t ON t.id = n.id "
            f"AND t.recorded_at {SAME_MOMENT} n.recorded_at"
        ).to_arrow_table()
        refused = contest(contested_in, table, pa.concat_tables([tied, with_loaded.cast(CONTESTED)]))
    else:
        engine.execute("CREATE OR REPLACE TEMP VIEW new AS SELECT * FROM coming")
        refused = contest(contested_in, table, tied)
    engine.register("refused", refused)
    for path in there if refused.num_rows else ():
        _withdraw(engine, path)
    n_new = _write_new(engine, folder)
    engine.unregister("refused")
    return n_new


def _not_refused(relation: str) -> str:
    return (
        f"SELECT * FROM {relation} AS r WHERE NOT EXISTS "
        f"(SELECT 1 FROM refused WHERE refused.id = r.id AND refused.recorded_at {SAME_MOMENT} r.recorded_at)"
    )


def _withdraw(engine: DuckDBPyConnection, path: Path) -> None:
    """Rewrite a file without contested rows, in its place."""
    rows = f"read_parquet({quoted(str(path))})"
    counted = engine.execute(f"SELECT count(*) FROM ({_not_refused(rows)})").fetchone()
    if counted and counted[0] != pq.read_metadata(path).num_rows:
        _write(engine, _not_refused(rows), path)


def _write_new(engine: DuckDBPyConnection, folder: Path) -> int:
    halves = [f"bit_xor(CAST('0x' || substr(replace(version, '-', ''), {start}, 16) AS UBIGINT))" for start in (1, 17)]
    name = " || ".join(f"lpad(lower(to_hex({half})), 16, '0')" for half in halves)
    n_new, digest = engine.execute(f"SELECT count(*), {name} FROM ({_not_refused('new')})").fetchone() or (0, "")
    if n_new:
        _write(engine, _not_refused("new"), folder / f"{digest}.parquet")
    return int(n_new)


def _write(engine: DuckDBPyConnection, query: str, path: Path) -> None:
    draft = path.with_suffix(".draft")
    engine.execute(f"COPY ({query}) TO {quoted(str(draft))} (FORMAT parquet, COMPRESSION zstd)")
    draft.replace(path)
