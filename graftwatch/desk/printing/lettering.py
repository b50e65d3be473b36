"""Which letters can be printed: the fonts that we ship first, this machine's own only for letters that these lack.

A letter that no font has would print as an empty box, silently. It is written as its code point instead.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst

from graftwatch.errors import GraftwatchError

FOLDER = Path(__file__).resolve().parent / "fonts"
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans SC")
NEEDS_NO_INK = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff")


class NoFontsError(GraftwatchError):
    """The fonts are not in place."""


@cache
def shipped() -> typst.Fonts:
    """Our own fonts and no others: a paper looks the same on every machine."""
    if not list(FOLDER.glob("*.ttf")):
        raise NoFontsError("The fonts for papers are not in place. Run `make setup`, or install the built wheel.")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


@cache
def of_this_machine() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[str(FOLDER)])


def not_shipped(words: str) -> set[str]:
    """The letters of a text that our fonts do not have."""
    return {letter for letter in words if letter not in NEEDS_NO_INK and ord(letter) not in _shipped_letters()}


def unprintable(words: str) -> set[str]:
    """The letters that no font of this machine has either."""
    missing = not_shipped(words)
    return {letter for letter in missing if ord(letter) not in _letters_here()} if missing else missing


def risky(words: str) -> set[str]:
    """What can spoil the letter beside it: marks and formats outside of our fonts' own scripts, and all they lack."""
    marks = {letter for letter in words if unicodedata.category(letter) in ("Mn", "Me", "Mc", "Cf", "Cn", "Co")}
    return not_shipped(words) | (marks - NEEDS_NO_INK)


@cache
def _shipped_letters() -> frozenset[int]:
    return frozenset(code for path in FOLDER.glob("*.ttf") for code in letters_of(path.read_bytes()))


@cache
def _letters_here() -> frozenset[int]:
    found: set[int] = set()
    for font in of_this_machine().fonts():
        if font.path and Path(font.path).is_file():
            found.update(letters_of(Path(font.path).read_bytes(), font.index))
    return frozenset(found)


def letters_of(font: bytes, index: int = 0) -> Iterator[int]:
    """The code points of a TrueType or OpenType file (its `cmap`, formats 4 and 12; others are passed over)."""
    start = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    (n_tables,) = struct.unpack_from(">H", font, start + 4)
    for number in range(n_tables):
        tag, _sum, at, _length = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        if tag == b"cmap":
            (n_maps,) = struct.unpack_from(">H", font, at + 2)
            for each in range(n_maps):
                (offset,) = struct.unpack_from(">I", font, at + 4 + 8 * each + 4)
                yield from _letters_of_map(font, at + offset)


def _letters_of_map(font: bytes, at: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 12:
        (n_groups,) = struct.unpack_from(">I", font, at + 12)
        for group in range(n_groups):
            first, last, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    elif form == 4:
        (twice,) = struct.unpack_from(">H", font, at + 6)
        lasts = struct.unpack_from(f">{twice // 2}H", font, at + 14)
        firsts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
        for first, last in zip(firsts, lasts, strict=True):
            yield from range(first, last + 1) if last != 0xFFFF else ()
