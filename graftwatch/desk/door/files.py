"""Photographs and documents that come with a report: what is taken, how much of it, and what is left out of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from graftwatch.desk.door import hidden_data
from graftwatch.desk.door.kinds_of_files import CARRY_A_NAME, ENDINGS, kind_of

MOST_FILES = 5
LARGEST_FILE = 8_000_000
LARGEST_TOGETHER = 20_000_000
"""Bytes. A file as sealed is padded to the next power of two, so that its size does not show."""
LONGEST_NAME = 120

TAKEN_OUT, KEPT, CANNOT = "taken_out", "kept", "cannot"


@dataclass(frozen=True, repr=False)
class Given:
    """One file as it is sealed. `hidden` says what became of the data in it that nobody sees."""

    name: str
    words: bytes
    kind: str
    hidden: str = ""

    def facts(self) -> dict[str, str | int]:
        """What stands of it within the sealed report; the proof that a duty was met speaks of this, too."""
        return {
            "name": self.name,
            "kind": self.kind,
            "size": len(self.words),
            "sha256": hashlib.sha256(self.words).hexdigest(),
            "hidden": self.hidden,
        }


@dataclass(frozen=True, repr=False)
class Chosen:
    """What a browser sent; `words` is None where it was larger than one file may be."""

    name: str
    words: bytes | None


@dataclass(frozen=True, repr=False)
class FromTheDoor:
    """One file on its way from a report into a case: its bytes, and what is known of it without who sent it."""

    words: bytes
    kind: str
    sha256: str
    on: dt.date


@dataclass(frozen=True, repr=False)
class Refused:
    """Why files are not taken, with the name of the one that is meant; nothing of any of them is kept."""

    why: str
    name: str = ""


def look_at(chosen: Sequence[Chosen], *, keep_hidden: bool = False) -> list[Given] | Refused:
    """The files as they will be sealed, or the first thing that is wrong with them."""
    if len(chosen) > MOST_FILES:
        return Refused("too_many")
    found: list[Given] = []
    for one in chosen:
        if one.words is None or len(one.words) > LARGEST_FILE:
            return Refused("too_large", shown_name(one.name))
        kind = kind_of(one.words)
        if not kind:
            return Refused("empty" if not one.words else "kind", shown_name(one.name))
        given = _without_what_is_hidden(one, kind, keep_hidden)
        if given is None:
            return Refused("damaged", shown_name(one.name))
        found.append(given)
    if sum(len(one.words) for one in found) > LARGEST_TOGETHER:
        return Refused("too_large_together")
    return found


def _without_what_is_hidden(one: Chosen, kind: str, keep_hidden: bool) -> Given | None:
    assert one.words is not None
    name = shown_name(one.name)
    if kind in CARRY_A_NAME:
        return Given(name, one.words, kind, CANNOT)
    if kind not in hidden_data.TAKES_OUT:
        return Given(name, one.words, kind)
    if keep_hidden:
        return Given(name, one.words, kind, KEPT)
    try:
        return Given(name, hidden_data.TAKES_OUT[kind](one.words), kind, TAKEN_OUT)
    except hidden_data.DamagedError:
        return None


def shown_name(typed: str) -> str:
    """A file's name without folders, without signs that turn the line round or end it, and not too long."""
    last = typed.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    return " ".join(plain.split())[-LONGEST_NAME:] or "file"


def harmless_name(number: str, place: int, kind: str) -> str:
    """As it is saved at the desk: nothing of the name that the reporter's machine gave it."""
    return f"{number}-{place}{ENDINGS.get(kind, '')}"
