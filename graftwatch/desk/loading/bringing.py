"""Load a folder: staged first, then into the records, so that a kill at any point loses nothing and doubles nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path

import pyarrow as pa
from django.db import DatabaseError
from duckdb import DuckDBPyConnection

from graftwatch import engines
from graftwatch.desk.loading import bulk, database
from graftwatch.desk.loading.account import Account
from graftwatch.desk.loading.answers import FolderAnswers
from graftwatch.desk.loading.casting import quoted
from graftwatch.desk.loading.contested import contested
from graftwatch.desk.loading.elsewhere import FOUND
from graftwatch.desk.loading.file_format import ANSWERS_FILE
from graftwatch.desk.loading.foreign import sources
from graftwatch.desk.loading.quarantine import add_ties_with_loaded
from graftwatch.desk.loading.staging import MEMORY_GIB, Progress, stage, table_files
from graftwatch.errors import GraftwatchError
from graftwatch.records.models.record import Record
from graftwatch.records.schema import record_models, table_name
from graftwatch.tables import Schema

ACCOUNT_FILE = "account.json"


def load(
    folder: Path,
    schema: Schema,
    home: Path,
    *,
    node_key: bytes,
    now: dt.datetime,
    progress: Progress = lambda words, share: None,
    answers: FolderAnswers | None = None,
    memory_gib: float = MEMORY_GIB,
) -> Account:
    """Bring every good row of `folder` into the records, and large tables into `home/bulk/<table>/`.

    What was staged waits in `home/loading/` until all of it is in. A run that was cut off continues from there; a
    finished one leaves only its quarantine lists, in `home/quarantine/`. Raises GraftwatchError where the folder holds
    no tables or the database is not set up.
    """
    try:
        return _load(folder, schema, home, node_key, now, progress, answers, memory_gib)
    except DatabaseError as error:
        raise GraftwatchError(
            f"The database refused ({type(error).__name__}). If it was never set up, `graftwatch load` does so. "
            "Nothing is half loaded: run the same command again."
        ) from error


def _load(
    folder: Path,
    schema: Schema,
    home: Path,
    node_key: bytes,
    now: dt.datetime,
    progress: Progress,
    answers: FolderAnswers | None,
    memory_gib: float,
) -> Account:
    place = home / "loading" / _fingerprint(folder, answers)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    finished = place / ACCOUNT_FILE
    if finished.exists():
        account = Account.from_json(finished.read_text("utf-8"))
    else:
        account = stage(
            folder,
            schema,
            place,
            node_key=node_key,
            today=now.date(),
            progress=lambda words, share: progress(words, 0.8 * share),
            answers=answers,
            elsewhere=InTheRecords(),
            memory_gib=memory_gib,
        )
        draft = place / "account.draft"
        draft.write_text(account.to_json(), "utf-8")
        draft.replace(finished)
    _bring_in(place, home, account, now, progress, memory_gib)
    account.quarantine = _keep_quarantine(place / "quarantine", home / "quarantine" / f"{now:%Y-%m-%d}-{place.name}")
    shutil.rmtree(place)
    return account


def _keep_quarantine(lists: Path, kept: Path) -> str:
    """Copy the lists out, so that a kill meanwhile finds them again; gives where they are, if there are any."""
    if not any(lists.iterdir()):
        return ""
    shutil.copytree(lists, kept, dirs_exist_ok=True)
    return str(kept)


def _fingerprint(folder: Path, answers: FolderAnswers | None) -> str:
    """What is loaded: the same files and answers continue where a cut-off run stopped."""
    foreign = sources(folder)
    files = table_files(folder, at_least=0 if foreign else 1) + foreign
    said = [f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    mapping = folder / ANSWERS_FILE
    said += [mapping.read_text("utf-8", "replace") if mapping.exists() else "", repr(answers), folder.resolve().name]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:24]


def _bring_in(place: Path, home: Path, account: Account, now: dt.datetime, progress: Progress, memory: float) -> None:
    models = {table_name(model): model for model in record_models()}
    contested_in = home / "contested"
    names = sorted(path.stem for path in (place / "staged").glob("*.parquet"))
    engine: DuckDBPyConnection = engines.connect_duckdb(memory_gib=memory, scratch=place / "scratch").con
    try:
        for position, name in enumerate(names):
            progress(f"loading {name}", 0.8 + 0.18 * position / len(names))
            staged, ties = place / "staged" / f"{name}.parquet", place / "ties" / f"{name}.parquet"
            if models[name].bulk:
                added = bulk.store(engine, name, staged, ties, home / "bulk" / name, contested_in)
            else:
                added = database.bring_in(models[name], staged, ties, contested_in, now)
            account.n_added[name] = added
            _account_for_ties(engine, name, staged, contested_in, account, place / "quarantine")
        progress("settling references", 0.98)
        for name, model in models.items():
            if not model.bulk:
                database.settle_references(model, _references(name, models))
    finally:
        engine.close()
    progress("loaded", 1.0)


def _account_for_ties(
    engine: DuckDBPyConnection, table: str, staged: Path, contested_in: Path, account: Account, lists: Path
) -> None:
    """Rows refused because an earlier load told otherwise: into the quarantine list of their file, and counted."""
    engine.register("refused", contested(contested_in, table))
    rows = engine.execute(
        f"SELECT file, line FROM read_parquet({quoted(str(staged))}) AS r WHERE EXISTS (SELECT 1 FROM refused "
        "WHERE refused.id = r.id AND refused.recorded_at IS NOT DISTINCT FROM r.recorded_at) ORDER BY ALL"
    ).fetchall()
    engine.unregister("refused")
    for file in account.files:
        lines = [line for name, line in rows if name == file.file and file.table == table]
        if lines:
            file.n_staged -= len(lines)
            file.n_quarantined += len(lines)
            account.tables[table] -= len(lines)
            add_ties_with_loaded(lists, file.file, table, lines)


def _references(name: str, models: dict[str, type[Record]]) -> dict[str, type[Record]]:
    fields = models[name]._meta.local_fields
    targets = {field.name: getattr(field, "refers_to", None) for field in fields}
    return {field: models[target] for field, target in targets.items() if target and not models[target].bulk}


class InTheRecords:
    """References may find their rows among what was loaded before."""

    def find(self, table: str, ids: pa.Array) -> pa.Table:
        model = next(model for model in record_models() if table_name(model) == table)
        if model.bulk:
            return FOUND.empty_table()
        return database.find(model, ids, "birth_date" if table == "person" else None)
