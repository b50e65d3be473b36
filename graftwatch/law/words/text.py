"""A text for people outside the desk, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graftwatch.law.citation import Citation

Readers = Literal["public", "professional"]
"""Who reads it: everyone (at the reading level of a twelve-year-old), or people at work in health care."""


@dataclass(frozen=True)
class Line:
    """A line to fill in on paper, and how many lines of room it gets."""

    label: str
    lines: int


@dataclass(frozen=True)
class Question:
    """One question of the self-check. A yes gets a sentence; there is no score."""

    asks: str
    if_yes: str


@dataclass(frozen=True)
class Part:
    """A part under one heading; what it holds is shown in the order of these names.

    `numbers` says that here stand the telephone numbers of the country. `only_on` is "paper" or "page", or empty.
    """

    heading: str = ""
    note: str = ""
    says: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    bullets: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    fields: tuple[Line, ...] = ()
    says_after: str = ""
    numbers: bool = False
    signature: str = ""
    only_on: Literal["", "paper", "page"] = ""
    cites: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Text:
    """One text. `order` is its place among the others, `short` its name in lists."""

    id: str
    title: str
    short: str
    readers: Readers
    order: int
    lead: str
    parts: tuple[Part, ...]
    questions: tuple[Question, ...] = ()

    @property
    def cites(self) -> tuple[Citation, ...]:
        """Everything it rests on, each once, in the order of the text."""
        return tuple(dict.fromkeys(cite for part in self.parts for cite in part.cites))
