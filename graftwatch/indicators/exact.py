"""Exact statistics for small numbers, which engines lack: chances of counts, how far centres differ, false alarms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


def fisher_greater(found: int, of: int, found_elsewhere: int, of_elsewhere: int) -> float:
    """The chance of `found` or more here, given how many there are here and elsewhere together (one-sided)."""
    return float(scipy.stats.hypergeom.sf(found - 1, of + of_elsewhere, found + found_elsewhere, of))


def fisher_less(found: int, of: int, found_elsewhere: int, of_elsewhere: int) -> float:
    """The chance of `found` or fewer here, given how many there are here and elsewhere together (one-sided)."""
    return float(scipy.stats.hypergeom.cdf(found, of + of_elsewhere, found + found_elsewhere, of))


def stratified_greater(strata: Sequence[tuple[int, int, int, int]]) -> float:
    """Fisher's one-sided test over several strata, each (found, of, found elsewhere, of elsewhere).

    The chance of so many or more in all, with what each stratum holds taken as given: a whole group that is different
    for a known reason, such as living far away, does not make the answer.
    """
    law, seen = np.ones(1), 0
    for found, of, found_elsewhere, of_elsewhere in strata:
        every = of + of_elsewhere
        law = np.convolve(law, scipy.stats.hypergeom.pmf(np.arange(of + 1), every, found + found_elsewhere, of))
        seen += found
    return float(min(1.0, law[seen:].sum()))


def poisson_upper(seen: int, expected: float) -> float:
    """The chance of `seen` or more where `expected` are."""
    return float(scipy.stats.poisson.sf(seen - 1, expected))


def binomial_upper(found: int, of: int, share: float) -> float:
    """The chance of `found` or more among `of`, where `share` of all are."""
    return float(scipy.stats.binom.sf(found - 1, of, share))


def likeness(found: ArrayLike, of: ArrayLike) -> float:
    """How alike two files of one centre are beyond the common share, by moments; 0 where chance explains it all."""
    x, n = np.asarray(found, float), np.asarray(of, float)
    x, n = x[n > 0], n[n > 0]
    share = x.sum() / n.sum() if n.size else 0.0
    pairs = float((n - 1).sum())
    if not 0 < share < 1 or n.size < 2 or pairs <= 0:
        return 0.0
    scatter = float(((x - n * share) ** 2 / (n * share * (1 - share))).sum())
    return float(np.clip((scatter * n.size / (n.size - 1) - n.size) / pairs, 0.0, 0.99))


def beta_binomial_upper(found: int, of: int, share: float, alike: float) -> float:
    """The chance of `found` or more of `of` at a centre, where centres have `share` and differ by `alike` of 0 to 1."""
    return float(_law(of, share, alike).sf(found - 1))


def shrunken(found: ArrayLike, of: ArrayLike) -> Numbers:
    """Each centre's share drawn towards the common one, the more the fewer its files: empirical Bayes."""
    x, n = np.asarray(found, float), np.asarray(of, float)
    share, alike = x.sum() / max(n.sum(), 1.0), likeness(x, n)
    if alike == 0:
        return np.full(x.shape, share)
    weight = (1 - alike) / alike
    return np.asarray((x + share * weight) / (n + weight), dtype=np.float64)


def funnel(of: int, share: float, *, alike: float = 0.0, sigma: float = 3.0) -> tuple[int, int]:
    """The least and the most of `of` that still lie within limits as wide as `sigma` of a normal law."""
    tail, law = float(scipy.stats.norm.sf(sigma)), _law(of, share, alike)
    return max(0, int(law.ppf(tail))), int(law.ppf(1 - tail))


def benjamini_hochberg(chances: ArrayLike) -> Numbers:
    """Per chance the share of false alarms among all that are no greater: keep those at or under the share allowed."""
    p = np.asarray(chances, float)
    order = np.argsort(p, kind="stable")
    ranked = p[order] * p.size / np.arange(1, p.size + 1)
    adjusted = np.empty(p.size)
    adjusted[order] = np.minimum.accumulate(ranked[::-1])[::-1].clip(max=1.0)
    return adjusted


def _law(of: int, share: float, alike: float) -> Any:
    if alike <= 0 or not 0 < share < 1:
        return scipy.stats.binom(of, share)
    weight = (1 - alike) / alike
    return scipy.stats.betabinom(of, share * weight, (1 - share) * weight)
