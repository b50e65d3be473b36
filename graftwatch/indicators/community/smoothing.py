"""Ratios of counted to expected cases in small places, drawn towards the whole country while a place is small.

Gamma-Poisson (empirical Bayes): counts are Poisson with the place's share of all cases as mean, times a factor that
varies between places. Its shape is fitted to the places by maximum likelihood.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy

Numbers = npt.NDArray[np.float64]


def smoothed(seen: Numbers, population: Numbers) -> Numbers:
    """Each place's ratio of cases seen to cases expected from its population, as the posterior mean."""
    if not seen.sum():
        return np.zeros(len(seen))
    expected = population * seen.sum() / population.sum()
    shape = fitted_shape(seen, expected)
    return np.asarray((seen + shape) / (expected + shape))


def fitted_shape(seen: Numbers, expected: Numbers) -> float:
    """The shape of the gamma between places: near nought where places differ much, large where they do not."""

    def unlikely(log_shape: float) -> float:
        a = np.exp(log_shape)
        terms = scipy.special.gammaln(seen + a) - scipy.special.gammaln(a) + a * np.log(a / (a + expected))
        return -float(np.sum(terms - seen * np.log(a + expected)))

    return float(np.exp(scipy.optimize.minimize_scalar(unlikely, bounds=(-5, 8), method="bounded").x))


def chance_of_largest(n: int, seen: Numbers, population: Numbers) -> float:
    """That the largest of all places counts as many as place `n`, fitted to the others; one of their cases at least."""
    others = np.arange(len(seen)) != n
    if not others.any():
        return 1.0
    rate = max(float(seen[others].sum()), 1.0) / float(population[others].sum())
    shape = fitted_shape(seen[others], population[others] * rate)
    expected = float(population[n]) * rate
    tail = float(scipy.stats.nbinom.sf(seen[n] - 1, shape, shape / (shape + expected)))
    return -float(np.expm1(len(seen) * np.log1p(-min(tail, 1 - 1e-12))))
