"""The one folder of this installation: database, keys, runs. `GRAFTWATCH_HOME` says where."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from graftwatch.errors import GraftwatchError


def folder() -> Path:
    """Where this installation keeps what is its own. Made on first use."""
    place = Path(os.environ.get("GRAFTWATCH_HOME", Path.home() / ".graftwatch"))
    place.mkdir(parents=True, exist_ok=True)
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


def database() -> dict[str, Any]:
    """The system of record: `GRAFTWATCH_DATABASE` as a postgresql:// address, else SQLite in the home folder."""
    address = os.environ.get("GRAFTWATCH_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder() / "graftwatch.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    said = urlsplit(address)
    if said.scheme not in ("postgresql", "postgres"):
        raise GraftwatchError(
            f"GRAFTWATCH_DATABASE begins with {said.scheme!r}. Write postgresql://user:password@host/name,"
            " or leave it out."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": said.path.lstrip("/"),
        "USER": unquote(said.username or ""),
        "PASSWORD": unquote(said.password or ""),
        "HOST": said.hostname or "",
        "PORT": str(said.port or ""),
    }
