"""Stage a folder: every file read, cast, checked and keyed; the good rows by table, the rest in quarantine."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from duckdb import DuckDBPyConnection

from graftwatch import engines
from graftwatch.desk.loading import identity
from graftwatch.desk.loading.account import Account
from graftwatch.desk.loading.answers import FolderAnswers
from graftwatch.desk.loading.elsewhere import Elsewhere, Nowhere
from graftwatch.desk.loading.file_format import ANSWERS_FILE, read_answers
from graftwatch.desk.loading.foreign import LIST, converted
from graftwatch.desk.loading.gathering import gather
from graftwatch.desk.loading.linking import link
from graftwatch.desk.loading.parts import Part, read_file
from graftwatch.desk.loading.quarantine import write_quarantine
from graftwatch.errors import GraftwatchError
from graftwatch.tables import Schema
from graftwatch.wire.tabular import READABLE

Progress = Callable[[str, float], None]
"""Told what is being done, and which share of the whole is behind us (0 to 1)."""

MEMORY_GIB = 2.0


def stage(
    folder: Path,
    schema: Schema,
    out: Path,
    *,
    node_key: bytes,
    today: dt.date,
    progress: Progress = lambda words, share: None,
    answers: FolderAnswers | None = None,
    elsewhere: Elsewhere | None = None,
    memory_gib: float = MEMORY_GIB,
) -> Account:
    """Read every table file of `folder` into `out/staged/<table>.parquet`, the rest into `out/quarantine/<file>.csv`.

    Bad input never raises: it is in the account. Raises GraftwatchError where there is no such folder or no table
    file in it. A run that was cut off goes on where it stopped: finished files in `out/work` are kept.
    """
    work = out / "work"
    work.mkdir(parents=True, exist_ok=True)
    foreign = converted(folder, schema, work)
    files = table_files(folder, at_least=0 if foreign.said else 1) + foreign.tables
    answers = answers or read_answers(folder / ANSWERS_FILE, schema, default_source=folder.resolve().name)
    engine = _engine(node_key, work / "scratch", memory_gib)
    try:
        parts: list[Part] = []
        for position, path in enumerate(files):
            progress(f"reading {path.name}", 0.7 * position / len(files))
            parts += read_file(engine, path, answers, schema, work, today)
        progress("comparing rows", 0.7)
        account = Account([part.account for part in parts], said=foreign.said, n_held_back=foreign.n_held_back)
        tables = gather(engine, parts, schema, work, out / "ties")
        progress("following references", 0.85)
        link(engine, [schema[name] for name in tables], out / "staged", account, elsewhere or Nowhere())
        write_quarantine(engine, parts, tables, out / "quarantine")
        if foreign.quarantine is not None and foreign.n_held_back:
            shutil.copy(foreign.quarantine, out / "quarantine" / LIST)
    finally:
        engine.close()
    shutil.rmtree(work)
    progress("staged", 1.0)
    return account


def table_files(folder: Path, *, at_least: int = 1) -> list[Path]:
    """The files of a folder that may hold tables, in order of name. Raises GraftwatchError below `at_least`."""
    if not folder.is_dir():
        raise GraftwatchError(
            f"There is no folder {folder.name!r}. Name a folder that holds CSV, Excel or Parquet files."
        )
    files = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in READABLE and path.is_file() and not path.name.startswith((".", "~$"))
    )
    if len(files) < at_least:
        kinds = ", ".join(READABLE)
        raise GraftwatchError(f"The folder {folder.name!r} holds no tables. These can be read: {kinds}, and FHIR R4.")
    return files


def _engine(node_key: bytes, scratch: Path, memory_gib: float) -> DuckDBPyConnection:
    engine: DuckDBPyConnection = engines.connect_duckdb(memory_gib=memory_gib, scratch=scratch).con
    identity.teach(engine, node_key)
    # the engine would turn every list of words into a join
    engine.execute("SET disabled_optimizers = 'in_clause'")
    return engine
