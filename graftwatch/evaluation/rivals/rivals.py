"""All rivals by their name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graftwatch.evaluation.hits import Claim
from graftwatch.evaluation.rivals import boosting
from graftwatch.evaluation.rivals.chance import chance
from graftwatch.evaluation.rivals.isolation_forest import isolation_forest
from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.evaluation.rivals.one_question import each_question
from graftwatch.evaluation.rivals.points import points
from graftwatch.evaluation.rivals.shared_identifiers import shared_identifiers

RIVALS: Mapping[str, Callable[[Moment], list[Claim]]] = {
    "points": points,
    "shared identifiers": shared_identifiers,
    "isolation forest": isolation_forest,
    "chance": chance,
    boosting.NAME: boosting.boosting,
}


SLOW = frozenset({"isolation forest", boosting.NAME})
"""Rivals that cost as much as all questions together: they are asked in the main view only."""


def rival_claims(moment: Moment, *, slow: bool) -> dict[str, list[Claim]]:
    """The queue of every rival at this moment; the slow ones only if so wished."""
    chosen = {name: rival for name, rival in RIVALS.items() if slow or name not in SLOW}
    return {name: rival(moment) for name, rival in chosen.items()} | each_question(moment)
