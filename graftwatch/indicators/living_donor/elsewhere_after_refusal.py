"""LD-22: refused or withdrawn for the donor's protection at one centre, and soon after at another."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite

SAFEGUARD = codes.REASON_CLASS.in_group("safeguard")
NOT_SAID = codes.REASON_CLASS.in_group("not_known")
UNWILLING = codes.ASSESSMENT_OUTCOME.in_group("voluntariness")
ENDED = (*UNWILLING, "refused_by_board")


@indicator(
    code="LD-22",
    title="At another centre after a refusal",
    about="recipient",
    entitled="confidences",
    family="behaviour",
    strength="strong",
    phase="before surgery",
    holders=["transplant authority"],
    cites=[
        cite("uk2023", "trial reports, search for another donor after the refusal"),
        cite("spain2014", "hospitals in other cities tried"),
        cite("osce-2020", "session 2, agencies share data"),
        cite("sg-2020", "para 55(c)(iii)"),
    ],
    benign=[
        "The refusal was withdrawn or overturned and the file went on elsewhere",
        "The patient moved house, changed insurer, or was sent to a centre that is nearer or has more experience",
        "A willing brother came forward after the first candidate withdrew, and lives near the other centre",
        "The first centre had only asked for papers that were then found",
        "The other centre was asked for a second opinion on a medical doubt that was entered under another heading",
    ],
    blind_to=[
        "Centres that write down every refusal as medical, to spare the donor",
        "A new application abroad, or before the refusal was written down",
        "Centres whose numbers for one person have not been linked",
    ],
    ask_first=[
        "The first centre: what class of reason was given, and does the second centre know of it? (the class only)",
        "The second centre: did the patient say that they had been seen elsewhere, and is this another donor?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="a new search began within three days of the refusal in the London case; other cities in Valencia",
    ),
    p_ordinary=Range(
        0.001, 0.01, on="2026-11", basis="design", source="no published rate; withdrawal and change of centre at once"
    ),
    without={"board_decision": "that a board refused, or that it approved the same file later"},
    may_be_empty=["living_donor_assessment.outcome_reason", "board_decision.reason"],
)  # fmt: skip
def elsewhere_after_refusal(
    living_donor_assessment: ir.Table,
    board_decision: ir.Table | None = None,
    *,
    window_days: int = days(
        180, basis="design", source="indicators LD-22; the new search came within three days in the London case"
    ),
) -> ir.Table:
    """Was a file opened elsewhere soon after one of the same recipient or donor had ended for the donor's protection?

    It ended so where refused for doubts on voluntariness, identity, relationship or payment, or where the donor turned
    out unwilling and nobody wrote down another reason. The subject is the new file's recipient, the size how many such.
    """
    file = living_donor_assessment.select("id", "donor", "recipient", "facility", "opened_on", "recorded_on")
    ended = _ended(living_donor_assessment, board_decision)
    old = ended.join(file.select("donor", "recipient", "facility", old="id"), [("assessment", "old")])
    new = file.filter(file.recipient.notnull()).select(
        "opened_on", "recorded_on", new="id", new_donor="donor", new_recipient="recipient", new_facility="facility"
    )
    found = [
        old.join(new, [(who, f"new_{who}")]).select(
            "old", "new", "new_recipient", "facility", "new_facility", "ended_on", "opened_on", "board_decision",
            "told_on", "recorded_on",
        )
        for who in ("recipient", "donor")
    ]  # fmt: skip
    moved = ibis.union(*found, distinct=True)
    moved = moved.filter(
        moved.old != moved.new,
        moved.facility != moved.new_facility,
        moved.opened_on.between(moved.ended_on, moved.ended_on + ibis.interval(days=window_days)),
    )
    n = moved.group_by("new_recipient").agg(n_elsewhere=moved.new.nunique())
    moved = moved.join(n, "new_recipient")
    moved = moved.select(
        "board_decision", "n_elsewhere", "old", "new", "told_on", "recorded_on", subject="new_recipient",
        size=moved.n_elsewhere.cast("float64"),
        days_between=moved.opened_on.delta(moved.ended_on, unit="day").cast("int64"),
    )  # fmt: skip
    return ibis.union(
        moved.drop("new", "recorded_on").rename(living_donor_assessment="old", known_on="told_on"),
        moved.drop("old", "told_on").rename(living_donor_assessment="new", known_on="recorded_on"),
    )


def _ended(file: ir.Table, board_decision: ir.Table | None) -> ir.Table:
    """Files that ended for the donor's protection: assessment, ended_on, told_on, and the board_decision if any."""
    unwilling = file.outcome.isin(UNWILLING) & (file.outcome_reason.isnull() | file.outcome_reason.isin(NOT_SAID))
    doubted = file.outcome.isin(ENDED) & file.outcome_reason.isin(SAFEGUARD)
    by_file = file.filter((unwilling | doubted).fill_null(False)).select(
        assessment="id", ended_on="closed_on", told_on="recorded_on", board_decision=ibis.null("string")
    )
    if board_decision is None:
        return by_file
    said = board_decision.select("id", "assessment", "decision", "reason", "met_on", "recorded_on")
    refused = said.filter(said.decision == "refuse", said.reason.isin(SAFEGUARD))
    refused = refused.select("assessment", ended_on="met_on", told_on="recorded_on", board_decision="id")
    every = ibis.union(by_file, refused)
    approved = said.filter(said.decision == "approve").group_by("assessment").agg(approved_on=said.met_on.max())
    every = every.left_join(approved.select("approved_on", which="assessment"), [("assessment", "which")])
    every = every.filter(every.approved_on.isnull() | (every.approved_on < every.ended_on))
    return every.drop("approved_on", "which")
