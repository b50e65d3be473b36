"""Who belongs together on paper: persons tied by donor files, transplants and claimed kinship."""

from __future__ import annotations

import ibis

from graftwatch import codes
from graftwatch.indicators import count, view

KIN = codes.RELATIONSHIP.in_group("blood") + codes.RELATIONSHIP.in_group("legal")
STEPS = 6  # how many ties apart two people may stand and still be found in one circle


@view
def circle(
    living_donor_assessment: ibis.Table,
    transplant: ibis.Table | None = None,
    kinship_claim: ibis.Table | None = None,
    *,
    placeholder_ties: int = count(
        50, basis="design", source="a person number tied to more people stands for 'unknown', not for a person"
    ),
) -> ibis.Table:
    """One row is one person who stands in a donor file, a transplant or a claim, with the circle they belong to.

    Columns: person, circle (the least person key among those within six ties). Two files are unrelated where their
    donors' circles differ: they share no donor, no recipient, and nobody claimed by blood or law across them.
    A circle says nothing on whether a claim is true: files are called unrelated only where no paper ties them.
    """
    return tied_together([living_donor_assessment, transplant], kinship_claim, placeholder_ties)


def tied_together(
    tables: list[ibis.Table | None], kinship_claim: ibis.Table | None, placeholder_ties: int
) -> ibis.Table:
    """Person and circle, from the pairs of the tables that are there and from claims of kinship."""
    ties = [each.select(one="donor", other="recipient") for each in tables if each is not None]
    if kinship_claim is not None:
        ties.append(kinship_claim.filter(kinship_claim.relationship.isin(KIN)).select(one="donor", other="recipient"))
    tied = ibis.union(*ties, distinct=True) if len(ties) > 1 else ties[0].distinct()
    known = tied.filter(tied.one.notnull() & tied.other.notnull() & (tied.one != tied.other))
    both_ways = ibis.union(known, known.select(one="other", other="one"), distinct=True)
    crowd = both_ways.group_by("one").aggregate(n=both_ways.count())
    crowd = crowd.filter(crowd.n > placeholder_ties).select(placeholder="one")
    both_ways = both_ways.anti_join(crowd, [("one", "placeholder")])
    both_ways = both_ways.anti_join(crowd, [("other", "placeholder")])
    alone = ibis.union(tied.select(person="one"), tied.select(person="other"), distinct=True)
    alone = alone.filter(alone.person.notnull())
    label = alone.select("person", circle="person")
    for _ in range(STEPS):
        label = _spread(label, both_ways)
    return label


def _spread(label: ibis.Table, ties: ibis.Table) -> ibis.Table:
    """Each person takes the least label among their own and those of the people they are tied to."""
    near = label.select(near="person", label="circle")
    told = ties.join(near, [("other", "near")]).select(person="one", circle="label")
    every = ibis.union(label.select("person", "circle"), told)
    return every.group_by("person").aggregate(circle=every.circle.min())
