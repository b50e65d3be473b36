"""Who gives to whom, for the report: living gifts of the last complete years by relationship and direction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import ibis

from graftwatch import codes
from graftwatch.indicators.indicator import Asked
from graftwatch.measures.disclosure import TOTAL
from graftwatch.measures.wives_and_husbands import DIRECTIONS, NOT_KNOWN, Gifts, counted, wives_and_husbands

TITLE = "Living gifts of the last five years, by relationship and by who gave to whom"
NOTE = (
    "The last column is told of gifts between a woman and a man, with its 95 percent interval. That women give more"
    " often is so in most countries and says nothing about a pair."
)
HEAD = ("", "woman to man", "man to woman", "woman to woman", "man to man", NOT_KNOWN, TOTAL, "share that women gave")
LABELS = {code.value: code.label for code in codes.RELATIONSHIP.codes}


def _gave(transplant: ibis.Table, person: ibis.Table, *, today: dt.date) -> ibis.Table:
    return counted(transplant, person, first_year=today.year, last_year=today.year)


READS = Asked(_gave)
"""What the table needs of a snapshot is taken from its expression, like that of every count."""


def gifts_for_report(tables: Mapping[str, ibis.Table], first_year: int, last_year: int) -> list[dict[str, Any]]:
    """The table in the form of the report's other counts; none without its tables or without a gift."""
    if not {"transplant", "person"} <= tables.keys():
        return []
    found = wives_and_husbands(tables["transplant"], tables["person"], first_year=first_year, last_year=last_year)
    names = list(dict.fromkeys(relationship for relationship, _direction in found.shown))
    if set(names) <= {TOTAL}:
        return []
    rows = [_line(found, name) for name in names]
    return [{"title": TITLE, "note": NOTE, "head": list(HEAD), "rows": rows}]


def _line(found: Gifts, name: str) -> list[str]:
    ways = (*DIRECTIONS.values(), NOT_KNOWN, TOTAL)
    cells = [found.shown[name, way] for way in ways]
    share = found.shares.get(name)
    told = f"{share.women:.0%} ({share.low:.0%}–{share.high:.0%})" if share else "·"
    return [LABELS.get(name, name), *("·" if n is None else f"{n:,}" for n in cells), told]
