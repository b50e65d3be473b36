"""Since when a recipient's illness was known: the first dialysis or listing, or else the first work-up."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view


@view(may_be_empty=["living_donor_assessment.recipient_workup_started_on", "waiting_list_entry.dialysis_started_on"])
def illness_began(
    living_donor_assessment: ir.Table,
    waiting_list_entry: ir.Table | None = None,
) -> ir.Table:
    """One row is one recipient of a donor file whose illness has a first known day.

    Columns: patient, began_on (first dialysis or listing; where there is neither, the start of the recipient's own
    work-up), began_told (the day by which it was recorded) and waiting_list_entry (the row that says so, or null).
    """
    file = living_donor_assessment.filter(living_donor_assessment.recipient.notnull())
    marks = file.select(
        patient="recipient", began_on="recipient_workup_started_on", began_told="recorded_on",
        waiting_list_entry=ibis.null("string"), key="id", later=ibis.literal(1, "int8"),
    )  # fmt: skip
    if waiting_list_entry is not None:
        entry = waiting_list_entry
        listed = entry.select(
            patient="person", began_on=ibis.least(ibis.coalesce(entry.dialysis_started_on, entry.listed_on),
                                                  ibis.coalesce(entry.listed_on, entry.dialysis_started_on)),
            began_told="recorded_on", waiting_list_entry="id", key="id", later=ibis.literal(0, "int8"),
        )  # fmt: skip
        marks = ibis.union(marks, listed.semi_join(file.select(patient="recipient").distinct(), "patient"))
    marks = marks.filter(marks.began_on.notnull())
    order = ibis.row_number().over(group_by=marks.patient, order_by=[marks.later, marks.began_on, marks.key])
    first = marks.mutate(order=order)
    return first.filter(first.order == 0).select("patient", "began_on", "began_told", "waiting_list_entry")
