"""Whether people stay away since their records are read: visits and registrations by month, before and since.

What: by kind (follow-up visits, journeys registered, files opened), how many a month came before a system went live,
and how many since then.
Unit: events a month, and the probability of so few or fewer had nothing changed.
Source: the months before, with their own scatter (negative binomial where it exceeds Poisson's); design. What else
changed in that month, a holiday or an epidemic, it cannot know: whoever reads it must.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import scipy

LEVEL = 0.05
LEAST_FALL = 0.1
"""A fall of less than a tenth is shown and asks for nothing."""
LEAST_MONTHS = 3


@dataclass(frozen=True)
class Month:
    """How many events of one kind one month had."""

    kind: str
    month: dt.date
    n_events: int


@dataclass(frozen=True)
class Watched:
    """One kind before and since; `asks` says that somebody should ask whether people stay away."""

    kind: str
    before: float
    since: float
    p: float
    asks: bool


def visits_stopped(months: Iterable[Month], live_from: dt.date) -> list[Watched]:
    """Every kind with three months or more before and one since, the largest fall first.

    The month of going live belongs to neither side. Raises ValueError where a count is negative.
    """
    before: dict[str, list[int]] = defaultdict(list)
    since: dict[str, list[int]] = defaultdict(list)
    for each in months:
        if each.n_events < 0:
            raise ValueError(f"{each.kind}: {each.n_events} events. A count cannot be negative.")
        if (each.month.year, each.month.month) != (live_from.year, live_from.month):
            (since if each.month > live_from else before)[each.kind].append(each.n_events)
    kinds = [kind for kind in sorted(before) if len(before[kind]) >= LEAST_MONTHS and since[kind]]
    found = [_watched(kind, before[kind], since[kind]) for kind in kinds]
    return sorted(found, key=lambda each: (_change(each), each.kind))


def _watched(kind: str, before: list[int], since: list[int]) -> Watched:
    rate = float(np.mean(before))
    p = _p_so_few(sum(since), len(since), rate, float(np.var(before, ddof=1)), len(before))
    found = Watched(kind, rate, float(np.mean(since)), p, asks=False)
    return Watched(kind, found.before, found.since, p, asks=p <= LEVEL and _change(found) <= -LEAST_FALL + 1e-12)


def _change(each: Watched) -> float:
    return (each.since - each.before) / each.before if each.before else 0.0


def _p_so_few(n_events: int, n_months: int, rate: float, scatter: float, n_before: int) -> float:
    """The chance of so few events: Poisson's months, wider where the months before scatter more.

    The rate itself is known from `n_before` months only, which adds n_months / n_before to the variance.
    """
    if rate == 0:
        return 1.0
    expected = rate * n_months
    variance = n_months * max(scatter, rate) * (1 + n_months / n_before)
    if variance <= expected:
        return float(scipy.stats.poisson.cdf(n_events, expected))
    share = expected / variance
    return float(scipy.stats.nbinom.cdf(n_events, expected * share / (1 - share), share))
