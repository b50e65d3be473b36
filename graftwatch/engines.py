"""Connect to an engine, and the one gateway through which tables reach it."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import ibis
from ibis.backends.duckdb import Backend

from graftwatch.tables import Table


def connect_duckdb(
    *, memory_gib: float | None = None, threads: int | None = None, scratch: Path | None = None
) -> Backend:
    """A private DuckDB that fetches nothing from anywhere and spills to `scratch` when memory (GiB) runs short."""
    settings: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    if memory_gib is not None:
        settings["memory_limit"] = f"{memory_gib}GiB"
    if threads is not None:
        settings["threads"] = threads
    if scratch is not None:
        settings["temp_directory"] = str(scratch)
    connection = duckdb.connect(config=settings)
    connection.execute("SET TimeZone = 'UTC'")
    return ibis.duckdb.from_connection(connection)


def attach_records(connection: duckdb.DuckDBPyConnection, database: dict[str, Any], *, writes: bool = False) -> str:
    """Attach the system of record (one entry of Django's DATABASES) as catalog `records`; gives the schema to name.

    Only `desk.snapshots` reads and only `desk.loading` writes through this; the guard does not stand here.
    """
    is_sqlite = database["ENGINE"].endswith("sqlite3")
    name = "sqlite_scanner" if is_sqlite else "postgres_scanner"
    folder = resources.files(f"duckdb_extension_{name}") / "extensions" / f"v{duckdb.__version__}"
    connection.load_extension(str(folder / f"{name}.duckdb_extension"))
    mode = "" if writes else ", READ_ONLY"
    if is_sqlite:
        where = str(database["NAME"]).replace("'", "''")
        connection.execute(f"ATTACH '{where}' AS records (TYPE sqlite{mode})")
        return "records.main"
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    where = " ".join(f"{word}={_quoted(database[key])}" for word, key in words.items() if database.get(key))
    connection.execute(f"ATTACH '{where.replace(chr(39), chr(39) * 2)}' AS records (TYPE postgres{mode})")
    return "records.public"


def _quoted(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{text}'"


def read_snapshot(engine: Backend, folder: Path, table: Table) -> ibis.Table | None:
    """One table of a snapshot with every column of its schema; those the snapshot does not hold are empty.

    Gives None when the snapshot has no such table.
    """
    path = folder / f"{table.name}.parquet"
    if not path.exists():
        return None
    found = engine.read_parquet(path, table_name=f"file_{table.name}")
    absent = {name: ibis.null().cast(kind) for name, kind in table.engine_schema.items() if name not in found.columns}
    return found.mutate(**absent) if absent else found


def unbound(table: Table) -> ibis.Table:
    """The table as a question sees it, without data: for finding out which columns an expression reads."""
    return ibis.table(table.engine_schema, name=table.name)
