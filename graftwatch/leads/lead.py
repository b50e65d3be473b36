"""A lead: one anchor, the findings that count on it, and what they weigh together."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from graftwatch.leads.rows import Key
from graftwatch.leads.weight import Bits, Seen

OpenedBy = Literal["weight", "money only", "skips the score"]


@dataclass(frozen=True)
class Finding:
    """One question answered yes for one subject, with its rows and its weight by itself."""

    finding: str
    code: str
    about: str
    subject: str
    known_on: dt.date | None
    size: float
    numbers: dict[str, float]
    rows: frozenset[Key]
    seen: Seen
    bits: Bits


@dataclass(frozen=True)
class Cleared:
    """Evidence the other way: what it is about, what it rests on, how many bits it takes off."""

    code: str
    subject: str
    answers: tuple[str, ...]
    bits: tuple[float, float]
    rows: frozenset[Key]


@dataclass(frozen=True)
class Counted:
    """A finding as it counts on one lead, with the reason where it counts for less than it weighs.

    One that asks after the same event as a heavier one adds no bits, yet its records bear the other out.
    """

    finding: Finding
    bits: Bits
    why: str
    bears_out: bool = False


@dataclass(frozen=True)
class Lead:
    """What a person should look at, and how much speaks for looking. Never a verdict.

    `why_not` says why an anchor with findings is no lead. `place_low` and `place_high` are its places in the queue
    if every weight stood at the low, or at the high, end of its range.
    """

    kind: str
    anchor: str
    counted: tuple[Counted, ...]
    cleared: tuple[Cleared, ...]
    bits: Bits
    opened_by: OpenedBy
    families: tuple[str, ...]
    origins: tuple[str, ...]
    protection_only: bool
    people: frozenset[str] = frozenset()
    also: tuple[Key, ...] = field(default=())
    why_not: str = ""
    place_low: int | None = None
    place_high: int | None = None

    @property
    def key(self) -> str:
        """The same anchor has the same key in every run, so that decisions survive the next one."""
        return f"{self.kind}:{self.anchor}"

    @property
    def findings(self) -> frozenset[str]:
        return frozenset(each.finding.finding for each in self.counted)
