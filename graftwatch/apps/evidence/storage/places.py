"""The folder of sealed originals: a file arrives under a passing name, and gets its own only once it is whole.

A file that is cut off half-way never has a name that anything refers to; `strays` finds it and it is swept away.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from graftwatch.apps.evidence.storage.stream import Sealing, opened
from graftwatch.desk.vault import record_keys
from graftwatch.errors import GraftwatchError

ENDS = ".sealed"
A_DAY = 24 * 60 * 60


class NotHereError(GraftwatchError):
    """The sealed file is not where it was put, or its key is destroyed."""


def _folder(*parts: str) -> Path:
    place = Path(settings.GRAFTWATCH_HOME, "evidence", *parts)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def _own_place(number: uuid.UUID) -> Path:
    return _folder(number.hex[:2]) / f"{number.hex}{ENDS}"


def record_of(number: uuid.UUID) -> str:
    """Whose key seals the bytes of a file. Not the key of its row: destroying the bytes leaves their hashes."""
    return f"evidence.original:{number}"


class Arriving:
    """A file on its way in: sealed and hashed piece by piece as it comes, so that it never lies here open."""

    def __init__(self, compartment: str) -> None:
        self.number = uuid.uuid4()
        self.compartment = compartment
        self.size = 0
        self.is_kept = False
        self.head = b""
        self._path = _folder("arriving") / self.number.hex
        self._file = self._path.open("xb")
        key = record_keys.make_key(record_of(self.number), compartment)
        self._sealing = Sealing(self._file, key, record_of(self.number))
        self._sha256, self._sha512 = hashlib.sha256(), hashlib.sha512()

    def write(self, piece: bytes) -> None:
        self.size += len(piece)
        self.head = (self.head + piece[:4096])[:4096] if len(self.head) < 4096 else self.head
        self._sha256.update(piece)
        self._sha512.update(piece)
        self._sealing.write(piece)

    def end(self) -> None:
        """Everything has come: write the last piece and see it onto the disk."""
        self._sealing.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    @property
    def hashes(self) -> dict[str, Any]:
        return {"sha256": self._sha256.hexdigest(), "sha512": self._sha512.hexdigest()}

    def pieces(self) -> Iterator[bytes]:
        """What came, to be looked through before it is kept."""
        yield from _pieces(self._path, self.number, self.compartment)

    def keep(self) -> None:
        """Give it its own name. Called within the action that writes its row, before that is committed."""
        place = _own_place(self.number)
        if place.exists():
            raise NotHereError("A sealed file is written once. This one is there already.")
        self._path.chmod(0o400)
        self._path.rename(place)
        self.is_kept = True
        with contextlib.suppress(OSError):  # Windows cannot open a folder, and needs not
            folder = os.open(place.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)

    def drop(self) -> None:
        """It does not stay: cut off, refused, or too large."""
        self._file.close()
        self._path.unlink(missing_ok=True)
        record_keys.destroy_keys(record_of(self.number))


def pieces_of(number: uuid.UUID, compartment: str) -> Iterator[bytes]:
    """The bytes of a kept file. Raises NotHereError, or CannotOpenError at the first byte that was changed."""
    yield from _pieces(_own_place(number), number, compartment)


def _pieces(path: Path, number: uuid.UUID, compartment: str) -> Iterator[bytes]:
    key = record_keys.key_of(record_of(number), compartment)
    if key is None or not path.is_file():
        raise NotHereError("The sealed file is not here, or its key is not.")
    with path.open("rb") as file:
        yield from opened(file, key, record_of(number))


def remove(number: uuid.UUID) -> None:
    """Destroy the key, which is what erases it, also in backups; then the bytes."""
    record_keys.destroy_keys(record_of(number))
    place = _own_place(number)
    if place.exists():
        place.chmod(0o600)
        place.unlink()


def strays(known: set[uuid.UUID]) -> list[uuid.UUID]:
    """Files that no row knows, older than a day: cut off while they arrived, or before their act was committed."""
    found = [path for path in _folder().rglob("*") if path.is_file() and time.time() - path.stat().st_mtime > A_DAY]
    stray = [path for path in found if uuid.UUID(path.stem) not in known]
    for path in stray:
        path.chmod(0o600)
        path.unlink()
        record_keys.destroy_keys(record_of(uuid.UUID(path.stem)))
    return [uuid.UUID(path.stem) for path in stray]
