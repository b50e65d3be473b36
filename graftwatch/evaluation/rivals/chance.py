"""Pairs in an order that says nothing: drawn once for each State, the same on every day."""

from __future__ import annotations

import hashlib

from graftwatch.evaluation.hits import Claim
from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.evaluation.rivals.whole_files import claims_by_score


def chance(moment: Moment) -> list[Claim]:
    """Every pair, by lot."""
    return claims_by_score("chance", {pair: _lot(moment.seed, pair) for pair in moment.pairs})


def _lot(seed: int, pair: str) -> float:
    return int.from_bytes(hashlib.sha256(f"{seed} {pair}".encode()).digest()[:6], "big") / 2**48
