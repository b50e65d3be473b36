"""The day on which each living donor is, or was, to be operated on."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import view

ENDED = (
    *("declined_medical", "declined_psychosocial", "withdrew"),
    *("refused_by_board", "recipient_transplanted", "referred"),
)
"""What may become of a candidate who does not give here: a day once planned for them means nothing any more."""

CARRIED = ("donor", "recipient", "facility", "organ", "opened_on", "urgency_certified", "assessor_independent")


@view(
    may_be_empty=[
        *(f"living_donor_assessment.{name}" for name in (*CARRIED[1:4], *CARRIED[5:], "outcome", "surgery_planned_on")),
        *(f"transplant.{name}" for name in ("assessment", "donor")),
    ]
)
def surgery_day(living_donor_assessment: ir.Table, transplant: ir.Table | None = None) -> ir.Table:
    """One row is one living-donor file.

    Columns: assessment, donor, recipient, pair (null for a gift to nobody in particular), facility, organ, opened_on,
    urgency_certified, assessor_independent, opened_told; surgery_on (the day of the operation, else the day planned
    for it), transplant and done_told (its row and the day it was recorded), stage (done, open or ended: the candidate
    does not give here). Of an ended file surgery_on is null.
    """
    file = living_donor_assessment
    file = file.select(
        *CARRIED, "surgery_planned_on", assessment="id", opened_told="recorded_on",
        pair=file.donor + ":" + file.recipient, ended=file.outcome.isin(ENDED).fill_null(False),
    )  # fmt: skip
    if transplant is None:
        none = {"transplant": ibis.null("string"), "done_told": ibis.null("date"), "performed_on": ibis.null("date")}
        file = file.mutate(**none)
    else:
        file = file.left_join(_done(file, transplant), [("assessment", "of_file")])
    planned = file.ended.ifelse(ibis.null("date"), file.surgery_planned_on)
    unfinished = file.ended.ifelse("ended", "open")
    return file.select(
        *CARRIED, "assessment", "pair", "opened_told", "transplant", "done_told",
        surgery_on=ibis.coalesce(file.performed_on, planned),
        stage=file.performed_on.notnull().ifelse("done", unfinished),
    )  # fmt: skip


def _done(file: ir.Table, transplant: ir.Table) -> ir.Table:
    """Per file that came to an operation: of_file, transplant, performed_on, done_told; the first, where several."""
    columns = {"transplant": "id", "performed_on": "performed_on", "done_told": "recorded_on"}
    done = transplant.filter(transplant.performed_on.notnull())
    named = done.filter(done.assessment.notnull()).select(of_file="assessment", **columns)
    # a registry that does not know the file's number still knows who gave to whom
    unnamed = done.filter(done.assessment.isnull()).select(giver="donor", taker="recipient", **columns)
    running = file.filter(~file.ended).select("donor", "recipient", "opened_on", of_file="assessment")
    met = unnamed.join(running, [("giver", "donor"), ("taker", "recipient")])
    met = met.filter(met.performed_on >= met.opened_on).select(*named.columns)
    every = ibis.union(named, met)
    order = ibis.row_number().over(group_by=every.of_file, order_by=[every.performed_on, every.transplant])
    first = every.mutate(order=order)
    return first.filter(first.order == 0).drop("order")
