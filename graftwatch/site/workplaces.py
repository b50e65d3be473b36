"""Folders in which a run is made in the open before it is sealed: gone at the end, after a crash at the next look.

Each is held by a lock of the process that works in it. SQLite's is taken: it is the same on every system, and the
system lets go of it when the process dies, however it died.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

FOLDER = "making"
A_DAY = dt.timedelta(days=1)


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for its owner's eyes only, which is gone afterwards, whatever happens."""
    clear_leftovers()
    name = uuid.uuid4().hex
    lock = _hold(_folder() / f"{name}.lock")  # before the folder is there: nobody finds it without its lock
    place = _folder() / name
    try:
        place.mkdir(mode=0o700)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        _let_go(lock, _folder() / f"{name}.lock")


def clear_leftovers(now: dt.datetime | None = None) -> int:
    """Remove what processes left that are no more; how many. Folders in which somebody works are passed over."""
    n_cleared = _clear_copies(now or dt.datetime.now(dt.UTC))
    for place in [path for path in _folder().iterdir() if path.is_dir()]:
        try:
            lock = _hold(place.with_name(f"{place.name}.lock"))
        except sqlite3.OperationalError:
            continue
        shutil.rmtree(place, ignore_errors=True)
        _let_go(lock, place.with_name(f"{place.name}.lock"))
        n_cleared += 1
    return n_cleared


def _clear_copies(now: dt.datetime) -> int:
    """Copies of the records that an engine read (`engines.py`). They have no lock, but none is read for a day."""
    home: Path = settings.GRAFTWATCH_HOME
    n_cleared = 0
    for path in home.glob("read-*"):
        with suppress(FileNotFoundError):  # somebody has just read it to its end
            if path.stat().st_mtime < (now - A_DAY).timestamp():
                shutil.rmtree(path, ignore_errors=True)
                n_cleared += 1
    return n_cleared


def _folder() -> Path:
    home: Path = settings.GRAFTWATCH_HOME
    place = home / FOLDER
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _hold(path: Path) -> sqlite3.Connection:
    """Raises sqlite3.OperationalError where another holds it."""
    lock = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        lock.close()
        raise
    return lock


def _let_go(lock: sqlite3.Connection, path: Path) -> None:
    lock.close()
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
