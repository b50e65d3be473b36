"""What is odd within one row, as marks: days ahead, default days, an end before its start, an impossible age."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from graftwatch.tables import Table


@cache
def oddities() -> dict[str, Any]:
    """The lists of `plausible.toml`."""
    return tomllib.loads((Path(__file__).parent / "plausible.toml").read_text("utf-8"))


def default_days() -> str:
    """The days that mean unknown, as a list of the engine."""
    return ", ".join(f"DATE '{day}'" for day in oddities()["default_days"])


def row_marks(table: Table, today: dt.date) -> str:
    """An expression of the engine: the list of marks of a row, with NULLs among them.

    Marks: `default_date:COLUMN`, `future:COLUMN`, `end_before_start:COLUMN`, `age_over_110:COLUMN`.
    """
    odd = oddities()
    days = [column.name for column in table.columns if column.kind == "date"]
    is_default = {name: f'"{name}" IN ({default_days()})' for name in days}
    marks = [f"CASE WHEN {is_default[name]} THEN 'default_date:{name}' END" for name in days]
    marks += [
        f"CASE WHEN \"{name}\" > DATE '{today}' AND NOT {is_default[name]} THEN 'future:{name}' END"
        for name in days
        if name not in odd["may_lie_ahead"]
    ]
    marks += [
        f'CASE WHEN "{last}" < "{first}" AND NOT {is_default[first]} AND NOT {is_default[last]} '
        f"THEN 'end_before_start:{last}' END"
        for first, last in odd["in_order"]
        if first in days and last in days
    ]
    oldest = dt.date(today.year - odd["most_years"], today.month, min(today.day, 28))
    marks += [
        f"CASE WHEN \"{name}\" < DATE '{oldest}' AND NOT {is_default[name]} "
        f"THEN 'age_over_{odd['most_years']}:{name}' END"
        for name in odd["birth_columns"]
        if name in days
    ]
    return f"[{', '.join(marks)}]" if marks else "CAST([] AS VARCHAR[])"
