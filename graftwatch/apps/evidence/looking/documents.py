"""PDF files that do something, and office files with macros."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOES_SOMETHING = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|ImportData|SubmitForm|GoToE)(?![A-Za-z])"
)
STREAM = re.compile(rb"stream\r?\n")
MOST_OF_A_STREAM = 4 * 1024 * 1024
MOST_STREAMS = 2000
IN_ALL = 32 * 1024 * 1024
MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "VBA", "Macros", "_VBA_PROJECT_CUR"))


def found_in(words: bytes, kind: str) -> Iterator[str]:
    if kind == "application/pdf" or b"%PDF-" in words[:1024]:
        yield from _in_pdf(words)
    if words.startswith(OLE) and any(name in words for name in MACROS):
        yield "macros"
    if words[:5] == b"{\\rtf" and (b"\\objdata" in words or b"\\objocx" in words):
        yield "macros"


def _in_pdf(words: bytes) -> Iterator[str]:
    if DOES_SOMETHING.search(_plain_names(words)):
        yield "script_in_pdf"
        return
    if b"/Encrypt" in words:
        yield "not_readable"
    for inflated in _streams(words):
        if DOES_SOMETHING.search(_plain_names(inflated)):
            yield "script_in_pdf"
            return


def _plain_names(words: bytes) -> bytes:
    """`/J#61vaScript` is `/JavaScript`."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), words)


def _streams(words: bytes) -> Iterator[bytes]:
    """What lies packed in a PDF, each up to a limit, all up to a limit."""
    left = IN_ALL
    for number, found in enumerate(STREAM.finditer(words)):
        if number >= MOST_STREAMS or left <= 0:
            return
        try:
            inflated = zlib.decompressobj().decompress(
                words[found.end() : found.end() + MOST_OF_A_STREAM], MOST_OF_A_STREAM
            )
        except zlib.error:
            continue
        left -= len(inflated)
        yield inflated
