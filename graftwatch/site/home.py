"""The one folder of this installation: database, keys, runs. `GRAFTWATCH_HOME` says where."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from graftwatch.errors import GraftwatchError
from graftwatch.site import postgres_line


def folder() -> Path:
    """Where this installation keeps what is its own. Made on first use."""
    place = Path(os.environ.get("GRAFTWATCH_HOME", Path.home() / ".graftwatch"))
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def secret(name: str) -> str:
    """A key of this installation, made on first use, readable by its owner only (mode 600)."""
    keys = folder() / "keys"
    keys.mkdir(mode=0o700, exist_ok=True)
    path = keys / f"{name}.key"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text()


def vault_folder() -> Path:
    """Where the root keys of the vault lie (`vault-1.key`, …), with a first one. Never in an ordinary backup."""
    place = folder() / "keys"
    if not list(place.glob("vault-*.key")):
        secret("vault-1")
    return place


def sqlite(path: Path, more: str = "") -> dict[str, Any]:
    """One file as a database: one writer at a time, readers beside it; what is committed is on the disk.

    Its owner's only: SQLite gives the files beside it the same mode.
    """
    path.touch(0o600)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {more}".strip(),
        },
    }


def databases() -> dict[str, dict[str, Any]]:
    """The system of record, the keys of its records (always a file beside the other keys), and the public door."""
    (folder() / "keys").mkdir(mode=0o700, exist_ok=True)
    keys = sqlite(folder() / "keys" / "records.sqlite3", "PRAGMA secure_delete=ON;")  # what is destroyed is overwritten
    return {"default": database(), "keys": keys, "door": door_database()}


def door_database() -> dict[str, Any]:
    """The public door's own: `GRAFTWATCH_DOOR_DATABASE` as a postgresql:// address, else a SQLite file of its own."""
    place = folder() / "door"
    place.mkdir(mode=0o700, exist_ok=True)
    return _database("GRAFTWATCH_DOOR_DATABASE", place / "door.sqlite3")


def database() -> dict[str, Any]:
    """The system of record: `GRAFTWATCH_DATABASE` as a postgresql:// address, else SQLite in the home folder."""
    return _database("GRAFTWATCH_DATABASE", folder() / "graftwatch.sqlite3")


def _database(named_by: str, path: Path) -> dict[str, Any]:
    address = os.environ.get(named_by, "")
    if not address:
        return sqlite(path)
    said = urlsplit(address)
    if said.scheme not in ("postgresql", "postgres"):
        raise GraftwatchError(
            f"{named_by} begins with {said.scheme!r}. Write postgresql://user:password@host/name, or leave it out."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": said.path.lstrip("/"),
        "USER": unquote(said.username or ""),
        "PASSWORD": unquote(said.password or ""),
        "HOST": said.hostname or "",
        "PORT": str(said.port or ""),
        # A machine that is gone does not even refuse: without this a page would wait for minutes to say so.
        "OPTIONS": {"connect_timeout": 10, **postgres_line.options(named_by, said)},
    }
