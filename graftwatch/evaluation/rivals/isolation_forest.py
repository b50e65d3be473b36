"""Pairs whose files are unlike the others, by an isolation forest that is told nothing else."""

from __future__ import annotations

from sklearn.ensemble import IsolationForest

from graftwatch.evaluation.hits import Claim
from graftwatch.evaluation.rivals.features import plain_features
from graftwatch.evaluation.rivals.moment import Moment
from graftwatch.evaluation.rivals.whole_files import claims_by_score

LEAST_PAIRS = 8


def isolation_forest(moment: Moment) -> list[Claim]:
    """Every pair, the strangest first."""
    features = plain_features(moment)
    if len(features.pairs) < LEAST_PAIRS or not features.names:
        return []
    forest = IsolationForest(n_estimators=60, random_state=moment.seed, n_jobs=1).fit(features.numbers)
    scores = -forest.score_samples(features.numbers)
    return claims_by_score("isolation forest", dict(zip(features.pairs, scores.tolist(), strict=True)))
