"""The self-test in words: for pages and the report in the reader's language, for the terminal in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

NUMBERS = {3: "three", 5: "five", 8: "eight"}


def shown(told: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a page shows: its sentences, the table's rows, and the links that could not be planted."""
    rows = told["rows"] if told else []
    return {
        "is_made": bool(rows),
        "why_not": "" if rows else _why_not(told),
        "rows": [_row(row) for row in rows],
        "not_planted": [gettext(title) for title in told["not_planted"]] if told and rows else [],
        "left_out": told["left_out"] if told and rows else [],
        "span_months": round(told["span_days"] / 30.4) if told else 0,
    }


def _why_not(told: Mapping[str, Any] | None) -> str:
    if told is None:
        return gettext("No self-test was made with this run. It cannot be said what the run would have found.")
    if told["memory_ran_short"]:
        return gettext("There was too little memory for a self-test. It cannot be said what the run would have found.")
    return gettext(
        "There are too few files to plant a ring among them. It cannot be said what this run would have found."
    )


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": gettext(row["title"]),
        "n_files": row["n_files"],
        "n_linked": row["n_linked"],
        "found": gettext("%(found)s of %(trials)s") % {"found": row["n_found"], "trials": row["n_trials"]},
        "range": gettext("%(low)s–%(high)s %%") % {"low": round(100 * row["low"]), "high": round(100 * row["high"])},
    }


def lines(told: Mapping[str, Any] | None) -> list[str]:
    """The same for the terminal: one line per form of ring."""
    if not told or not told["rows"]:
        return ["Self-test: " + _why_not(told)]
    years = round(told["span_days"] / 365)
    found = [f"Self-test: rings planted into a copy in memory, {years} years from first file to last; the copy is gone"]
    found += [f"  {_sentence(row)}" for row in told["rows"]]
    if told["not_planted"]:
        found.append(f"  not planted, for want of files: {'; '.join(told['not_planted']).lower()}")
    if told["left_out"]:
        found.append(f"  not put to the copies, for the size of their tables: {', '.join(told['left_out'])}")
    found.append(
        "  It says nothing about rings of another kind, nor about those who know the questions and avoid them."
    )
    return found


def _sentence(row: Mapping[str, Any]) -> str:
    pairs = NUMBERS.get(row["n_files"], str(row["n_files"]))
    ring = row["sentence"].format(pairs=pairs)
    if row["n_linked"] < row["n_files"]:
        ring += f", in {row['n_linked']} files of {row['n_files']}"
    interval = f"{100 * row['low']:.0f}–{100 * row['high']:.0f} %"
    return f"{ring}: found in {row['n_found']} of {row['n_trials']} trials ({interval})"
