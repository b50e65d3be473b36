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
from graftwatch.desk.loading.elsewhere import FOUND
from graftwatch.desk.loading.file_format import ANSWERS_FILE
from graftwatch.desk.loading.staging import MEMORY_GIB, Progress, stage, table_files
from graftwatch.errors import GraftwatchError
from graftwatch.records.models.record import Record
from graftwatch.records.schema import record_models, table_name
from graftwatch.tables import Schema

ACCOUNT_FILE = "account.json"


def load(
    folder: Path,
    schema: Schema,
    *,
    home: Path,
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
    kept = home / "quarantine" / f"{now:%Y-%m-%d-%H%M%S}-{place.name[:8]}"
    if any((place / "quarantine").iterdir()):
        kept.parent.mkdir(exist_ok=True)
        (place / "quarantine").replace(kept)
        account.quarantine = str(kept)
    shutil.rmtree(place)
    return account


def _fingerprint(folder: Path, answers: FolderAnswers | None) -> str:
    """What is loaded: the same files and answers continue where a cut-off run stopped."""
    said = [f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in table_files(folder)]
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
        progress("settling references", 0.98)
        for name, model in models.items():
            if not model.bulk:
                database.settle_references(model, _references(name, models))
    except DatabaseError as error:
        raise GraftwatchError(
            f"The database refused ({type(error).__name__}). If it was never set up, run `graftwatch migrate`. "
            "Nothing is half loaded: run the same command again."
        ) from error
    finally:
        engine.close()
    progress("loaded", 1.0)


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
