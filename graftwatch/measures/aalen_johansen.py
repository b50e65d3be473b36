"""How many met each of several competing ends by a given day, when some are still waiting.

What: the share of a group that by a day had each end first (transplanted, died, withdrew), with its standard error.
Unit: a share of the group, from 0 to 1; days since the start of waiting.
Source: Aalen and Johansen 1978. Ends on one day happen at once, and whoever is lost sight of on that day was still
waiting for them; nothing is jittered. So does `survfit` of the R package survival, which the test compares with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Curves:
    """Step functions over `days`, the days on which somebody met an end, in order.

    `waiting` is the share that had met none; `reached` and `error` hold, by end, the share and its standard error;
    `n_at_risk` counts who was still being followed as the day began.
    """

    days: Numbers
    n_at_risk: Numbers
    waiting: Numbers
    reached: dict[str, Numbers]
    error: dict[str, Numbers]

    def by(self, day: float) -> dict[str, float]:
        """The share that had met each end by the close of `day`."""
        return {end: _value(self.days, steps, day) for end, steps in self.reached.items()}

    def error_by(self, day: float) -> dict[str, float]:
        """The standard error of each share by the close of `day`."""
        return {end: _value(self.days, steps, day) for end, steps in self.error.items()}


def _value(days: Numbers, steps: Numbers, day: float) -> float:
    place = int(np.searchsorted(days, day, side="right"))
    return float(steps[place - 1]) if place else 0.0


def aalen_johansen(followed: ArrayLike, ends: Sequence[str | None]) -> Curves:
    """Curves for people followed for so many days, each to an end or, where it is None, out of sight.

    Raises ValueError if the two differ in length, are empty, or a number of days is negative or missing.
    """
    time = np.asarray(followed, dtype=np.float64)
    end = np.array(["" if each is None else each for each in ends], dtype=np.str_)
    if time.shape != end.shape or time.size == 0:
        raise ValueError(f"{time.size} numbers of days and {end.size} ends: one of each is needed for every person.")
    if not bool(np.all(time >= 0)):
        raise ValueError("Days followed must be known and not negative. Set such rows aside and say how many.")
    days = np.unique(time[end != ""])
    kinds = [str(kind) for kind in np.unique(end[end != ""])]
    met = {kind: np.array([np.sum((time == day) & (end == kind)) for day in days], float) for kind in kinds}
    at_risk = np.array([np.sum(time >= day) for day in days], dtype=np.float64)
    stay = 1 - np.sum([met[kind] / at_risk for kind in kinds], axis=0) if kinds else np.ones(0)
    waiting = np.cumprod(stay)
    before = np.concatenate([np.ones(1), waiting])[: days.size]
    reached = {kind: np.cumsum(before * met[kind] / at_risk) for kind in kinds}
    error = {kind: _error(kind, time, end, days, met, at_risk, before) for kind in kinds}
    return Curves(days, at_risk, waiting, reached, error)


def _error(
    kind: str,
    time: Numbers,
    end: NDArray[np.str_],
    days: Numbers,
    met: dict[str, Numbers],
    at_risk: Numbers,
    before: Numbers,
) -> Numbers:
    """The infinitesimal jackknife: how far each share would move if one person counted a little more."""
    moved_waiting, moved_share = np.zeros(time.size), np.zeros(time.size)
    n_met = np.sum(list(met.values()), axis=0)
    found = np.zeros(days.size)
    for place, day in enumerate(days):
        watched, today = time >= day, time == day
        rate, any_rate = met[kind][place] / at_risk[place], n_met[place] / at_risk[place]
        moved_rate = ((today & (end == kind)) - watched * rate) / at_risk[place]
        moved_any = ((today & (end != "")) - watched * any_rate) / at_risk[place]
        moved_share = moved_share + moved_waiting * rate + before[place] * moved_rate
        moved_waiting = moved_waiting * (1 - any_rate) - before[place] * moved_any
        found[place] = np.sqrt(np.sum(moved_share**2))
    return found
