"""Operations at a place that held no licence for them on that day."""

from __future__ import annotations

import ibis

from graftwatch.indicators import disagreement
from graftwatch.law import cite

NOT_STANDING = ("suspended", "withdrawn")


@disagreement(
    title="An operation without a licence in force",
    mends="licensing authority",
    do="Enter the licence that was in force, or correct the centre, the organ or the day; else inspect.",
    phrases={
        "place_not_named": "The place of the operation is not named",
        "no_licence": "No licence of this place for this organ and kind of donor was in force on that day",
        "licence_not_standing": "The only licence for that day is on file as suspended or withdrawn",
    },
    cites=[
        cite("osce-2020", "session 2, discussion, registry audit"),
        cite("istanbul-2018", "principle 6"),
    ],
    may_be_empty=["licence.organ", "licence.donor_type", "licence.valid_to", "licence.status", "transplant.facility"],
)
def operation_without_licence(transplant: ibis.Table, licence: ibis.Table) -> ibis.Table:
    """A transplant was done where no licence for that organ and kind of donor was in force on that day.

    A licence that names no organ or no kind of donor is for all of them.
    """
    done = transplant.select("id", "file_number", "facility", "recorded_on", "organ_kind", "donor_type", "performed_on")
    dated = licence.select("organ", "valid_from", "valid_to", holder="facility", kind="donor_type", standing="status")
    for_it = dated.join(
        done.select("facility", "organ_kind", "donor_type", "performed_on", operation="id"),
        [
            dated.holder == done.facility,
            dated.organ.isnull() | (dated.organ == done.organ_kind),
            dated.kind.isnull() | done.donor_type.isnull() | (dated.kind == done.donor_type),
            dated.valid_from <= done.performed_on,
            dated.valid_to.isnull() | (dated.valid_to >= done.performed_on),
        ],
    )
    stands = for_it.standing.isnull() | for_it.standing.notin(NOT_STANDING)
    held = for_it.group_by("operation").aggregate(n_standing=stands.cast("int64").sum(), n_licences=for_it.count())
    both = done.left_join(held, done.id == held.operation)
    stray = both.filter(both.n_standing.coalesce(0) == 0)
    return stray.select(
        row_table=ibis.literal("transplant"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.cases(
            (stray.facility.isnull(), "place_not_named"),
            (stray.n_licences.isnull(), "no_licence"),
            else_="licence_not_standing",
        ),
    )
