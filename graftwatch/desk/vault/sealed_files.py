"""Files that nobody works on lie sealed, each under the key of what it belongs to: a run, its snapshot.

When the purpose ends, the key is destroyed, and with it every copy of these files in every backup.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO, cast

from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.streams import WITH_A_KEY, Opening, Sealing, pieces
from graftwatch.errors import GraftwatchError

SEALED = ".sealed"


class EndedError(GraftwatchError):
    """The purpose of these files has ended, and their key was destroyed."""


def seal_folder(folder: Path, record: str, compartment: str) -> int:
    """Seal every file of a folder in its place; how many. Cut off half-way and done again, it ends well."""
    if not folder.is_dir():
        return 0
    return seal_files(folder, record_keys.make_key(record, compartment), record)


def seal_files(folder: Path, key: bytes, record: str) -> int:
    """The same with a key that somebody keeps."""
    keep_for_the_owner(folder)
    plain = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != SEALED]
    for path in plain:
        _seal(path, key, _place(record, path.relative_to(folder)))
    return len(plain)


def keep_for_the_owner(folder: Path) -> None:
    """Folders 700, files 600."""
    folder.chmod(0o700)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() else 0o600)


def is_there(folder: Path, name: str) -> bool:
    return (folder / name).is_file() or _sealed(folder / name).is_file()


def open_file(folder: Path, name: str, record: str, compartment: str) -> BinaryIO:
    """A file of the folder, sealed or not, to be read. Raises EndedError, FileNotFoundError, CannotOpenError."""
    if not _sealed(folder / name).is_file():
        return (folder / name).open("rb")
    return open_with_key(folder, name, record_keys.key_of(record, compartment), record)


def open_with_key(folder: Path, name: str, key: bytes | None, record: str) -> BinaryIO:
    """A sealed file of the folder. Raises EndedError where there is no key any more, FileNotFoundError."""
    if key is None:
        raise EndedError("The purpose of this run has ended: its files were destroyed.")
    file = _sealed(folder / name).open("rb")
    file.seek(len(WITH_A_KEY))
    return cast(BinaryIO, io.BufferedReader(Opening(file, key, _place(record, Path(name)))))


def _seal(path: Path, key: bytes, place: str) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished{SEALED}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(WITH_A_KEY)
        sealing = Sealing(cast(BinaryIO, target), key, place)
        with path.open("rb") as source:
            for piece in pieces(source):
                sealing.write(piece)
        sealing.close()
        target.flush()
        os.fsync(target.fileno())
    unfinished.replace(_sealed(path))
    path.unlink()


def _sealed(path: Path) -> Path:
    return path.with_name(path.name + SEALED)


def _place(record: str, name: Path) -> str:
    return f"{record}|{name.as_posix()}"
