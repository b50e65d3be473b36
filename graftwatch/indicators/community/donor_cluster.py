"""NG-02: more unrelated living donors from one small place than its people would give rise to."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator, months, share
from graftwatch.indicators.community.smoothing import Numbers, chance_of_largest, smoothed
from graftwatch.law import cite

NO_KIN = codes.RELATIONSHIP.in_group("no_kin")
HIDDEN = ("transplant", "person", "n_donors")
"""What says how many they are, one by one or in sum: not shown below the least cell."""


def standardised(rows: pa.Table, *, min_ratio: float, min_n: float, min_cell: float, **_parameters: float) -> pa.Table:
    """The rows of places whose smoothed ratio of donors to people is at least `min_ratio`, with the numbers.

    `share_p` is the chance that any of the places would count so many, given what all other places show. Below
    `min_cell` donors neither their number nor their rows are shown.
    """
    place = rows["subject"].to_pylist()
    donors = rows["n_donors"].to_numpy(zero_copy_only=False).astype(float)
    people = dict(zip(place, rows["n_people"].to_pylist(), strict=True))
    names = sorted(name for name in people if people[name])
    at = {name: number for number, name in enumerate(names)}
    inside = np.array([at.get(name, -1) for name in place], dtype=int)
    seen = np.bincount(inside[inside >= 0], weights=donors[inside >= 0], minlength=len(names)).astype(np.float64)
    population = np.array([float(people[name]) for name in names])
    ratio, chance = smoothed(seen, population), np.ones(len(names))
    asked = [n for n in range(len(names)) if seen[n] >= min_n and ratio[n] >= min_ratio]
    for n in asked:
        chance[n] = chance_of_largest(n, seen, population)
    return _rows_of(rows, inside, asked, {"size": ratio, "share_p": chance, "n_donors": seen}, seen < min_cell)


def _rows_of(
    rows: pa.Table,
    inside: npt.NDArray[np.int_],
    asked: list[int],
    numbers: dict[str, Numbers],
    small: npt.NDArray[np.bool_],
) -> pa.Table:
    keep = np.isin(inside, asked) & (inside >= 0)
    for name, values in numbers.items():
        known = values[inside] if len(values) else np.nan  # where no place has inhabitants, none is asked about
        column = pa.array(np.where(keep, known, np.nan), pa.float64())
        rows = rows.set_column(rows.column_names.index(name), name, column)
    hidden = keep & (small[inside] if len(small) else np.False_)
    for name in HIDDEN:
        values = rows[name].to_pylist()
        shown = [None if hide else value for value, hide in zip(values, hidden, strict=True)]
        rows = rows.set_column(rows.column_names.index(name), name, pa.array(shown, rows[name].type))
    return rows.filter(pa.array(keep, pa.bool_()))


@indicator(
    code="NG-02",
    title="Cluster of unrelated living donors in a small place",
    about="place",
    family="aggregate",
    strength="strong",
    phase="after surgery",
    holders=["transplant authority", "statistical office"],
    cites=[
        cite("nepal", "abstract and press reports"),
        cite("sg-2020", "para 55(c)(ii)"),
        cite("osce-2020", "opening, most vulnerable"),
        cite("istanbul-2018", "definition, trafficking in persons for organ removal"),
    ],
    benign=[
        "A large kin group with an inherited disease, whose wider kin and friends give",
        "A local campaign, a congregation or an employer that encourages giving",
        "A town beside a transplant centre, where staff, students or lodgers are registered",
        "A population count that is out of date, or a place that was merged or split",
    ],
    blind_to=[
        "Donors presented as kin, with forged papers or in good faith",
        "Donors operated on abroad, or registered at an address in the city",
        "People who sell from the same place to different countries, one by one",
    ],
    ask_first=[
        "Social and health services of the place: what do they see, and who could be spoken with safely?",
        "The centres, without names: how did donors from this place first come to them?",
    ],
    p_ring=Range(
        0.1, 0.4, on="2026-11", basis="design",
        source="121 sellers among about 4,000 villagers in one study; many rings recruit in cities",
    ),
    p_ordinary=Range(
        0.001, 0.02, on="2026-11", basis="design", source="share of places with at least three unrelated donors"
    ),
    judge=standardised,
    may_be_victim=True,
    by_p_value=True,
    may_be_empty=["transplant.assessment", "living_donor_assessment.relationship_proof"],
    without={"living_donor_assessment": "kinship that the file contradicts"},
)  # fmt: skip
def donor_cluster(
    transplant: ir.Table,
    person: ir.Table,
    municipality: ir.Table,
    living_donor_assessment: ir.Table | None = None,
    *,
    min_ratio: float = share(5.0, basis="design", source="indicators NG-02"),
    min_n: int = count(3, basis="design", source="indicators NG-02"),
    min_cell: int = count(5, basis="design", source="indicators NG-02, statistical disclosure practice"),
    window_months: int = months(36, basis="design", source="indicators NG-02"),
    today: dt.date,
) -> ir.Table:
    """Do far more unrelated living donors come from one municipality than its number of people would lead one to
    expect?

    Unrelated: a friend, a colleague or another directed gift, or kinship that the file contradicts. The answer is
    outreach and protection; it says nothing about any one donor.
    """
    since = (ibis.literal(today) - ibis.interval(months=window_months)).cast("date")
    gave = transplant.filter(
        transplant.donor_type == "living",
        transplant.donor.notnull(),
        transplant.performed_on >= since,
        transplant.performed_on <= ibis.literal(today),
    ).select("donor", "relationship", "assessment", transplant="id", told_on="recorded_on")
    unrelated = gave.relationship.isin(NO_KIN)
    if living_donor_assessment is not None:
        file = living_donor_assessment.select("relationship_proof", assessment="id")
        gave = gave.left_join(file, "assessment").drop("assessment_right")
        unrelated = gave.relationship.isin(NO_KIN) | (gave.relationship_proof == "contradicted").fill_null(False)
    gave = gave.filter(unrelated).select("donor", "transplant", "told_on")
    once = ibis.row_number().over(group_by=gave.donor, order_by=gave.transplant)
    gave = gave.mutate(once=once)
    gave = gave.filter(gave.once == 0).drop("once")
    home = person.filter(person.municipality.notnull()).select("municipality", donor="id")
    gave = gave.join(home, "donor")
    place = _people(municipality).left_join(gave, "municipality")
    return place.select(
        "transplant",
        "n_people",
        subject="municipality",
        known_on=ibis.coalesce(place.told_on, place.counted_on),
        size=ibis.null("float64"),
        municipality="place",
        person="donor",
        n_donors=place.transplant.notnull().ifelse(1.0, 0.0),
        share_p=ibis.null("float64"),
    )


def _people(municipality: ir.Table) -> ir.Table:
    """One row per municipality: its population as counted last."""
    there = municipality.filter(municipality.code.notnull()).select(
        municipality="code", n_people="population", place="id", counted_on="recorded_on"
    )
    order = ibis.row_number().over(group_by=there.municipality, order_by=[ibis.desc(there.counted_on), there.place])
    last = there.mutate(order=order)
    return last.filter(last.order == 0).drop("order")
