"""How much a finding weighs, in bits: how much likelier it is in a ring's file than in an ordinary one here.

Pure arithmetic. Nothing here is a probability about a person.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import scipy

CAP_PER_FINDING = 6.0
CAP_PER_FAMILY = 9.0
PRIOR_FILES = 20.0
"""How many ordinary files the reference rate counts for, while a State's own are few."""

STRATUM_FILES = 20.0
"""How many files the whole State's share counts for inside one stratum of it."""

LEAST_P = 1e-12
"""A p-value below this says no more."""

UNSEEN = 0.5
"""What a finding that no other file gives counts as, in files."""


@dataclass(frozen=True)
class Seen:
    """How often ordinary files of the same kind answer yes with at least this size."""

    n_yes: int
    n_files: int
    share: float
    low: float
    high: float
    stratum: str

    @property
    def one_in(self) -> int:
        return max(1, round(1 / self.share)) if self.share > 0 else 0


@dataclass(frozen=True)
class Bits:
    """A weight with its range, and what it would be without a cap: that decides between equals, and nothing else."""

    value: float
    low: float
    high: float
    uncapped: float = 0.0


def share_seen(n_yes: int, n_files: int, yes_here: int, files_here: int, *, reference: float, stratum: str) -> Seen:
    """The share of ordinary files that answer yes: beta-binomial, drawn to the reference rate while files are few.

    `n_yes` of `n_files` in the whole State, `yes_here` of `files_here` in the stratum; the finding's own files are
    in none of the four. The range holds nine tenths of the posterior.
    """
    # Never seen is counted as half a file: silence in a thousand files cannot say one in a million.
    prior = max(PRIOR_FILES, UNSEEN / reference)
    national = (n_yes + prior * reference) / (n_files + prior)
    weight = max(STRATUM_FILES, UNSEEN / national)
    a = yes_here + weight * national
    b = files_here - yes_here + weight * (1 - national)
    low, high = (float(scipy.special.betaincinv(a, b, q)) for q in (0.05, 0.95))
    return Seen(yes_here, files_here, a / (a + b), low, high, stratum)


def bits_of(p_ring: tuple[float, float], seen: Seen) -> Bits:
    """log2(p_ring / p_ordinary), never below nought and at most the cap per finding."""
    middle = math.sqrt(p_ring[0] * p_ring[1])
    return Bits(
        _capped(_log_ratio(middle, seen.share)),
        _capped(_log_ratio(p_ring[0], seen.high)),
        _capped(_log_ratio(p_ring[1], seen.low)),
        max(_log_ratio(middle, seen.share), 0.0),
    )


def bits_of_p_value(p: float) -> Bits:
    """The most that a p-value can support: 1 / (-e p ln p), in bits.

    Source: Sellke, Bayarri and Berger 2001. A p-value of 0.01 gives 3 bits.
    """
    if p >= 1 / math.e:
        return Bits(0.0, 0.0, 0.0)
    most = math.log2(1 / (-math.e * max(p, LEAST_P) * math.log(max(p, LEAST_P))))
    return Bits(_capped(most), 0.0, _capped(most), most)


def _log_ratio(ring: float, ordinary: float) -> float:
    return math.log2(ring / max(ordinary, 1e-9))


def _capped(bits: float) -> float:
    return min(max(bits, 0.0), CAP_PER_FINDING)
