"""Transplants from living donors for whom nobody opened a donor file."""

from __future__ import annotations

import ibis

from graftwatch.indicators import disagreement
from graftwatch.law import cite


@disagreement(
    title="A transplant from a living donor without a donor file",
    mends="transplanting centre",
    do="Enter the donor and the assessment file, or correct the kind of donor.",
    phrases={
        "donor_not_named": "A living donor gave, and none is named",
        "file_not_found": "No assessment file of this donor is in the registry",
    },
    cites=[cite("who-gp", "principle 3"), cite("coe2015-11", "preamble")],
    may_be_empty=["transplant.donor", "transplant.assessment"],
)
def living_transplant_without_file(transplant: ibis.Table, living_donor_assessment: ibis.Table) -> ibis.Table:
    """A living donor gave an organ, and no file of the donor's assessment exists, opened by the day of the operation.

    A file of the same donor settles it, whoever it was opened for: in a paired exchange recipients differ. Only from
    the first day on which a file was opened: before it, files were not kept here.
    """
    begun = living_donor_assessment.aggregate(first_on=living_donor_assessment.opened_on.min())
    done = transplant.filter(transplant.donor_type == "living").cross_join(begun)
    done = done.filter(done.performed_on >= done.first_on)
    files = living_donor_assessment.select(key="id")
    opened = living_donor_assessment.select("donor", "opened_on")
    named = done.anti_join(files, done.assessment == files.key)
    stray = named.anti_join(opened, [named.donor == opened.donor, opened.opened_on <= named.performed_on])
    return stray.select(
        row_table=ibis.literal("transplant"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.ifelse(stray.donor.isnull(), "donor_not_named", "file_not_found"),
    )
