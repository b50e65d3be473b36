"""HO-05: the approval number of an operation is one that a board gave for other people."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite

PROGRAMMES = codes.RELATIONSHIP.in_group("programme")
THROUGH_A_PROGRAMME = ("paired", "non_directed")


@indicator(
    code="HO-05",
    title="Operated on another pair's approval",
    about="pair",
    family="process",
    strength="strong",
    phase="after surgery",
    holders=["transplant authority", "ethics board"],
    cites=[
        cite("mem", "to be verified: what transplant laws generally ask for"),
        cite("sg-2020", "para 55(c)(iii)"),
        cite("ccpcj-25-1", "para 3(b)"),
        cite("istanbul-2018", "principle 6"),
    ],
    benign=[
        "A number written down wrongly, where the pair's own decision never reached the records",
        "Two boards that number their approvals alike",
        "A donor whom an emergency brought to another recipient, with the board's word by telephone",
        "An exchange of donors between pairs that the file does not call one",
    ],
    blind_to=[
        "Operations without any number, or without any approval: the reconciliation list has them",
        "A pair with an approval of its own that was got by deceit",
        "Numbers that no board of ours ever gave",
    ],
    ask_first=[
        "The board: whom was this number given for, and did you ever decide on the pair operated on?",
        "The centre: who entered the number, and from which paper?",
    ],
    p_ring=Range(
        0.02, 0.15, on="2026-11", basis="design",
        source="rings forge the pair's own papers more often than they borrow a number; no published count",
    ),
    p_ordinary=Range(
        0.0005, 0.005, on="2026-11", basis="design", source="clerical errors in a number; no published rate"
    ),
    may_be_empty=[
        "transplant.donor", "transplant.assessment", "transplant.relationship", "living_donor_assessment.programme",
    ],
)  # fmt: skip
def approval_of_others(
    transplant: ir.Table,
    board_decision: ir.Table,
    living_donor_assessment: ir.Table,
    *,
    grace_days: int = days(
        1, basis="design", source="indicators HO-05, 24 hours for an emergency, in whole days", within=(0, 7)
    ),
) -> ir.Table:
    """Was a living donor operated on under an approval number that a board gave for another donor or recipient?

    Not asked where the board approved this very pair by then, whatever number was written: that is a slip to mend.
    A number given for the same donor is another pair's only outside of exchanges and gifts to nobody in particular.
    The size is the number of other pairs to whom boards gave the number.
    """
    done = transplant.filter(transplant.donor_type == "living", transplant.approval_number.notnull())
    done = done.select(
        "recipient", "assessment", "approval_number", "relationship", "performed_on", "recorded_on", "donor",
        transplant="id",
    )  # fmt: skip
    file = living_donor_assessment.select("programme", file="id", gives="donor", gets="recipient")
    done = done.left_join(file, [("assessment", "file")]).mutate(donor=lambda each: each.donor.coalesce(each.gives))
    done = done.filter(done.donor.notnull()).drop("file", "gives", "gets")
    said = board_decision.filter(board_decision.decision == "approve").join(
        living_donor_assessment.select(file="id", for_donor="donor", for_recipient="recipient"),
        [("assessment", "file")],
    )
    said = said.select(
        "for_donor", "for_recipient", "met_on", given="approval_number", board_decision="id", told_on="recorded_on"
    )
    both = done.join(said, [("approval_number", "given")])
    both = both.mutate(same=_same_pair(both))
    ever = both.filter(both.same).select(settled="transplant").distinct()
    others = both.filter(~both.same).anti_join(ever, [("transplant", "settled")])
    own = done.join(said, [("donor", "for_donor")])
    own = own.mutate(for_donor=own.donor)
    own = own.mutate(same=_same_pair(own))
    in_time = own.met_on <= (own.performed_on + ibis.interval(days=grace_days)).cast("date")
    others = others.anti_join(own.filter(own.same, in_time).select(settled="transplant"), [("transplant", "settled")])
    pair = ibis.coalesce(others.for_donor, "") + ":" + ibis.coalesce(others.for_recipient, "")
    others = others.mutate(pair=pair)
    n = others.group_by("transplant").agg(n_other_pairs=others.pair.nunique())
    asked = others.join(n, "transplant")
    return asked.select(
        "transplant",
        "board_decision",
        "n_other_pairs",
        subject=asked.donor + ":" + asked.recipient,
        known_on=ibis.greatest(asked.recorded_on, asked.told_on),
        size=asked.n_other_pairs.cast("float64"),
        days_after=asked.met_on.delta(asked.performed_on, unit="day").cast("int64"),
        living_donor_assessment="assessment",
    )


def _same_pair(both: ir.Table) -> ir.BooleanValue:
    """Whether an approval is for those operated on; in a programme, or for nobody in particular, the donor decides."""
    free = (
        both.programme.isin(THROUGH_A_PROGRAMME).fill_null(False)
        | both.relationship.isin(PROGRAMMES).fill_null(False)
        | both.for_recipient.isnull()
    )
    same_recipient = (both.for_recipient == both.recipient).fill_null(False)
    return (both.for_donor == both.donor).fill_null(False) & (free | same_recipient)
