"""Every relative whom a paper of a donor file names, and each two of them side by side."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view

GENERATION = {
    "grandfather": 0, "grandmother": 0, "father": 1, "mother": 1, "self": 2, "sibling": 2, "spouse": 2, "child": 3,
}  # fmt: skip
LONGEST_LIFE = 110


@view(
    may_be_empty=[
        *(f"stated_relative.{name}" for name in ("kin_of", "name", "birth_date", "death_date")),
        "stated_relative.signed_on",
    ]
)
def family_tree(
    stated_relative: ir.Table, living_donor_assessment: ir.Table, person: ir.Table | None = None
) -> ir.Table:
    """One row is one relative as one paper names them, on the side of donor or recipient.

    Columns: assessment, pair, relationship (claimed in the file), side, kin (the side, or both), role, generation (0
    for grandparents), name, born_on, died_on, signed_on, key (of this row and side), stated_relative (null where the
    register of persons speaks), tree_told. A relative of both stands once on each side. Days that no calendar of ours
    can mean (before a long life, after the file) are left empty.
    """
    file = living_donor_assessment.filter(
        living_donor_assessment.donor.notnull(), living_donor_assessment.recipient.notnull()
    ).select("donor", "recipient", "relationship", "opened_on", assessment="id", opened_told="recorded_on")
    stated = stated_relative.select(
        "assessment", "kin_of", "role", "name", "death_date", "signed_on", stated_relative="id",
        born_on="birth_date", stated_told="recorded_on",
    ).join(file, "assessment")  # fmt: skip
    parts = [_on_side(stated.filter(stated.kin_of.isin((side, "both"))), side) for side in ("donor", "recipient")]
    if person is not None:
        parts += [_registered(file.semi_join(stated, "assessment"), person, side) for side in ("donor", "recipient")]
    every = ibis.union(*parts)
    generation = ibis.cases(*((every.role == role, rank) for role, rank in GENERATION.items()))
    latest = (every.opened_on + ibis.interval(days=366)).cast("date")
    earliest = (every.opened_on - ibis.interval(years=LONGEST_LIFE + 30)).cast("date")
    possible = {name: every[name].between(earliest, latest) for name in ("born_on", "died_on")}
    return every.mutate(
        generation=generation.cast("int64"),
        **{name: sound.ifelse(every[name], ibis.null("date")) for name, sound in possible.items()},
    ).drop("opened_on")


def _on_side(stated: ir.Table, side: str) -> ir.Table:
    return stated.select(
        "assessment", "relationship", "role", "name", "born_on", "signed_on", "stated_relative", "opened_on",
        pair=stated.donor + ":" + stated.recipient, side=ibis.literal(side), kin="kin_of", died_on="death_date",
        key=stated.stated_relative + ":" + side, tree_told=ibis.greatest(stated.stated_told, stated.opened_told),
    )  # fmt: skip


def _registered(file: ir.Table, person: ir.Table, side: str) -> ir.Table:
    """Donor or recipient as the register of persons knows them."""
    exact = person.filter(person.birth_precision.isnull() | (person.birth_precision == "day"))
    known = file.join(exact.select("birth_date", who="id"), [(side, "who")])
    return known.select(
        "assessment", "relationship", role=ibis.literal("self"), name=ibis.null("string"), born_on="birth_date",
        signed_on=ibis.null("date"), stated_relative=ibis.null("string"), opened_on="opened_on",
        pair=known.donor + ":" + known.recipient, side=ibis.literal(side), kin=ibis.literal(side),
        died_on=ibis.null("date"),
        key=ibis.literal(f"register:{side}"), tree_told="opened_told",
    )  # fmt: skip
