"""Small draws that every part of ordinary life needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graftwatch_atlantis.frame import Array


def choose(rng: np.random.Generator, shares: Mapping[str, float], n: int) -> Array:
    """n values, each with its share."""
    values = np.array(list(shares), dtype=object)
    weights = np.array(list(shares.values()), dtype=float)
    return values[rng.choice(len(values), size=n, p=weights / weights.sum())]


def some(rng: np.random.Generator, n: int, share: float | Array) -> Array:
    """Of n things, which ones: each with this chance."""
    return rng.random(n) < share


def pick(rng: np.random.Generator, values: Sequence[object] | Array, n: int) -> Array:
    """n values drawn evenly, with repetition."""
    array = np.asarray(values, dtype=object) if not isinstance(values, np.ndarray) else values
    return array[rng.integers(0, len(array), n)]


def days(rng: np.random.Generator, low: int, high: int, n: int) -> Array:
    """n spans of low to high days, both included."""
    return rng.integers(low, high + 1, n).astype("timedelta64[D]")


def waits(rng: np.random.Generator, mean_days: float, n: int) -> Array:
    """n spans with an exponential spread around this mean."""
    return rng.exponential(mean_days, n).astype(np.int64).astype("timedelta64[D]")


def between(rng: np.random.Generator, first: np.datetime64, last: np.datetime64, n: int) -> Array:
    """n days from first to last, both included."""
    return first + rng.integers(0, int((last - first).astype(int)) + 1, n).astype("timedelta64[D]")


def years_of(days: Array) -> Array:
    """Calendar years as whole numbers."""
    return days.astype("datetime64[Y]").astype(np.int64) + 1970


def yes_no(mask: Array) -> Array:
    return either(mask, "yes", "no")


def either(mask: Any, if_so: Any, if_not: Any) -> Array:
    """For each row one or the other; text comes as objects, so that None may stand beside it."""
    found: Array = np.where(mask, if_so, if_not)
    return found.astype(object) if found.dtype.kind == "U" else found
