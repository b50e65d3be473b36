"""Which groups of people are asked after more often than others: a harm of watching, counted like a benefit.

What: by group, the share of files that stand on a lead, beside the share in the largest group of the same kind.
Unit: a ratio of two shares, and the probability of so many files or more were both groups asked alike.
Source: Fisher's exact test, with Benjamini and Hochberg's control over all groups; which ratio matters is design, the
same margin that `graftwatch evaluate` holds the questions to. Files of one lead come together, which the test does not
know: it says "more often" a little too readily.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

import numpy as np
import scipy

LEVEL = 0.05
MARGIN = 1.5
"""A group asked after so many times as often as the largest one is a reason to look, and to switch a question off."""


@dataclass(frozen=True)
class Group:
    """The files of one group: `by` what they are grouped, which one, how many there are, how many are on a lead."""

    by: str
    value: str
    n_files: int
    n_asked: int


@dataclass(frozen=True)
class Compared:
    """A group beside the largest of its kind; `asks` says that somebody should ask why it is asked after so often."""

    group: Group
    largest: Group
    ratio: float
    p: float
    asks: bool


def groups_asked_more(groups: Iterable[Group]) -> list[Compared]:
    """Every group but the largest of its kind, the highest ratio first.

    Raises ValueError where a group has more files on a lead than files.
    """
    by_kind: dict[str, list[Group]] = {}
    for each in groups:
        if not 0 <= each.n_asked <= each.n_files:
            raise ValueError(f"{each.by} {each.value}: {each.n_asked} of {each.n_files} files.")
        if each.n_files:
            by_kind.setdefault(each.by, []).append(each)
    pairs = [(group, largest) for kind in by_kind.values() for group, largest in _beside_the_largest(kind)]
    if not pairs:
        return []
    chances = [_chance(group, largest) for group, largest in pairs]
    held = scipy.stats.false_discovery_control(chances)
    found = [
        Compared(group, largest, ratio := _ratio(group, largest), p, bool(adjusted <= LEVEL and ratio >= MARGIN))
        for (group, largest), p, adjusted in zip(pairs, chances, held, strict=True)
    ]
    return sorted(found, key=lambda each: (-each.ratio, each.group.by, each.group.value))


def times_as_often(counts: Mapping[str, int], group: Group, largest: Group) -> float:
    """How many times as often something is said of a group's files: `counts` by value, of the same kind."""
    return _ratio(*(Group(each.by, each.value, each.n_files, counts.get(each.value, 0)) for each in (group, largest)))


def _beside_the_largest(kind: list[Group]) -> list[tuple[Group, Group]]:
    largest = max(kind, key=lambda each: (each.n_files, each.value))
    return [(each, largest) for each in kind if each is not largest]


def _ratio(group: Group, largest: Group) -> float:
    if not group.n_asked:
        return 0.0
    return inf if not largest.n_asked else group.n_asked / group.n_files / (largest.n_asked / largest.n_files)


def _chance(group: Group, largest: Group) -> float:
    table = np.array([[each.n_asked, each.n_files - each.n_asked] for each in (group, largest)])
    return float(scipy.stats.fisher_exact(table, alternative="greater").pvalue)
