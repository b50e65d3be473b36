"""One Atlantis at a given size, laid out as the Parquet files that a screening run reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from graftwatch.desk.snapshots.source import sql_text
from graftwatch.records.schema import schema
from graftwatch.site.verbs.atlantis import build_atlantis
from graftwatch.tables import Column, Table

SEED, RINGS = 7, 0.05
_TYPES = {"string": "VARCHAR", "date": "DATE", "timestamp": "TIMESTAMP", "int64": "BIGINT", "float64": "DOUBLE"}


def snapshot_of(scale: float, work: Path, tell: Callable[[str], None]) -> Path:
    """The folder of the snapshot; built when it is not there. Loading is not measured here, so rows come unchecked."""
    folder = work / f"snapshot-{scale:g}"
    if (folder / "done").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    country = work / f"atlantis-{scale:g}"
    shutil.rmtree(country, ignore_errors=True)
    build_atlantis(country, work / f"truth-{scale:g}.json", seed=SEED, scale=scale, rings=RINGS, tell=tell)
    connection = duckdb.connect(config={"temp_directory": str(work / "scratch"), "memory_limit": "3GiB"})
    for table in schema():
        tell(f"laying out {table.name}")
        _lay_out(connection, table, country, folder)
    (folder / "done").touch()
    shutil.rmtree(country)
    return folder


def _lay_out(connection: duckdb.DuckDBPyConnection, table: Table, country: Path, folder: Path) -> None:
    """Keys as UUID text, tokens as 64 hex digits, and rows in the order in which a snapshot keeps them."""
    parquet, csv = country / f"{table.name}.parquet", country / f"{table.name}.csv"
    if not (parquet.exists() or csv.exists()):
        return
    rows = f"read_parquet({sql_text(parquet)})" if parquet.exists() else f"read_csv({sql_text(csv)}, all_varchar=true)"
    there = {name for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()}
    day = f'try_cast("{table.when}" AS DATE)' if table.when in there else "NULL::DATE"
    told = "try_cast(recorded_at AS TIMESTAMP)"
    values = [
        f"{_key(table.name, 'id')} AS id",
        "id AS file_number",
        f"coalesce({told}::DATE, {day}) AS recorded_on",
        *(f'{_value(column, there)} AS "{column.name}"' for column in table.columns if column.leaves),
    ]
    whose = next(iter(table.references), "id") if table.bulk else "id"
    connection.execute(
        f"COPY (SELECT * EXCLUDE (nth, told) FROM (SELECT {', '.join(values)}, {told} AS told,"
        f" row_number() OVER (PARTITION BY id ORDER BY {told} DESC) AS nth FROM {rows})"
        f" WHERE nth = 1 ORDER BY {whose}, {table.when if table.bulk else 'id'}, id)"
        f" TO {sql_text(folder / f'{table.name}.parquet')} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
    )


def _value(column: Column, there: set[str]) -> str:
    name = f'"{column.name}"'
    if column.name not in there:
        return f"NULL::{_TYPES[column.engine_type]}"
    if column.refers_to:
        return _key(column.refers_to, column.name)
    if column.way_out == "token":
        return f"sha256({name}::VARCHAR)"
    return f"try_cast({name} AS {_TYPES[column.engine_type]})"


def _key(table: str, column: str) -> str:
    return f"md5('{table}' || \"{column}\")::UUID::VARCHAR"
