"""95 per cent intervals: exact ones for shares, Student's for means over seeds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import stats

LEVEL = 0.95


def of_share(found: int, of: int) -> tuple[float, float]:
    """Clopper and Pearson's interval: never narrower than it says, and open to neither side at 0 and at `of`."""
    tail = (1 - LEVEL) / 2
    low = 0.0 if found == 0 else float(stats.beta.ppf(tail, found, of - found + 1))
    high = 1.0 if found == of else float(stats.beta.ppf(1 - tail, found + 1, of - found))
    return low, high


def of_mean(counts: Sequence[float]) -> tuple[float, float, float]:
    """The mean and its interval; counts of leads scatter more than chance, so the scatter itself is used."""
    values = np.asarray(counts, dtype=np.float64)
    mean = float(values.mean())
    if values.size < 2:
        return mean, float("nan"), float("nan")
    reach = float(stats.t.ppf((1 + LEVEL) / 2, values.size - 1) * values.std(ddof=1) / np.sqrt(values.size))
    return mean, max(mean - reach, 0.0), mean + reach
