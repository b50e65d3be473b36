"""Ordinary files drawn by lot beside the leads: without them nobody would learn what the queue does not show."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence

LEADS_PER_LOT = 2
LEAST_A_YEAR = 10


def how_many(n_new_leads: int, n_drawn_in_a_year: int) -> int:
    """One for every two new leads, and so many more that there are at least ten within twelve months."""
    return max(math.ceil(n_new_leads / LEADS_PER_LOT), LEAST_A_YEAR - n_drawn_in_a_year, 0)


def in_order_of_lot(keys: Iterable[str], seed: str) -> list[str]:
    """All files in an order that nobody chose, and that whoever holds the run's fingerprint finds again."""
    return sorted(set(keys), key=lambda key: (hashlib.sha256(f"{seed}\x1f{key}".encode()).hexdigest(), key))


def drawn(ordered: Sequence[str], under_review: Iterable[str], n: int) -> tuple[list[str], float]:
    """The first `n` files that nobody is looking at yet, and the chance that each such file had of being among them."""
    held = set(under_review)
    free = [key for key in ordered if key not in held]
    taken = free[:n]
    return taken, len(taken) / len(free) if free else 0.0
