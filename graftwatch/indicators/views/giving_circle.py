"""Who belongs together on paper, where a State keeps transplants and perhaps no donor files."""

from __future__ import annotations

import ibis

from graftwatch.indicators import count, view
from graftwatch.indicators.views.circle import tied_together


@view
def giving_circle(
    transplant: ibis.Table,
    living_donor_assessment: ibis.Table | None = None,
    kinship_claim: ibis.Table | None = None,
    *,
    placeholder_ties: int = count(
        50, basis="design", source="a person number tied to more people stands for 'unknown', not for a person"
    ),
) -> ibis.Table:
    """One row is one person who stands in a transplant, a donor file or a claim, with the circle they belong to.

    Columns: person, circle, as in `circle`, which needs donor files.
    """
    return tied_together([transplant, living_donor_assessment], kinship_claim, placeholder_ties)
