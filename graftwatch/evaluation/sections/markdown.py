"""Markdown tables and numbers as the page shows them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence


def table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; without rows, a sentence."""
    lines = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    if not lines:
        return "*Nothing to show.*"
    return "\n".join("| " + " | ".join(line) + " |" for line in [list(heading), ["---"] * len(heading), *lines])


def percent(share: float, digits: int = 0) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.{digits}f} %"


def span(low: float, high: float, digits: int = 0) -> str:
    return "–" if math.isnan(low) else f"{100 * low:.{digits}f} to {100 * high:.{digits}f} %"


def ratio(number: float) -> str:
    return "no limit" if math.isinf(number) else f"{number:.2f}"
