"""A classifier that tries to tell planted rows, and an exact test of how far it comes, with rings as the units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from tests.leakage.nuisances import Rows

FLIPS = 4999


@dataclass(frozen=True)
class Told:
    """`auc` is the mean over rings of the chance that a planted row scores above an ordinary one; p that it is luck."""

    auc: float
    p: float
    n_rings: int
    n_planted: int

    def __str__(self) -> str:
        return f"AUC {self.auc:.3f} over {self.n_rings} rings with {self.n_planted} rows, p = {self.p:.4f}"


def told_apart(rows: Rows) -> Told:
    """How well a classifier that never saw a row's ring tells planted rows from ordinary ones by these columns."""
    table = np.column_stack(list(rows.columns.values()))
    planted = rows.ring != ""
    # an ordinary row is a group of its own: rows of one ring never stand on both sides of a fold
    own = np.where(planted, rows.ring, [f"{k}" for k in range(len(planted))]).astype(str)
    groups = np.unique(own, return_inverse=True)[1]
    score = np.zeros(len(planted))
    for train, test in GroupKFold(n_splits=5, shuffle=True, random_state=7).split(table, planted, groups):
        model = HistGradientBoostingClassifier(
            max_depth=3, max_iter=60, learning_rate=0.1, min_samples_leaf=15, class_weight="balanced", random_state=7
        )
        with threadpool_limits(limits=1):  # threads that wait for one another on a busy machine take minutes
            score[test] = _standing(model.fit(table[train], planted[train]).predict_proba(table[test])[:, 1])
    return judged(rows, score)


def _standing(score: np.ndarray) -> np.ndarray:
    """Ranks within a fold, so that folds with different models may be put together."""
    ranks: np.ndarray = (rankdata(score) - 0.5) / len(score)
    return ranks


def judged(rows: Rows, score: np.ndarray) -> Told:
    """Each ring's own AUC against the ordinary rows of its years; that the mean is one half is tested by turning signs.

    Rows of one ring resemble one another in date and centre, so rings are the units. Were a score to tell nothing, a
    ring would be as likely to lie above one half as below.
    """
    planted = rows.ring != ""
    above = np.full(len(score), np.nan)
    for year in np.unique(rows.year[planted]):
        ordinary = np.sort(score[~planted & (rows.year == year)])
        here = np.flatnonzero(planted & (rows.year == year))
        if len(ordinary):
            sides = [np.searchsorted(ordinary, score[here], side) for side in ("left", "right")]
            above[here] = np.mean(sides, axis=0) / len(ordinary)
    kept = planted & ~np.isnan(above)
    rings = sorted(set(rows.ring[kept]))
    away = np.array([above[kept & (rows.ring == ring)].mean() for ring in rings]) - 0.5
    signs = np.random.default_rng(11).choice([-1.0, 1.0], size=(FLIPS, len(away)))
    p = (1 + int((signs @ away >= away.sum() - 1e-12).sum())) / (1 + FLIPS)
    return Told(float(away.mean() + 0.5), p, len(rings), int(kept.sum()))
