"""What a paper is made of. Words are plain text in the reader's language; nothing in them is ever read as mark-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 stands under the paper's title, level 3 under that."""

    words: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    words: str
    quiet: bool = False
    """Small print: sources, how the paper came to be."""
    language: str = ""
    """Where it is not the paper's: names of sources stand in English on every paper."""


@dataclass(frozen=True)
class Note:
    """What nobody may miss, in a frame."""

    words: str


@dataclass(frozen=True)
class Bullets:
    items: Sequence[str]


@dataclass(frozen=True)
class Steps:
    """Numbered steps: what to do, and a sentence or two about it (which may be empty)."""

    items: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Checks:
    """Lines with a box to tick by hand."""

    items: Sequence[str]


@dataclass(frozen=True)
class Field:
    """A label and empty lines to write on; `value` where it is filled already."""

    label: str
    lines: int = 1
    value: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under heads. `widths` are shares of the line, one a column; none means equal ones."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()


@dataclass(frozen=True)
class Code:
    """Signs to be compared or typed again: a receipt, a fingerprint. Always read from left to right."""

    label: str
    signs: str
    large: bool = False


@dataclass(frozen=True)
class Signature:
    """A line to sign on, with a line for place and day; `place_and_day` is that line's label."""

    label: str
    place_and_day: str


Block = Heading | Paragraph | Note | Bullets | Steps | Checks | Field | Table | Code | Signature
