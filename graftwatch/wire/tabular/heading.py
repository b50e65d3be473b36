"""Which row holds the headings: offices put titles, dates of extract and empty rows above them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

LOOKED_AT = 40
_NUMBER = re.compile(r"^[\s\d.,:/\\+%()-]*\d[\s\d.,:/\\+%()TZ-]*$")


def find_heading(rows: Sequence[Sequence[str]]) -> int | None:
    """The position of the heading: the first wide row of words that differ. None where all is empty."""
    looked = rows[:LOOKED_AT]
    widths = [sum(1 for cell in row if (cell or "").strip()) for row in looked]
    filled = Counter(width for width in widths if width)
    if not filled:
        return None
    usual = max(filled, key=lambda width: (filled[width] * min(width, 4), width))
    wide = [position for position, width in enumerate(widths) if width >= max(1, 0.6 * usual)]
    return next((position for position in wide if _are_names(looked[position])), wide[0])


def _are_names(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if (cell or "").strip()]
    numbers = sum(1 for cell in cells if _NUMBER.match(cell))
    return numbers <= 0.1 * len(cells) and len(set(cells)) >= 0.8 * len(cells)
