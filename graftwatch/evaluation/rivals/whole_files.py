"""Claims of a rival that scores whole files and cites no rows."""

from __future__ import annotations

from collections.abc import Mapping

from graftwatch.evaluation.hits import Claim


def claims_by_score(name: str, scores: Mapping[str, float]) -> list[Claim]:
    """Pairs by their score, highest first; equal ones in the order of their keys."""
    return [
        Claim(
            key=f"pair:{pair}",
            weight=float(score),
            reasons=frozenset({(name, pair)}),
            rows=None,
            named=frozenset(pair.split(":")),
            pairs=frozenset({pair}),
        )
        for pair, score in sorted(scores.items(), key=lambda each: (-each[1], each[0]))
    ]
