"""Which fields are filled in less often since somebody reads them: a harm of watching, counted like a benefit.

What: by field, the share of rows in which it is filled, in the months before a system went live and since then.
Unit: a share from 0 to 1, and the probability of so few filled cells or fewer had nothing changed.
Source: Fisher's exact test, with Benjamini and Hochberg's control over all fields; which fall matters is design.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import scipy

LEVEL = 0.05
LEAST_FALL = 0.05
"""A fall of less than five points is shown and asks for nothing."""


@dataclass(frozen=True)
class Month:
    """One field in one month: its rows, and in how many of them it is filled."""

    field: str
    month: dt.date
    n_rows: int
    n_filled: int


@dataclass(frozen=True)
class Watched:
    """One field before and since; `asks` says that somebody should ask why it is left blank."""

    field: str
    before: float
    since: float
    p: float
    asks: bool


def fields_gone_blank(months: Iterable[Month], live_from: dt.date) -> list[Watched]:
    """Every field with rows on both sides, the largest fall first. The month of going live belongs to neither side.

    Raises ValueError where a month has more filled cells than rows.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for each in months:
        if not 0 <= each.n_filled <= each.n_rows:
            raise ValueError(f"{each.field}: {each.n_filled} filled cells in {each.n_rows} rows.")
        if (each.month.year, each.month.month) != (live_from.year, live_from.month):
            since = 2 if each.month > live_from else 0
            counts[each.field][since] += each.n_filled
            counts[each.field][since + 1] += each.n_rows - each.n_filled
    both = {field: of for field, of in sorted(counts.items()) if sum(of[:2]) and sum(of[2:])}
    if not both:
        return []
    p = [
        float(scipy.stats.fisher_exact(np.array([of[:2], of[2:]]), alternative="greater").pvalue)
        for of in both.values()
    ]
    held = scipy.stats.false_discovery_control(p)
    found = [
        _watched(field, of, one, bool(adjusted <= LEVEL))
        for (field, of), one, adjusted in zip(both.items(), p, held, strict=True)
    ]
    return sorted(found, key=lambda each: (each.since - each.before, each.field))


def _watched(field: str, of: list[int], p: float, beyond_chance: bool) -> Watched:
    before, since = of[0] / sum(of[:2]), of[2] / sum(of[2:])
    return Watched(field, before, since, p, beyond_chance and before - since >= LEAST_FALL)
