"""95 per cent intervals: exact for shares, rates and their ratios; resampled where a structure is the unit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy

LEVEL = 0.95
FEW = 8
"""Below so many clusters, drawing them again and again mostly draws the same ones: its interval is too narrow."""
Pairs = tuple[float, float]


def of_share(found: int, of: int, level: float = LEVEL) -> Pairs:
    """Clopper and Pearson's interval: never narrower than it says, and open to neither side at 0 and at `of`."""
    return of_part_trials(found, of, level)


def of_part_trials(found: float, of: int, level: float = LEVEL) -> Pairs:
    """The exact interval where a trial may succeed in part (two of a structure's three forms).

    The beta quantiles are continuous in the count: between two whole counts they lie between those of both.
    """
    tail = (1 - level) / 2
    low = 0.0 if found <= 0 else float(scipy.stats.beta.ppf(tail, found, of - found + 1))
    high = 1.0 if found >= of else float(scipy.stats.beta.ppf(1 - tail, found + 1, of - found))
    return low, high


def of_mean(counts: Sequence[float]) -> tuple[float, float, float]:
    """The mean and its interval; counts of leads scatter more than chance, so the scatter itself is used."""
    values = np.asarray(counts, dtype=np.float64)
    mean = float(values.mean())
    if values.size < 2:
        return mean, float("nan"), float("nan")
    reach = float(scipy.stats.t.ppf((1 + LEVEL) / 2, values.size - 1) * values.std(ddof=1) / np.sqrt(values.size))
    return mean, max(mean - reach, 0.0), mean + reach


def upper_ratio(yes: int, of: int, yes_there: int, of_there: int, level: float = LEVEL) -> float:
    """The upper limit (one-sided) of the ratio of two rates of rare events, exact given their sum.

    Given the sum, the events of the first group are binomial; its Clopper-Pearson limit is that of the ratio.
    Without any event in the reference group the ratio has no upper limit.
    """
    if of == 0 or of_there == 0 or yes_there == 0:
        return float("inf")
    share = float(scipy.stats.beta.ppf(level, yes + 1, yes_there))
    return share / (1 - share) * of_there / of


def upper_ratio_by_cluster(
    here: Sequence[tuple[int, int]],
    there: Sequence[tuple[int, int]],
    *,
    resamples: int,
    seed: int,
    level: float = LEVEL,
) -> float:
    """The upper limit (one-sided) of the ratio of two rates, drawing whole clusters; each gives (events, of) of both.

    Events of one cluster come together (one lead falls on several pairs), which an exact limit does not know; where
    events are few, resampling knows too little. So the wider of the two stands.
    """
    (n_yes, n_of), (n_yes_there, n_of_there) = (
        [sum(each) for each in zip(*some, strict=True)] for some in (here, there)
    )
    exact = upper_ratio(n_yes, n_of, n_yes_there, n_of_there, level)
    if len(here) < 2 or exact == float("inf"):
        return exact
    drawn = np.random.default_rng(seed).integers(0, len(here), size=(resamples, len(here)))
    (yes, of), (yes_there, of_there) = (
        np.asarray(each, dtype=np.float64)[drawn].sum(axis=1).T for each in (here, there)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.nan_to_num((yes / of) / (yes_there / of_there), nan=0.0, posinf=np.inf)
    return max(exact, float(np.quantile(ratios, level, method="higher")))


def by_cluster(
    values: npt.ArrayLike,
    clusters: Sequence[object],
    *,
    resamples: int,
    seed: int,
    level: float = LEVEL,
    shares: bool = False,
) -> tuple[float, float, float]:
    """The mean and its percentile interval, drawing whole clusters: the seeds and forms of one structure go together.

    Of `shares` the exact interval over clusters stands where a resample cannot scatter as it should: where there are
    fewer than FEW of them, and where all say the same. It takes each as one trial, so that it errs to the wide side.
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.size == 0:
        return float("nan"), float("nan"), float("nan")
    _, inverse = np.unique(np.array([str(each) for each in clusters]), return_inverse=True)
    n_clusters = int(inverse.max()) + 1
    sums = np.bincount(inverse, weights=numbers, minlength=n_clusters)
    sizes = np.bincount(inverse, minlength=n_clusters).astype(np.float64)
    mean = float(numbers.mean())
    if shares and (n_clusters < FEW or np.ptp(sums / sizes) == 0):
        return mean, *of_part_trials(float((sums / sizes).sum()), n_clusters, level)
    drawn = np.random.default_rng(seed).integers(0, n_clusters, size=(resamples, n_clusters))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    tail = (1 - level) / 2
    return mean, float(np.quantile(means, tail)), float(np.quantile(means, 1 - tail))
