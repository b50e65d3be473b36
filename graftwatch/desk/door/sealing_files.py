"""Each file of a report is sealed under a key of its own; that key and the file's name lie in the sealed report itself.

Whoever can open the words can open the files, and nobody else: wraps are made once, for the words.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graftwatch.desk.door.files import Given
from graftwatch.desk.door.models import SealedFile
from graftwatch.desk.vault import boxes

FACTS, KEYS = "files", "file_keys"


@dataclass(frozen=True, repr=False)
class SealedFiles:
    """Rows that are not saved yet, and what goes into the words that are sealed beside them."""

    rows: list[SealedFile]
    facts: dict[str, Any]
    """Nothing where there is no file: a report without files reads as it always did."""
    keys: dict[str, Any]


@dataclass(frozen=True)
class OfAFile:
    """One file as the opened words speak of it; `key` opens its row."""

    id: uuid.UUID
    name: str
    kind: str
    size: int
    sha256: str
    hidden: str
    key: bytes


def seal_files(files: Sequence[Given], of: uuid.UUID) -> SealedFiles:
    """Seal files that come with an envelope or a letter (`of`)."""
    rows, keys = [], []
    for given in files:
        row, key = SealedFile(id=uuid.uuid4(), of=of), boxes.new_key()
        row.content = boxes.seal(given.words, key, _place(row.id, of))
        rows.append(row)
        keys.append({"id": str(row.id), "key": base64.b64encode(key).decode()})
    if not rows:
        return SealedFiles([], {}, {})
    return SealedFiles(rows, {FACTS: [given.facts() for given in files]}, {KEYS: keys})


def files_in(said: Mapping[str, Any]) -> list[OfAFile]:
    """The files that opened words speak of, in the order they were chosen."""
    return [
        OfAFile(
            id=uuid.UUID(key["id"]),
            name=str(facts["name"]),
            kind=str(facts["kind"]),
            size=int(facts["size"]),
            sha256=str(facts["sha256"]),
            hidden=str(facts.get("hidden", "")),
            key=base64.b64decode(key["key"]),
        )
        for facts, key in zip(said.get(FACTS, ()), said.get(KEYS, ()), strict=True)
    ]


def open_file(sealed: bytes, one: OfAFile, of: uuid.UUID) -> bytes:
    """The file again. Raises CannotOpenError."""
    return boxes.unseal(bytes(sealed), one.key, _place(one.id, of))


def _place(file: uuid.UUID, of: uuid.UUID) -> str:
    return f"file|{file}|{of}"
