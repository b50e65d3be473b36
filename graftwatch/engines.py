"""Connect to an engine, and the one gateway through which tables reach it and answers come back.

DuckDB is what everybody has. Spark, an extra, takes over where one machine is outgrown; it is fed from Parquet only,
because a NULL that reaches it any other way may become another value without a word.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import ibis
import ibis.expr.operations as ops
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.backends.sql.datatypes import DuckDBType

from graftwatch.errors import GraftwatchError
from graftwatch.tables import Table

SPARK_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}
"""What every session needs for the same answers. How large it is, a cluster's own configuration says."""


class SparkMissingError(GraftwatchError):
    """Spark was asked for and is not installed."""


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


def connect_spark(master: str = "", *, scratch: Path, settings: Mapping[str, str] | None = None) -> ibis.BaseBackend:
    """A Spark session: on `master`, or where `spark-submit` or its configuration says, or on this machine's cores.

    Views are kept as Parquet in `scratch`, which every worker must reach. Raises SparkMissingError.
    """
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as missing:
        raise SparkMissingError(
            "Spark is not installed here. Install it with its extra, pip install 'graftwatch[spark]', and a Java 17"
            " runtime; or leave --engine out: DuckDB answers the same."
        ) from missing
    builder = SparkSession.builder.appName("graftwatch")
    local = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    is_local = master.startswith("local") or not (master or os.environ.get("SPARK_CONF_DIR"))
    if master or is_local:
        builder = builder.master(master or "local[*]")
    chosen = SPARK_SETTINGS | (local if is_local else {}) | dict(settings or {})
    for name, value in (chosen | {"spark.sql.warehouse.dir": str(scratch / "warehouse")}).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return ibis.pyspark.connect(session)


def fetch(expression: ibis.Table) -> pa.Table:
    """The rows of an expression as Arrow, with the types that it says. From Spark without passing through pandas."""
    engine = expression.get_backend()
    if engine.name != "pyspark":
        return expression.to_pyarrow()
    wanted = expression.schema().to_pyarrow()
    rows = engine._session.sql(engine.compile(expression)).toArrow()
    return rows.select(wanted.names).cast(wanted)


def keep(engine: ibis.BaseBackend, scratch: Path | None = None) -> Callable[[str, ibis.Table], ibis.Table]:
    """How an engine keeps a view that it has computed: DuckDB in a temporary table, Spark as Parquet in `scratch`."""

    def in_table(name: str, expression: ibis.Table) -> ibis.Table:
        # asked to overwrite, Ibis would write every row twice
        engine.drop_table(f"view_{name}", force=True)
        return engine.create_table(f"view_{name}", expression, temp=True)

    def as_parquet(name: str, expression: ibis.Table) -> ibis.Table:
        path = (scratch or Path()) / f"view_{name}.parquet"
        engine._session.sql(engine.compile(expression)).write.mode("overwrite").parquet(str(path))
        return engine.read_parquet(str(path), table_name=f"view_{name}")

    return as_parquet if engine.name == "pyspark" else in_table


@contextmanager
def records_attached(connection: duckdb.DuckDBPyConnection, database: dict[str, Any]) -> Iterator[None]:
    """Attach the system of record (one entry of Django's DATABASES), to be read, as catalog `records`.

    Of an SQLite file a copy is attached, as of one moment, for as long as the block lasts: DuckDB brings an SQLite of
    its own, and whenever that closes the file, every lock that this process holds on it is gone (a rule of POSIX).
    The desk's own connection would then go on writing into a journal that another process takes for its own.
    Only `desk.snapshots` reads through this; the guard does not stand here.
    """
    if database["ENGINE"].endswith("sqlite3"):
        _load_extension(connection, "sqlite_scanner")
        with TemporaryDirectory(dir=Path(database["NAME"]).parent, prefix="read-") as folder:
            copy = copy_sqlite(Path(database["NAME"]), Path(folder) / "records.sqlite3")
            connection.execute(f"ATTACH {_sql_text(copy)} AS records (TYPE sqlite, READ_ONLY)")
            try:
                yield
            finally:
                connection.execute("DETACH records")
        return
    _load_extension(connection, "postgres_scanner")
    connection.execute(f"ATTACH {_sql_text(words_of_postgres(database))} AS records (TYPE postgres, READ_ONLY)")
    try:
        yield
    finally:
        connection.execute("DETACH records")


def words_of_postgres(database: dict[str, Any]) -> str:
    """How libpq is told to reach it, with what the address says of TLS."""
    words = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {word: database[key] for word, key in words.items() if database.get(key)} | database.get("OPTIONS", {})
    return " ".join(f"{word}={_quoted(value)}" for word, value in parts.items())


def _load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    folder = resources.files(f"duckdb_extension_{name}") / "extensions" / f"v{duckdb.__version__}"
    connection.load_extension(str(folder / f"{name}.duckdb_extension"))


def copy_sqlite(source: Path, target: Path) -> Path:
    """SQLite's online backup: pages as of one moment, whoever writes meanwhile."""
    target.touch(0o600)
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as here, closing(sqlite3.connect(target)) as copy:
        here.backup(copy)
    return target


def _sql_text(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _quoted(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{text}'"


def read_snapshot(engine: ibis.BaseBackend, folder: Path, table: Table, *, called: str = "file") -> ibis.Table | None:
    """One table of a snapshot with every column of its schema; those the snapshot does not hold are empty.

    Gives None when the snapshot has no such table. Two snapshots in one engine need two names: `called` begins them.
    """
    path = folder / f"{table.name}.parquet"
    if not path.exists():
        return None
    found = engine.read_parquet(path, table_name=f"{called}_{table.name}")
    absent = {name: ibis.null().cast(kind) for name, kind in table.engine_schema.items() if name not in found.columns}
    return found.mutate(**absent) if absent else found


def selected(table: ibis.Table, columns: Iterable[str]) -> str:
    """These columns of a table as DuckDB reads them. What `read_snapshot` gave is written here: a tenth of the time
    that Ibis takes, and a run does it a hundred times."""
    names = list(columns)
    return _as_it_lies(table, names) or str(ibis.to_sql(table.select(*names), dialect="duckdb"))


def rows_of(table: ibis.Table, columns: Iterable[str], *, among: tuple[str, Collection[str]] | None = None) -> pa.Table:
    """These columns of a table; with `among`, of the rows only in which a column holds one of some texts."""
    names = list(columns)
    lying = _as_it_lies(table, names if among is None else list(dict.fromkeys([*names, among[0]])))
    if lying is None or table.get_backend().name != "duckdb":
        return fetch(_among(table, among).select(*names))
    query, wanted = f"FROM ({lying}) SELECT {', '.join(map(_name, names))}", []
    if among is not None:
        query, wanted = f"{query} WHERE {_name(among[0])} IN (SELECT unnest(CAST(? AS VARCHAR[])))", [sorted(among[1])]
    found: pa.Table = table.get_backend().con.execute(query, wanted).to_arrow_table()
    return found.cast(ibis.schema({name: table.schema()[name] for name in names}).to_pyarrow())


def _among(table: ibis.Table, among: tuple[str, Collection[str]] | None) -> ibis.Table:
    if among is None:
        return table
    return table.semi_join(ibis.memtable(pa.table({among[0]: pa.array(sorted(among[1]), pa.string())})), among[0])


def _as_it_lies(table: ibis.Table, columns: list[str]) -> str | None:
    """None where more than what `read_snapshot` does was done to the table."""
    op = table.op()
    values = dict(op.values) if isinstance(op, ops.Project) else dict.fromkeys(op.schema)
    held = op.parent if isinstance(op, ops.Project) else op
    said = {name: _column(name, value) for name, value in values.items()}
    if not isinstance(held, ops.DatabaseTable) or any(said.get(name) is None for name in columns):
        return None
    place = (held.namespace.catalog, held.namespace.database, held.name)
    whole, where = ", ".join(str(said[name]) for name in columns), ".".join(_name(each) for each in place if each)
    return f"FROM {where} SELECT {whole}"


def _column(name: str, value: ops.Value | None) -> str | None:
    if value is None or (isinstance(value, ops.Field) and value.name == name):
        return _name(name)
    if isinstance(value, ops.Cast) and isinstance(value.arg, ops.Literal) and value.arg.value is None:
        return f"CAST(NULL AS {DuckDBType.to_string(value.to)}) AS {_name(name)}"
    return None


def _name(said: str) -> str:
    return '"' + said.replace('"', '""') + '"'


def unbound(table: Table) -> ibis.Table:
    """The table as a question sees it, without data: for finding out which columns an expression reads."""
    return ibis.table(table.engine_schema, name=table.name)
