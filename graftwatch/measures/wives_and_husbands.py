"""Who gives to whom: living gifts by relationship, and in which direction between the sexes.

What: living gifts of the years asked for, by relationship and by the sex of donor and recipient; and of the gifts
between a woman and a man, the share that the woman gave, with its 95 % interval (Clopper and Pearson, exact).
Unit: gifts. Source: transplant and person; the dialogue of 2024, para 16, asks after women pressed by their families.

That women give more often is so in most countries and says nothing about a pair. Numbers that could name somebody are
hidden, and a share is told only where both of its counts are.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import scipy

from graftwatch import codes
from graftwatch.measures.disclosure import TOTAL, Shown, two_way

NOT_KNOWN = "not known"
DIRECTIONS = {
    ("female", "male"): "woman to man",
    ("male", "female"): "man to woman",
    ("female", "female"): "woman to woman",
    ("male", "male"): "man to man",
}
UNLIKE = ("woman to man", "man to woman")
RELATIONSHIPS = (*(code.value for code in codes.RELATIONSHIP.codes if "not_known" not in code.groups), NOT_KNOWN)


@dataclass(frozen=True)
class Share:
    """Of the gifts between a woman and a man, the share that the woman gave, with its 95 % interval."""

    women: float
    low: float
    high: float


@dataclass(frozen=True)
class Gifts:
    """`shown` by (relationship, direction) with totals, None where hidden; `shares` by relationship where both show."""

    shown: Shown[tuple[str, str]]
    shares: dict[str, Share]


def wives_and_husbands(transplant: ibis.Table, person: ibis.Table, *, first_year: int, last_year: int) -> Gifts:
    """Living gifts of the years from `first_year` to `last_year`, both with them, ready to be published."""
    rows = counted(transplant, person, first_year=first_year, last_year=last_year).to_pyarrow().to_pylist()
    held = {(row["relationship"], row["direction"]): int(row["n"]) for row in rows}
    present = [each for each in RELATIONSHIPS if any(relationship == each for relationship, _direction in held)]
    directions = (*DIRECTIONS.values(), NOT_KNOWN)
    shown = two_way({(each, way): held.get((each, way), 0) for each in present for way in directions})
    shares = {each: share for each in (*present, TOTAL) if (share := _share(shown, each)) is not None}
    return Gifts(shown, shares)


def counted(transplant: ibis.Table, person: ibis.Table, *, first_year: int, last_year: int) -> ibis.Table:
    """Columns: relationship, direction, n. Not for publication: small numbers stand in it."""
    gave = transplant.filter(
        transplant.donor_type == "living",
        transplant.performed_on.year() >= first_year,
        transplant.performed_on.year() <= last_year,
    ).select("donor", "recipient", "relationship")
    gave = gave.left_join(person.select(gives="id", giver="sex"), [("donor", "gives")])
    gave = gave.left_join(person.select(gets="id", getter="sex"), [("recipient", "gets")])
    direction = ibis.cases(
        *(((gave.giver == giver) & (gave.getter == getter), said) for (giver, getter), said in DIRECTIONS.items()),
        else_=NOT_KNOWN,
    )
    known = gave.relationship.isin(RELATIONSHIPS).fill_null(False)
    named = gave.select(direction=direction, relationship=ibis.ifelse(known, gave.relationship, NOT_KNOWN))
    return named.group_by("relationship", "direction").aggregate(n=named.count())


def _share(shown: Shown[tuple[str, str]], relationship: str) -> Share | None:
    women, men = (shown.get((relationship, way)) for way in UNLIKE)
    if women is None or men is None or women + men == 0:
        return None
    ends = scipy.stats.binomtest(women, women + men).proportion_ci(0.95, method="exact")
    return Share(women / (women + men), float(ends.low), float(ends.high))
