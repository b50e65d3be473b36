"""How often a ring's file would answer yes, where a named person has said otherwise than the question, citing cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graftwatch.indicators import Indicator


@dataclass(frozen=True)
class RingShare:
    """The range in force, since when, who proposed and who agreed, and the cases it rests on."""

    low: float
    high: float
    on: str
    cases: str
    by: str
    agreed_by: str


def with_ring_share(question: Indicator, shares: Mapping[str, RingShare]) -> Indicator:
    """The question with the range in force; a question that nobody spoke about is as it was written."""
    said = shares.get(question.code)
    if said is None:
        return question
    moved = replace(question.p_ring, low=said.low, high=said.high, on=said.on, source=said.cases)
    return replace(question, p_ring=moved)
