"""What reviewed files teach about ordinary ones, without learning from our own choice of what to review.

Only files with a known chance of being reviewed count, each by the inverse of that chance: a file drawn with a chance
of one in two hundred stands for two hundred files, a lead that is always reviewed for itself. Nothing here changes a
weight: it says what the files show, or that they are too few to show anything.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import scipy

LEAST_FILES = 30
"""Below this many ordinary files (in effect, after weighting) nothing is said: a share of a handful is noise."""

LEAST_TWICE_DECIDED = 30
"""Below this many decisions that were taken twice, agreement is told in plain counts and not as kappa."""


@dataclass(frozen=True)
class ReviewedFile:
    """One file that was looked into. `chance` is None where nobody knows it; `label` is None where there is none.

    A file that nobody had time to look into is not in here: that it was left is no label.
    """

    key: str
    chance: float | None
    answered: frozenset[str]
    label: str | None


@dataclass(frozen=True)
class Rate:
    """How often ordinary files answer one question yes. `share` is None where the files are too few to say."""

    code: str
    n_files: int
    n_yes: int
    n_in_effect: float
    share: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_too_few(self) -> bool:
        return self.share is None


def rate_among_ordinary(files: Iterable[ReviewedFile], code: str, *, least: int = LEAST_FILES) -> Rate:
    """The share of ordinary files that answer yes, each file counted by the inverse of its chance (Hájek 1971).

    The range holds nineteen of twenty, from as many files as the weights leave in effect (Kish 1965).
    """
    ordinary = [each for each in files if each.chance is not None and each.label == "ordinary"]
    weights = [1 / _checked(each.chance) for each in ordinary]
    total, squares = sum(weights), sum(weight * weight for weight in weights)
    in_effect = total * total / squares if squares else 0.0
    n_yes = sum(code in each.answered for each in ordinary)
    found = Rate(code, len(ordinary), n_yes, in_effect)
    if in_effect < least:
        return found
    share = sum(weight for each, weight in zip(ordinary, weights, strict=True) if code in each.answered) / total
    low, high = _range(share * in_effect, in_effect)
    return Rate(code, len(ordinary), n_yes, in_effect, share, low, high)


def _checked(chance: float | None) -> float:
    if chance is None or not 0 < chance <= 1:
        raise ValueError("A chance of being drawn lies above nought and is at most one.")
    return chance


def _range(yes: float, n: float) -> tuple[float, float]:
    """Clopper and Pearson, which also holds for a number of files in effect that is no whole one (Korn, Graubard)."""
    low = float(scipy.stats.beta.ppf(0.025, yes, n - yes + 1)) if yes > 0 else 0.0
    high = float(scipy.stats.beta.ppf(0.975, yes + 1, n - yes)) if yes < n else 1.0
    return low, high


@dataclass(frozen=True)
class Agreement:
    """How often two people decided alike, the second not having seen the first. Kappa only where they are many."""

    n: int
    n_alike: int
    kappa: float | None = None
    low: float | None = None
    high: float | None = None


def agreement(pairs: Iterable[tuple[str, str]], *, least: int = LEAST_TWICE_DECIDED) -> Agreement:
    """Cohen's kappa of (first, second) decisions with its range of nineteen in twenty (Cohen 1960)."""
    both = list(pairs)
    n, alike = len(both), sum(first == second for first, second in both)
    if n < least:
        return Agreement(n, alike)
    firsts, seconds = Counter(first for first, _ in both), Counter(second for _, second in both)
    by_chance = sum(firsts[kind] * seconds[kind] for kind in firsts) / (n * n)
    if by_chance >= 1:
        return Agreement(n, alike)  # everybody always says the same: nothing is left to agree beyond chance
    observed = alike / n
    kappa = (observed - by_chance) / (1 - by_chance)
    off = 1.959964 * math.sqrt(observed * (1 - observed) / n) / (1 - by_chance)
    return Agreement(n, alike, kappa, max(kappa - off, -1.0), min(kappa + off, 1.0))
