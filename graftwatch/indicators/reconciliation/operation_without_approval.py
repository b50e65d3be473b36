"""Transplants from living donors that no board had approved when they were done."""

from __future__ import annotations

import ibis

from graftwatch import codes
from graftwatch.indicators import disagreement
from graftwatch.law import cite

DECIDED = tuple(
    code.value for code in codes.DECISION.codes if code.value != "approve" and "not_known" not in code.groups
)


@disagreement(
    title="An operation on a living donor without a board's approval before it",
    mends="ethics board",
    do="Enter the decision that allowed the operation; where there was none, tell the licensing authority.",
    phrases={
        "no_approval": "No board had approved this donor by the day of the operation",
        "approval_withdrawn": "The last decision before the operation was not an approval",
    },
    cites=[
        cite("godt-questionnaire-2015", "question 41"),
        cite("dialogue-2024", "para 17, psychosocial assessment"),
        cite("istanbul-2018", "principle 6"),
    ],
    may_be_empty=["transplant.donor", "transplant.assessment"],
)
def operation_without_approval(
    transplant: ibis.Table, board_decision: ibis.Table, living_donor_assessment: ibis.Table
) -> ibis.Table:
    """A living donor was operated on, and no approval stood on that day in any file of this donor.

    An approval that a later decision took back does not stand; one given on the same day as another decision does. Only
    from the first day on which a board decided: before it, boards kept no records here.
    """
    begun = board_decision.aggregate(first_on=board_decision.met_on.min())
    done = transplant.filter(transplant.donor_type == "living").cross_join(begun)
    done = done.filter(done.performed_on >= done.first_on).select(
        "id", "file_number", "facility", "recorded_on", "donor", "assessment", "performed_on"
    )
    decided = _decided_before(done, board_decision, living_donor_assessment)
    both = done.left_join(decided, done.id == decided.operation)
    never = both.approved_on.isnull()
    open_ones = both.filter(never | (both.otherwise_on > both.approved_on))
    return open_ones.select(
        row_table=ibis.literal("transplant"),
        row="id",
        file_number="file_number",
        facility="facility",
        known_on="recorded_on",
        what=ibis.ifelse(open_ones.approved_on.isnull(), "no_approval", "approval_withdrawn"),
        n_decisions=open_ones.n_decisions.coalesce(0),
    )


def _decided_before(done: ibis.Table, decision: ibis.Table, file: ibis.Table) -> ibis.Table:
    """Per operation: when its donor's files were last approved, and last decided otherwise, by that day."""
    said = decision.filter(decision.decision.isin(("approve", *DECIDED))).select(
        "assessment", "decision", "met_on", key="id"
    )
    files = file.select("donor", file="id")
    of_donor = said.join(files, said.assessment == files.file)
    by_file = done.join(said, [done.assessment == said.assessment, said.met_on <= done.performed_on])
    by_donor = done.join(of_donor, [done.donor == of_donor.donor, of_donor.met_on <= done.performed_on])
    wanted = {"operation": "id", "decided": "key", "decision": "decision", "met_on": "met_on"}
    every = ibis.union(by_file.select(**wanted), by_donor.select(**wanted), distinct=True)
    approved = every.decision == "approve"
    return every.group_by("operation").aggregate(
        approved_on=every.met_on.max(where=approved),
        otherwise_on=every.met_on.max(where=~approved),
        n_decisions=every.count(),
    )
