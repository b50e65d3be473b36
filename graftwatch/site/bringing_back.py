"""Bring a copy back: checked before anything is touched, put in place, brought up to date, and erased again where
something had been erased."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import connections

from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.streams import opening_with_passphrase
from graftwatch.site import home
from graftwatch.site.backing_up import DATA, KEYS, MANIFEST, BackupError, run_postgres

BESIDE = ("-wal", "-shm")


def bring_back(source: Path, what: str, passphrase: str, *, replace: bool) -> dict[str, Any]:
    """What the copy says of itself. Raises BackupError, and then nothing has changed."""
    if not replace and is_in_use(what):
        raise BackupError(
            f"There is an installation in {home.folder()} already. Bring the copy back elsewhere (GRAFTWATCH_HOME), or "
            "put it in the place of what is here with --replace. Stop the desk first."
        )
    with tempfile.TemporaryDirectory(dir=home.folder()) as work:
        said = _unpacked(source, what, passphrase, Path(work))
        connections.close_all()
        if what == KEYS:
            _put_keys(Path(work))
        else:
            _put_data(Path(work), said["databases"])
    return said


def is_in_use(what: str) -> bool:
    """Whether somebody works here: a database with people in it, or keys of records."""
    with connections["keys" if what == KEYS else "default"].cursor() as cursor:
        tables = connections["keys" if what == KEYS else "default"].introspection.table_names(cursor)
        table = "vault_recordkey" if what == KEYS else "access_user"
        if table not in tables:
            return False
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - one of the two names above
        return bool(cursor.fetchone()[0])


def _unpacked(source: Path, what: str, passphrase: str, work: Path) -> dict[str, Any]:
    try:
        with source.open("rb") as file:
            opened = io.BufferedReader(opening_with_passphrase(file, passphrase, what))
            with tarfile.open(fileobj=cast(BinaryIO, opened), mode="r|") as tar:
                tar.extractall(work, filter="data")
    except CannotOpenError as problem:
        other = "the data: leave --keys out" if what == KEYS else "the keys: add --keys"
        raise BackupError(
            f"{source.name} does not open. Nothing was changed. Its words may be others, it may be a copy of {other}, "
            "or bytes of it were changed or cut off."
        ) from problem
    except tarfile.TarError as problem:
        raise BackupError(f"{source.name} is damaged.") from problem
    said: dict[str, Any] = json.loads((work / MANIFEST).read_text("utf-8"))
    for name, digest in said["sha256"].items():
        with (work / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise BackupError(f"{name} in {source.name} is not what was copied. Take another copy.")
    return said


def _put_keys(work: Path) -> None:
    """Root keys that are not in the copy go: what they seal is in no database that is brought back."""
    place = home.folder() / "keys"
    for old in place.glob("vault-*.key"):
        old.unlink()
    for path in (work / "keys").iterdir():
        _put(path, place / path.name)


def _put_data(work: Path, vendors: dict[str, str]) -> None:
    for alias in ("door", "default"):
        said, path = settings.DATABASES[alias], work / "databases" / alias
        here = str(said["ENGINE"]).rsplit(".", 1)[-1]
        if vendors[alias] != here:
            raise BackupError(f"The copy is of {vendors[alias]}, and here is {here}. Set the database's address alike.")
    for alias in ("door", "default"):
        said, path = settings.DATABASES[alias], work / "databases" / alias
        if vendors[alias] == "sqlite3":
            _put(path, Path(said["NAME"]))
        else:
            run_postgres("pg_restore", said, "--clean", "--if-exists", "--no-owner", "--single-transaction", str(path))
    if (work / "files").is_dir():
        shutil.copytree(work / "files", home.folder(), dirs_exist_ok=True)


def _put(path: Path, place: Path) -> None:
    for ending in BESIDE:
        place.with_name(place.name + ending).unlink(missing_ok=True)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(path, place.with_name(f"{place.name}.new"))
    place.with_name(f"{place.name}.new").chmod(0o600)
    place.with_name(f"{place.name}.new").replace(place)


__all__ = ["DATA", "KEYS", "BackupError", "bring_back", "is_in_use"]
