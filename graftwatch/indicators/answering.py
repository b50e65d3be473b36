"""What a code or a name of the catalogue means: a question, a decided code, a clearing or a reconciliation list."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from graftwatch.errors import GraftwatchError
from graftwatch.indicators.catalogue import all_clearings, all_indicators, all_reconciliations
from graftwatch.indicators.decided import Decided, all_decided
from graftwatch.indicators.indicator import Clearing, Indicator, Reconciliation

Entry = Indicator | Decided | Clearing | Reconciliation
NEAR = 0.6


class UnknownCodeError(GraftwatchError):
    """The catalogue has no such code and no such name."""


def entries() -> Mapping[str, Entry]:
    """Everything that can be looked up, by the code or the name that people know it under."""
    return {**all_indicators(), **all_decided(), **all_clearings(), **all_reconciliations()}


def entry(asked: str) -> Entry:
    """What `asked` names, however it is written: `ld 18`, a list's or a question's name. Raises UnknownCodeError."""
    known = {_plain(name): each for name, each in entries().items()}
    known = {_plain(each.name): each for each in all_indicators().values()} | known
    found = known.get(_plain(asked))
    if found is None:
        near = ", ".join(near_matches(asked))
        hint = f" Near it: {near}." if near else ""
        raise UnknownCodeError(f"The catalogue has no {asked!r}.{hint} All of them: graftwatch explain all")
    return found


def near_matches(asked: str, most: int = 5) -> list[str]:
    """Codes and names like the one asked for, or whose title holds its words; the nearest first."""
    likeness = {name: _likeness(_plain(asked), name, each.title) for name, each in entries().items()}
    near = [name for name in likeness if likeness[name] >= NEAR]
    return sorted(near, key=lambda name: (-likeness[name], name))[:most]


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _likeness(asked: str, name: str, title: str) -> float:
    if len(asked) > 3 and asked in _plain(title):
        return 1.0
    return SequenceMatcher(None, asked, _plain(name)).ratio()


def answered_by(question: Indicator) -> list[Clearing]:
    """The evidence the other way that takes bits off this question."""
    return [each for each in all_clearings().values() if question.code in each.answers]


def merged_into(name: str) -> list[Decided]:
    """The decided codes that this question or list answers now."""
    return [each for each in all_decided().values() if name in each.into]


def sharing_a_cause(question: Indicator) -> list[Indicator]:
    """Other questions that ask after the same event: together they weigh as one."""
    if not question.cause:
        return []
    return [each for each in all_indicators().values() if each.cause == question.cause and each is not question]
