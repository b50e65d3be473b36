"""The resources of a JSON file, one by one, however long the file: of a Bundle its entries.

The file is mapped, not read; only the resource at hand is taken out of it. A broken or truncated file gives
everything before the break.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]]', re.DOTALL)
_COLON = re.compile(rb"\s*:")
_OF_TYPE = re.compile(rb'\s*:\s*"(\w+)"')


@dataclass(frozen=True)
class Piece:
    """One JSON object of a file, as bytes, with the line on which it begins. `entry` says that a Bundle held it."""

    line: int
    content: bytes
    entry: bool = False
    cut_off: bool = False


@dataclass
class _Place:
    """How far the scan is: how deep, since where, and under which key of the outermost object."""

    depth: int = 0
    start: int = 0
    in_entries: bool = False
    bundle: bool = False
    entry_key: bool = False
    taken: bool = False


def pieces(file: Path, longest: int) -> Iterator[Piece]:
    """Every outermost object of a file, or every entry of it where it is a Bundle; longer ones come cut off."""
    if file.stat().st_size == 0:
        return
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield from _numbered(data, _slices(data), longest)


def _numbered(data: mmap.mmap, slices: Iterator[tuple[int, int, bool]], longest: int) -> Iterator[Piece]:
    line, counted = 1, 0
    for start, end, entry in slices:
        while counted < start:
            step = min(start, counted + (1 << 20))
            line += data[counted:step].count(b"\n")
            counted = step
        broken = end < 0
        long = not broken and end - start > longest
        yield Piece(line, b"" if broken or long else data[start:end], entry, cut_off=broken)


def _slices(data: mmap.mmap) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether an entry) of every piece; end is -1 where the file ends in the middle of one."""
    at = _Place()
    for token in _TOKEN.finditer(data):
        first = data[token.start()]
        if first == 0x22:
            if at.depth == 1:
                _note_key(at, data, token)
        elif first in b"{[":
            _open(at, token.start(), first)
        else:
            at.depth -= 1
            end = token.end()
            if at.in_entries and at.depth == 2:
                yield at.start, end, True
            elif at.in_entries and at.depth == 1:
                at.in_entries = False
            elif at.depth == 0 and not at.taken:
                yield at.start, end, False
            if at.depth <= 0:
                at = _Place()
    if at.depth > 0:
        yield at.start, -1, at.in_entries


def _note_key(at: _Place, data: mmap.mmap, token: re.Match[bytes]) -> None:
    word = token[0]
    if word == b'"resourceType"':
        said = _OF_TYPE.match(data, token.end())
        at.bundle = said is not None and said[1] == b"Bundle"
    at.entry_key = at.bundle and word == b'"entry"' and _COLON.match(data, token.end()) is not None


def _open(at: _Place, start: int, first: int) -> None:
    at.depth += 1
    if at.depth == 1 or (at.in_entries and at.depth == 3):
        at.start = start
    elif at.depth == 2 and first == 0x5B and at.entry_key:
        at.in_entries = at.taken = True
