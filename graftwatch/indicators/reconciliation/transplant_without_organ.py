"""Transplants that cannot be traced to an organ."""

from __future__ import annotations

import ibis

from graftwatch.indicators import disagreement
from graftwatch.law import cite


@disagreement(
    title="A transplant that cannot be traced to an organ",
    mends="transplanting centre",
    do="Enter the national number of the organ that was transplanted.",
    phrases={
        "organ_not_named": "No organ is named for this transplant",
        "organ_not_found": "The organ named for this transplant is not in the registry",
    },
    cites=[cite("who-gp", "principle 10")],
    may_be_empty=["transplant.organ"],
)
def transplant_without_organ(transplant: ibis.Table, organ: ibis.Table) -> ibis.Table:
    """A transplant was done, and the registry does not know which organ was given."""
    known = organ.select(key="id")
    stray = transplant.anti_join(known, transplant.organ == known.key)
    return stray.select(
        row_table=ibis.literal("transplant"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.ifelse(stray.organ.isnull(), "organ_not_named", "organ_not_found"),
    )
