"""Copies of this installation in one sealed file: the databases and files, or the keys; never both in one.

The door is copied before the system of record. A report that is collected meanwhile is then in both copies and is
collected once; the other way round it could be in neither.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings

from graftwatch.desk.vault.streams import Sealing, sealing_with_passphrase
from graftwatch.engines import copy_sqlite
from graftwatch.errors import GraftwatchError
from graftwatch.site import home, postgres_line

MANIFEST = "manifest.json"
DATA, KEYS = "backup of data", "backup of keys"
NOT_COPIED = {"keys", "door", "snapshots", "making", "demo"}
"""Folders of the home that are copied otherwise, or not at all: snapshots end with their run, a run in the making
is not sealed yet."""


class BackupError(GraftwatchError):
    """The copy could not be made or brought back. Says what to do."""


@dataclass(frozen=True)
class Made:
    """What a copy holds: names and sizes, in the order in which they were copied."""

    path: Path
    files: dict[str, int]


def back_up_data(out: Path, passphrase: str) -> Made:
    """Door, system of record, and the files that lie beside them."""
    with _sealed(out, passphrase, DATA) as bag, tempfile.TemporaryDirectory(dir=home.folder()) as work:
        for alias in ("door", "default"):
            bag.add(_dump(alias, Path(work)), f"databases/{alias}")
        for path in _own_files():
            bag.add(path, f"files/{path.relative_to(home.folder()).as_posix()}")
    return Made(out, bag.sizes)


def back_up_keys(out: Path, passphrase: str) -> Made:
    """Root keys, keys of records, and the secrets of this installation. Only the newest is worth keeping."""
    with _sealed(out, passphrase, KEYS) as bag, tempfile.TemporaryDirectory(dir=home.folder()) as work:
        bag.add(_dump("keys", Path(work)), "keys/records.sqlite3")
        for path in sorted((home.folder() / "keys").glob("*.key")):
            bag.add(path, f"keys/{path.name}")
    return Made(out, bag.sizes)


class Bag:
    """A tar file in the making, that ends with a list of what is in it and the hash of each."""

    def __init__(self, tar: tarfile.TarFile, what: str) -> None:
        self.tar, self.what = tar, what
        self.sizes: dict[str, int] = {}
        self.hashes: dict[str, str] = {}

    def add(self, path: Path, name: str) -> None:
        with path.open("rb") as file:
            self.hashes[name] = hashlib.file_digest(file, "sha256").hexdigest()
        self.sizes[name] = path.stat().st_size
        self.tar.add(path, name, recursive=False)

    def end(self, work: Path) -> None:
        vendors = {alias: str(said["ENGINE"]).rsplit(".", 1)[-1] for alias, said in settings.DATABASES.items()}
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        said = {"format": 1, "what": self.what, "made_at": made_at, "databases": vendors, "sha256": self.hashes}
        work.write_text(json.dumps(said, indent=1), "utf-8")
        self.tar.add(work, MANIFEST)


@contextmanager
def _sealed(out: Path, passphrase: str, what: str) -> Iterator[Bag]:
    """Written beside its place under another name, and put there once it is whole."""
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f"{out.name}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            sealing = sealing_with_passphrase(cast(BinaryIO, target), passphrase, what, settings.VAULT_PASSPHRASE_COST)
            with tarfile.open(fileobj=cast(BinaryIO, sealing), mode="w|", format=tarfile.PAX_FORMAT) as tar:
                bag = Bag(tar, what)
                yield bag
                _end(bag)
            _close(sealing, target)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def _end(bag: Bag) -> None:
    with tempfile.TemporaryDirectory(dir=home.folder()) as work:
        bag.end(Path(work) / MANIFEST)


def _close(sealing: Sealing, target: Any) -> None:
    sealing.close()
    target.flush()
    os.fsync(target.fileno())


def _own_files() -> Iterator[Path]:
    """Files of the home that belong to it: uploads, bulk tables, runs, sealed evidence."""
    place = home.folder()
    for folder in sorted(path for path in place.iterdir() if path.is_dir() and path.name not in NOT_COPIED):
        if not folder.name.startswith(("tmp", "check-")):
            yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _dump(alias: str, work: Path) -> Path:
    """A consistent copy of one database, taken while it is used."""
    said = settings.DATABASES[alias]
    if str(said["ENGINE"]).endswith("sqlite3"):
        return copy_sqlite(Path(said["NAME"]), work / f"{alias}.sqlite3")
    path = work / f"{alias}.pgdump"
    run_postgres("pg_dump", said, "--format=custom", "--no-owner", "--enable-row-security", f"--file={path}")
    return path


def run_postgres(program: str, said: dict[str, Any], *more: str) -> None:
    """pg_dump or pg_restore. The password goes through the environment, where other people's `ps` does not show it."""
    where = [f"--dbname={said['NAME']}"]
    for option, value in (("--host", said["HOST"]), ("--port", said["PORT"]), ("--username", said["USER"])):
        where += [f"{option}={value}"] if value else []
    # Row-level security binds the owner, too: as `system` the copy holds every row (desk/access/row_level.py).
    own = {"PGPASSWORD": str(said["PASSWORD"] or ""), "PGOPTIONS": "-c graftwatch.who=system"}
    environment = {**os.environ, **own, **postgres_line.environment(said.get("OPTIONS", {}))}
    try:
        subprocess.run([program, *where, *more], check=True, env=environment, capture_output=True)  # noqa: S603
    except FileNotFoundError:
        raise BackupError(f"{program} is not here. Install PostgreSQL's client programs.") from None
    except subprocess.CalledProcessError as problem:
        words = problem.stderr.decode(errors="replace").strip().splitlines()
        raise BackupError(f"{program} failed: {words[-1] if words else 'it does not say why'}") from None
