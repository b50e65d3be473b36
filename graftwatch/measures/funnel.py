"""Which centres' shares lie outside what chance, and the usual differences between centres, would give.

What: for each centre the least and the most that its number of files would show, exactly and not by approximation.
Unit: a count of files, and the probability of one at least as far out.
Source: Spiegelhalter 2005, with binomial limits; beta-binomial ones where centres differ by more than chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Funnel:
    """Per centre, in the order given: `lower` and `upper` are the last counts that still lie within the limits.

    `share` is what all centres together have; `likeness` (0 to 1) is how alike two files of one centre are beyond
    that; `p_low` and `p_high` are the probabilities of so few or fewer, and of so many or more.
    """

    share: float
    likeness: float
    found: Counts
    of: Counts
    lower: Counts
    upper: Counts
    p_low: Numbers
    p_high: Numbers

    @property
    def above(self) -> NDArray[np.bool_]:
        return self.found > self.upper

    @property
    def below(self) -> NDArray[np.bool_]:
        return self.found < self.lower


def funnel(
    found: ArrayLike,
    of: ArrayLike,
    *,
    share: float | None = None,
    likeness: float | None = None,
    level: float = 0.998,
) -> Funnel:
    """Limits for centres with `found` of `of` files each. Share and likeness are taken from them where not given.

    Raises ValueError where a centre has found more files than it has.
    """
    x, n = np.asarray(found, dtype=np.int64), np.asarray(of, dtype=np.int64)
    if x.shape != n.shape or bool(np.any((x < 0) | (x > n))):
        raise ValueError("Each centre needs a number of files and, among them, no more found than there are.")
    p = float(share if share is not None else x.sum() / max(int(n.sum()), 1))
    rho = likeness if likeness is not None else likeness_of(x, n, p)
    law = _law(n, p, rho)
    tail = (1 - level) / 2
    return Funnel(
        share=p,
        likeness=rho,
        found=x,
        of=n,
        lower=np.asarray(law.ppf(tail), dtype=np.int64).clip(0),
        upper=np.asarray(law.ppf(1 - tail), dtype=np.int64).clip(0),
        p_low=np.asarray(law.cdf(x), dtype=np.float64),
        p_high=np.asarray(law.sf(x - 1), dtype=np.float64),
    )


def likeness_of(found: Counts, of: Counts, share: float) -> float:
    """How alike two files of one centre are beyond the common share, by moments; 0 where chance explains it all."""
    some = of > 0
    x, n = found[some].astype(np.float64), of[some].astype(np.float64)
    pairs = float(np.sum(n - 1))
    if not 0 < share < 1 or n.size < 2 or pairs <= 0:
        return 0.0
    scatter = float(np.sum((x - n * share) ** 2 / (n * share * (1 - share))))
    return float(np.clip((scatter * n.size / (n.size - 1) - n.size) / pairs, 0.0, 0.99))


def _law(n: Counts, share: float, likeness: float) -> Any:
    if likeness <= 0 or not 0 < share < 1:
        return scipy.stats.binom(n, share)
    weight = (1 - likeness) / likeness
    return scipy.stats.betabinom(n, share * weight, (1 - share) * weight)
