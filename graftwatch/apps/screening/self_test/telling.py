"""The self-test of one run as plain data: what the manifest keeps, and the pages and the report show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graftwatch.apps.screening.self_test.basis import Basis
from graftwatch.apps.screening.self_test.ring import SPAN
from graftwatch.apps.screening.self_test.trying import FEW_TRIALS, Result, Tried, try_rings

LEAST_FILES = 3
Teller = Callable[[str, int, int], None]


def self_test(basis: Basis, trials: int | None, tell: Teller) -> dict[str, Any] | None:
    """What planted rings came to: asked for with so many `trials`, or made by itself where the queue is empty.

    It holds numbers and the names of links; of what was planted it holds nothing.
    """
    if trials is None and basis.opened.leads:
        return None
    n_trials = FEW_TRIALS if trials is None else trials

    def told(done: int, of: int) -> None:
        tell(f"Self-test: {done:,} of {of:,} planted rings", done, of)

    told(0, 1)
    return as_data(try_rings(basis, n_trials, tell=told), n_trials, by_itself=trials is None)


def as_data(result: Result, trials: int, *, by_itself: bool) -> dict[str, Any]:
    """The result in the format of the manifest."""
    return {
        "trials": trials,
        "by_itself": by_itself,
        "span_days": SPAN.days,
        "memory_ran_short": result.memory_ran_short,
        "rows": [_row(each) for each in result.tried],
        "left_out": result.left_out,
        "not_planted": [link.title for link in result.not_planted],
    }


def _row(tried: Tried) -> dict[str, Any]:
    low, high = tried.interval
    return {
        "link": tried.form.name,
        "title": tried.form.link.title,
        "sentence": tried.form.link.sentence,
        "n_files": tried.form.size,
        "n_linked": tried.form.n_linked,
        "n_found": tried.n_found,
        "n_trials": tried.n_trials,
        "low": round(low, 4),
        "high": round(high, 4),
    }
