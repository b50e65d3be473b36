"""PO-04: somebody who gave an organ to a stranger now stands beside other donors."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, count, indicator
from graftwatch.law import cite

TO_A_STRANGER = (*codes.RELATIONSHIP.in_group("stranger"), *codes.RELATIONSHIP.in_group("wider_kin"))


@indicator(
    code="PO-04",
    title="A former donor beside new donors",
    about="person",
    family="network",
    strength="strong",
    phase="any time",
    holders=["hospital", "border police"],
    cites=[
        cite("indo2023", "police statements, former sellers who recruited"),
        cite("del2024a", "police statements, alleged organiser"),
        cite("costarica", "case reports"),
        cite("uk2023", "trial reports"),
        cite("dialogue-2024", "para 42"),
    ],
    benign=[
        "A donor who is glad to have given, and accompanies others as a hospital's peer supporter",
        "A relative, neighbour or colleague of the next donor",
        "A patient association asked them to share what they went through",
        "Their old telephone number now belongs to somebody else",
        "They work as a driver, a nurse or an interpreter and met the donor in that work",
    ],
    blind_to=[
        "Former donors whose gift was recorded as one to close kin",
        "Gifts abroad, or at centres that send us no transplants",
        "Helpers who are written down by name only: witnesses above all",
        "Former donors who bring others without going along",
    ],
    ask_first=[
        "The donor-protection officer, before anybody calls the police: is this person free, in debt or under threat?",
        "The person, alone and with an interpreter of their own: how have you fared since the gift? what do you need?",
        "Each new donor, alone: how do you know this person?",
    ],
    p_ring=Range(
        0.1, 0.5, on="2026-11", basis="design",
        source="nine of ten traffickers of one case, and single ones in Delhi, Costa Rica and London, had sold first",
    ),
    p_ordinary=Range(
        0.001, 0.01, on="2026-11", basis="design", source="no published rate; donors who support others unofficially"
    ),
    never_alone=True,
    may_be_victim=True,
    without={
        "companion": "that they came along",
        "interpreter_session": "that they interpreted",
        "contact_point": "that they can be called for others",
    },
    may_be_empty=["transplant.assessment", "living_donor_assessment.relationship_proof"],
)  # fmt: skip
def former_donor_helps(
    transplant: ir.Table,
    beside_donor: ir.Table,
    circle: ir.Table,
    living_donor_assessment: ir.Table,
    *,
    min_pairs: int = count(1, basis="design", source="indicators PO-04"),
) -> ir.Table:
    """Does somebody who gave an organ to a stranger later accompany, interpret or stand as contact for other donors?

    The person may be a victim under control: protection comes first, and nothing else is offered. Kin beyond the
    closest count as strangers unless the tie was proven. The size is the number of unrelated pairs.
    """
    file = living_donor_assessment.select("relationship_proof", file="id")
    gave = transplant.filter(transplant.relationship.isin(TO_A_STRANGER), transplant.donor.notnull()).select(
        "assessment", "donor", gave_on="performed_on", gave_told="recorded_on", transplant="id"
    )
    gave = gave.left_join(file, [("assessment", "file")])
    gave = gave.filter(gave.relationship_proof.isnull() | (gave.relationship_proof != "proven"))
    gave = gave.join(circle.select(who="person", own_circle="circle"), [("donor", "who")])
    gave = gave.select("donor", "gave_on", "gave_told", "transplant", "own_circle")
    both = beside_donor.join(gave, [("helper", "donor")])
    both = both.filter(both.on > both.gave_on, both.circle != both.own_circle)
    pairs = both.group_by("donor").agg(n_pairs=both.circle.nunique())
    asked = both.join(pairs.filter(pairs.n_pairs >= min_pairs), "donor")
    return asked.select(
        "transplant", "companion", "interpreter_session", "contact_point", "n_pairs", subject="donor",
        known_on=ibis.greatest(asked.told_on, asked.gave_told), size=asked.n_pairs.cast("float64"),
        living_donor_assessment="assessment", days_since_gift=asked.on.delta(asked.gave_on, unit="day"),
    )  # fmt: skip
