"""What is known of a file, and whether its bytes are still those that were sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from graftwatch.apps.evidence import storage
from graftwatch.apps.evidence.looking import HARMLESS_NOTES, WARNINGS
from graftwatch.apps.evidence.models import File, Item
from graftwatch.desk.audit.canonical import canonical
from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.errors import GraftwatchError


class AlteredError(GraftwatchError):
    """The bytes of a file are not those that were sealed. `mismatch` says which, for the custody record."""

    def __init__(self, mismatch: str) -> None:
        super().__init__("The bytes of a file of this exhibit are not those that were sealed.")
        self.mismatch = mismatch


@dataclass(frozen=True)
class Facts:
    """What was found out about a file when it arrived. Sealed in its row."""

    name: str
    what: str
    size: int
    type: str
    sha256: str
    sha512: str
    arrived_at: str
    parent: str = ""
    drawn: dict[str, Any] | None = None
    """Of a viewing copy only: pages shown, pages there are, and what the process that drew it had given up."""

    @property
    def extension(self) -> str:
        tail = self.name.rsplit(".", 1)[-1].lower() if "." in self.name else ""
        return f".{tail}" if tail.isascii() and tail.isalnum() and len(tail) <= 8 else ""

    def written(self) -> str:
        return canonical(asdict(self))


def facts_of(file: File) -> Facts | None:
    """For a step of an action that shows them to holders of the compartment only. None once erased."""
    words = file.facts.for_the_system("what is known of a file")
    return Facts(**json.loads(words)) if words else None


def warnings_of(file: File) -> list[str]:
    """What may do harm in it, in words."""
    return [str((WARNINGS | HARMLESS_NOTES)[code]) for code in file.warnings.split(",") if code]


def files_of(item: Item) -> list[File]:
    rows = File.objects.for_the_system("the files of an exhibit").filter(item_id=item.pk)
    return list(rows.order_by("at", "pk"))


def bytes_of(file: File) -> Iterator[bytes]:
    return storage.pieces_of(file.pk, file.compartment)


def mismatch_of(file: File) -> str:
    """Open every byte, hash it, and compare with what was sealed. Empty where it agrees."""
    facts = facts_of(file)
    if facts is None:
        return f"{file.pk}: its facts do not open any more"
    sha256, sha512, size = hashlib.sha256(), hashlib.sha512(), 0
    try:
        for piece in bytes_of(file):
            sha256.update(piece)
            sha512.update(piece)
            size += len(piece)
    except (CannotOpenError, storage.NotHereError) as problem:
        return f"{file.pk}: {problem}"
    if (sha256.hexdigest(), sha512.hexdigest(), size) != (facts.sha256, facts.sha512, facts.size):
        return f"{file.pk}: its hashes are not those at sealing"
    return ""


def mismatch_in(item: Item) -> str:
    """The same for every file of an exhibit."""
    return "; ".join(words for words in map(mismatch_of, files_of(item)) if words)


def hashes_of(item: Item) -> list[dict[str, object]]:
    """The hashes of every file, as a custody event holds them."""
    found = []
    for file in files_of(item):
        facts = facts_of(file)
        if facts is not None:
            found.append(
                {
                    "file": str(file.pk),
                    "sha256": facts.sha256,
                    "sha512": facts.sha512,
                    "size": facts.size,
                    "type": facts.type,
                    "parent": facts.parent,
                }
            )
    return found
