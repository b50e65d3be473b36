"""Living-donor files with their pair and the circle of people they belong to."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view


@view(may_be_empty=["living_donor_assessment.facility"])
def donor_file(living_donor_assessment: ir.Table, circle: ir.Table) -> ir.Table:
    """One row is one living-donor file.

    Columns: assessment, donor, recipient, pair (null for a gift to nobody in particular), facility, opened_on,
    opened_told (the day it was recorded), circle. Two files are unrelated where their circles differ.
    """
    file = living_donor_assessment.select(
        "donor", "recipient", "facility", "opened_on", assessment="id", opened_told="recorded_on"
    )
    file = file.left_join(circle.select(whose="person", around="circle"), [("donor", "whose")])
    return file.select(
        "assessment",
        "donor",
        "recipient",
        "facility",
        "opened_on",
        "opened_told",
        pair=file.donor + ":" + file.recipient,
        circle=ibis.coalesce(file.around, file.assessment),
    )
