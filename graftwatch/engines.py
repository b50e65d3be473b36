"""Connect to an engine, and the one gateway through which tables reach it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import ibis
from ibis.backends.duckdb import Backend

from graftwatch.tables import Table


def connect_duckdb(
    *, memory_gib: float | None = None, threads: int | None = None, scratch: Path | None = None
) -> Backend:
    """A private DuckDB that fetches nothing from anywhere and spills to `scratch` when memory (GiB) runs short."""
    settings: dict[str, str | int | bool] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if memory_gib is not None:
        settings["memory_limit"] = f"{memory_gib}GiB"
    if threads is not None:
        settings["threads"] = threads
    if scratch is not None:
        settings["temp_directory"] = str(scratch)
    connection = duckdb.connect(config=settings)
    connection.execute("SET TimeZone = 'UTC'")
    return ibis.duckdb.from_connection(connection)


def attach_parquet(engine: Backend, folder: Path, names: list[str]) -> dict[str, ibis.Table]:
    """The tables in `folder`, one Parquet file `NAME.parquet` each; names without a file are left out."""
    present = [name for name in names if (folder / f"{name}.parquet").exists()]
    return {name: engine.read_parquet(folder / f"{name}.parquet", table_name=name) for name in present}


def unbound(table: Table) -> ibis.Table:
    """The table as a question sees it, without data: for finding out which columns an expression reads."""
    return ibis.table(table.engine_schema, name=table.name)
