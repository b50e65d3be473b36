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
    may_be_empty=["transplant.organ", "organ.recovered_on"],
)
def transplant_without_organ(transplant: ibis.Table, organ: ibis.Table) -> ibis.Table:
    """A transplant was done, and the registry does not know which organ was given.

    Only from the first day on which the registry has an organ: before it, organs were not registered.
    """
    known = organ.select(key="id")
    begun = organ.aggregate(first_on=organ.recovered_on.min())
    done = transplant.cross_join(begun)
    done = done.filter(done.performed_on >= done.first_on.coalesce(done.performed_on))
    stray = done.anti_join(known, done.organ == known.key)
    return stray.select(
        row_table=ibis.literal("transplant"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.ifelse(stray.organ.isnull(), "organ_not_named", "organ_not_found"),
    )
