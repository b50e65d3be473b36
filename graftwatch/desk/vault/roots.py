"""Root keys of the vault: files beside the other keys, numbered. The highest seals; older ones open what is left.

They are read from their files, not from settings: while one process rotates them, the others must follow at once.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

_read: dict[tuple[Path, int], bytes] = {}


def numbers() -> list[int]:
    """The roots that there are now, oldest first."""
    return sorted(int(path.stem.removeprefix("vault-")) for path in settings.VAULT_FOLDER.glob("vault-*.key"))


def current() -> int:
    return numbers()[-1]


def root(number: int) -> bytes:
    """One root. Raises FileNotFoundError where it was removed."""
    path = _path(number)
    if (path, number) not in _read:
        _read[path, number] = bytes.fromhex(path.read_text())
    return _read[path, number]


def make_new() -> int:
    """A root that seals from now on. It is on the disk before anything is sealed with it."""
    number = current() + 1
    descriptor = os.open(_path(number), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    return number


def remove(number: int) -> None:
    """Overwrite the file, then take it away. What a disk keeps of overwritten blocks is out of our hands."""
    path = _path(number)
    with path.open("r+b") as file:
        file.write(secrets.token_hex(32).encode())
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _read.pop((path, number), None)


def _path(number: int) -> Path:
    folder: Path = settings.VAULT_FOLDER
    return folder / f"vault-{number}.key"
