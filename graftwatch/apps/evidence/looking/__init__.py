"""Look through what arrives for what may do harm. Nothing is run, drawn or unpacked onto a disk; only read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import puremagic
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.evidence.looking import archives, clamav, documents, marks

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LOOKED_THROUGH = 64 * 1024 * 1024
"""Up to this size a file is read whole, in memory; of a larger one its beginning and its end."""
AN_END = 1024 * 1024

WARNINGS: dict[str, StrOrPromise] = {
    "test_virus": _("the test string of virus scanners"),
    "program": _("a program, or a script that runs"),
    "archive_bomb": _("an archive that unpacks to far more than it is"),
    "nested_archive": _("an archive within an archive within an archive"),
    "hidden_archive": _("an archive hidden behind another kind of file"),
    "hidden_document": _("a document hidden behind another kind of file"),
    "hidden_script": _("a script hidden in a file that should have none"),
    "script_in_picture": _("a drawing (SVG) or page with a script"),
    "script_in_pdf": _("a PDF that runs a script, starts a program or carries files"),
    "macros": _("an office file with macros"),
    "virus": _("what the virus scanner knows"),
}
HARMLESS_NOTES: dict[str, StrOrPromise] = {
    "not_read_whole": _("too large to be looked through whole: its beginning and end were"),
    "not_readable": _("encrypted or damaged, so that it could not be looked into"),
}


@dataclass(frozen=True)
class Look:
    """What a file is, by its own bytes, and what is to be said about it."""

    type: str
    found: tuple[str, ...]
    notes: tuple[str, ...] = ()


def look(pieces: Iterator[bytes], size: int) -> Look:
    """Look through a file of this size."""
    if size <= LOOKED_THROUGH:
        words = b"".join(pieces)
        return _look_whole(words)
    return _look_at_ends(pieces)


def _look_whole(words: bytes) -> Look:
    kind = type_of(words[: marks.A_HEAD])
    found = {*marks.found_in(words), *documents.found_in(words, kind), *archives.found_in(words, kind)}
    if clamav.finds(words):
        found.add("virus")
    return Look(kind, *_parted(found))


def _look_at_ends(pieces: Iterator[bytes]) -> Look:
    head, tail, found = b"", b"", {"not_read_whole"}
    for piece in pieces:
        head = head + piece if len(head) < AN_END else head
        found |= set(marks.anywhere_in(tail[-marks.LONGEST :] + piece))
        tail = (tail + piece)[-AN_END:]
    kind = type_of(head[: marks.A_HEAD])
    found |= {*marks.found_in(head), *documents.found_in(head, kind)}
    return Look(kind, *_parted(found))


def _parted(found: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(found - set(HARMLESS_NOTES))), tuple(sorted(found & set(HARMLESS_NOTES)))


def type_of(head: bytes) -> str:
    """The media type that the first bytes say; never what the sender said."""
    for sign, kind in marks.SURE:
        if head.startswith(sign):
            return kind
    try:
        return str(puremagic.from_string(head, mime=True)) or "application/octet-stream"
    except (puremagic.PureError, ValueError):
        return "text/plain" if _is_text(head) else "application/octet-stream"


def _is_text(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.start > len(head) - 4 and b"\0" not in head
    return b"\0" not in head and bool(head)
