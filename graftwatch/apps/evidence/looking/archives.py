"""Archives: bombs, archives within archives, programs and macros inside, and archives hidden behind something else."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

MOST_OUT = 2 * 1024**3
MOST_TIMES = 200
SMALL = 10 * 1024 * 1024
MOST_MEMBERS = 10_000
MOST_MEMORY = 64 * 1024 * 1024
ENOUGH = 256 * 1024 * 1024
PROGRAMS = (".exe", ".dll", ".scr", ".com", ".msi", ".jar", ".lnk", ".app", ".apk")
SCRIPTS = (".bat", ".cmd", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta", ".sh")


def found_in(words: bytes, kind: str) -> Iterator[str]:
    if kind in ("application/gzip", "application/x-bzip2", "application/x-xz"):
        yield from _in_a_packed_file(words, kind)
        return
    end = words.rfind(b"PK\x05\x06", max(0, len(words) - 66_000))
    if end < 0:
        if kind == "application/zip":
            yield "not_readable"
        return
    if not words.startswith(b"PK") and _is_archive(words):
        yield "hidden_archive"
    yield from _in_zip(words, depth=1)


def _is_archive(words: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(words)) as archive:
            return bool(archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def _in_zip(words: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(words)) as archive:
            members = archive.infolist()
            if _is_bomb(members, len(words)):
                yield "archive_bomb"
                return
            yield from _by_name([member.filename.lower() for member in members])
            for member in members:
                if member.filename.lower().endswith(".zip") or member.filename.lower().endswith(".jar"):
                    yield from _within(archive, member, depth)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        yield "not_readable"


def _is_bomb(members: list[zipfile.ZipInfo], size: int) -> bool:
    out = sum(member.file_size for member in members)
    places = [member.header_offset for member in members]
    overlap = len(places) != len(set(places))
    too_much = out > MOST_OUT or (out > SMALL and out > MOST_TIMES * max(size, 1))
    return overlap or len(members) > MOST_MEMBERS or too_much


def _by_name(names: list[str]) -> Iterator[str]:
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in names):
        yield "macros"
    if any(name.startswith("basic/") and name.endswith(".xml") and "script" not in name for name in names):
        yield "macros"
    if any(name.endswith((*PROGRAMS, *SCRIPTS)) for name in names):
        yield "program"


def _within(archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> Iterator[str]:
    if depth >= 3:
        yield "nested_archive"
        return
    with archive.open(member) as inner:
        words = inner.read(SMALL + 1)
    if len(words) > SMALL:
        yield "not_readable"
        return
    yield from _in_zip(words, depth + 1)


def _in_a_packed_file(words: bytes, kind: str) -> Iterator[str]:
    """Unpack into nothing, and stop as soon as it is too much."""
    if kind == "application/gzip":
        unpacker: Any = zlib.decompressobj(wbits=31)
    else:
        unpacker = (
            bz2.BZ2Decompressor() if kind == "application/x-bzip2" else lzma.LZMADecompressor(memlimit=MOST_MEMORY)
        )
    out, given = 0, words
    try:
        while given or kind != "application/gzip":
            piece = unpacker.decompress(given, 1024 * 1024)
            out += len(piece)
            if out > ENOUGH or (out > SMALL and out > MOST_TIMES * max(len(words), 1)):
                yield "archive_bomb"
                return
            given = unpacker.unconsumed_tail if kind == "application/gzip" else b""
            if unpacker.eof or not piece:
                return
    except (zlib.error, lzma.LZMAError, OSError, EOFError):
        yield "not_readable"
