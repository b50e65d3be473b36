"""A ceiling, not a rival: trees boosted on development rings of the same grammar, which no real office could have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from graftwatch.evaluation.hits import Claim
from graftwatch.evaluation.rivals.features import features_with_questions
from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.evaluation.rivals.whole_files import claims_by_score

NAME = "boosting (ceiling)"


def training_rows(moment: Moment, ring_pairs: frozenset[str]) -> dict[str, Any]:
    """One development world's pairs as numbers, each with whether it belongs to a ring; plain data."""
    features = features_with_questions(moment)
    return {
        "names": list(features.names),
        "numbers": features.numbers.tolist(),
        "in_ring": [pair in ring_pairs for pair in features.pairs],
    }


def trained(worlds: list[Mapping[str, Any]], seed: int) -> Mapping[str, Any] | None:
    """The ceiling of one view: the model, and the names of what it reads. None where no ring was there to learn."""
    names = list(worlds[0]["names"]) if worlds else []
    numbers = [row for world in worlds for row in world["numbers"]]
    labels = [label for world in worlds for label in world["in_ring"]]
    if not any(labels) or all(labels):
        return None
    model = HistGradientBoostingClassifier(max_iter=120, learning_rate=0.06, random_state=seed)
    return {"model": model.fit(np.array(numbers), np.array(labels)), "names": names}


def boosting(moment: Moment) -> list[Claim]:
    """Every pair by the ceiling's score; nothing where no ceiling was trained for this view."""
    known: Any = moment.models.get(moment.view)
    if known is None or not moment.pairs:
        return []
    features = features_with_questions(moment)
    place = {name: position for position, name in enumerate(features.names)}
    columns = [features.numbers[:, place[name]] if name in place else None for name in known["names"]]
    blank = np.full(len(features.pairs), np.nan)
    numbers = np.column_stack([column if column is not None else blank for column in columns])
    scores = known["model"].predict_proba(numbers)[:, 1]
    return claims_by_score(NAME, dict(zip(features.pairs, scores.tolist(), strict=True)))
