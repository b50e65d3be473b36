"""An instrument, its provisions and a source: what one file of the corpus says."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from graftwatch.errors import GraftwatchError

Basis = Literal["found", "partly read", "seed", "memory", "design"]
"""How far we know a text: read, read in part, one of the five founding texts, remembered, or our own choice."""

InstrumentKind = Literal["treaty", "statute", "resolution", "guideline", "report", "meeting record"]

SourceKind = Literal["study", "report", "guideline", "press", "judgment", "data", "standard", "design", "memory"]

PROCEEDINGS = ("press", "judgment")
"""Kinds of source that speak of people who may be innocent: these must say how the matter stands."""

_DAY_MONTH_OR_YEAR = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class MalformedEntry(GraftwatchError):  # noqa: N818 the name says what is wrong
    """A file of the corpus cannot be read as an instrument or a source."""


@dataclass(frozen=True)
class Provision:
    """One thing that an instrument says, in our own words."""

    locator: str
    says: str
    basis: Basis
    read: str = ""

    def __post_init__(self) -> None:
        _filled(self, "locator", "says")
        _one_of("basis", self.basis, get_args(Basis))
        if self.locator != self.locator.lower().strip():
            raise MalformedEntry(f'The locator "{self.locator}" must be in lower case, without spaces around it.')


@dataclass(frozen=True)
class Instrument:
    """A treaty, statute, resolution, guideline, report or meeting record, and its provisions.

    `date` is ISO 8601 and may stop at the month or the year. `short` is the name that a report prints.
    """

    id: str
    title: str
    short: str
    body: str
    date: str
    kind: InstrumentKind
    status: str
    provisions: tuple[Provision, ...]
    in_force_on: str = ""

    def __post_init__(self) -> None:
        _filled(self, "title", "short", "body", "date", "status")
        _one_of("kind", self.kind, get_args(InstrumentKind))
        for day in filter(None, (self.date, self.in_force_on)):
            if not _DAY_MONTH_OR_YEAR.fullmatch(day):
                raise MalformedEntry(f'"{day}" is no date. Write 2024-07-10, 2024-07 or 2024.')
        locators = [each.locator for each in self.provisions]
        if not locators:
            raise MalformedEntry("There is no [[provision]]. Write at least one.")
        if twice := sorted({each for each in locators if locators.count(each) > 1}):
            raise MalformedEntry(f"Two provisions stand at {twice}. Give each a locator of its own.")


@dataclass(frozen=True)
class Source:
    """A study, report, guideline, press report, judgment, data set or standard.

    `read` says what of it was read. Where `locators` is empty, a citation may name any place in it.
    """

    id: str
    title: str
    kind: SourceKind
    basis: Basis
    read: str
    year: int | None = None
    status: str = ""
    says: str = ""
    locators: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _filled(self, "title", "read")
        _one_of("kind", self.kind, get_args(SourceKind))
        _one_of("basis", self.basis, get_args(Basis))
        if self.kind in PROCEEDINGS:
            _filled(self, "status")


def _filled(entry: object, *names: str) -> None:
    for name in names:
        text = getattr(entry, name)
        if not (isinstance(text, str) and text.strip()):
            raise MalformedEntry(f'"{name}" is empty or not text. Write it.')


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise MalformedEntry(f'{name} is "{value}". Choose one of: {", ".join(known)}.')
