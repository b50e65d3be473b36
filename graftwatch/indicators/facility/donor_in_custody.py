"""FA-08: a donor candidate who is detained, under sentence, or in a closed institution."""

from __future__ import annotations

import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, indicator
from graftwatch.law import cite

HELD = codes.CUSTODY.in_group("held")
FIRST_DEGREE = ("parent", "child", "sibling", "identical_twin")
"""Who shares half of their genes with the recipient, or all: what physicians call the first degree."""

UNPROVEN = ("claimed", "contradicted", "none_claimed")


@indicator(
    code="FA-08",
    title="Donor in custody",
    about="donor",
    depends_on="donor",
    entitled="confidences",
    family="process",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("dialogue-2024", "para 20"),
        cite("doi2018", "preamble; consent that is free"),
        cite("sg-2020", "para 29"),
    ],
    benign=[
        "A prisoner wants to give to their own child, and the judge's leave was not written into the file",
        "The donor was released before anything was done, and the file was not brought up to date",
        "A hospital or home counts as closed though the donor may leave it at any time",
    ],
    blind_to=[
        "Donors whom nobody knows, or says, to be in custody",
        "Deceased donors: their records hold no person, and nobody's custody",
        "Custody by others than the State: a locked flat, a guarded farm",
        "A court that reviews without asking the prisoner",
    ],
    ask_first=[
        "The authority: stop, until the national human-rights body has seen the file and the donor",
        "A judge or a lawyer for the donor: was the donor heard alone, away from whoever holds them?",
    ],
    p_ring=Range(
        0.01, 0.1, on="2026-11", basis="design",
        source="detainees and prisoners stand among victims in case law; most rings recruit people at liberty",
    ),
    p_ordinary=Range(
        0.0001, 0.002, on="2026-11", basis="design", source="no published rate; gifts from custody to kin are rare"
    ),
    may_be_victim=True,
    may_be_empty=[f"living_donor_assessment.{name}" for name in ("court_review", "relationship", "relationship_proof")],
)  # fmt: skip
def donor_in_custody(living_donor_assessment: ir.Table) -> ir.Table:
    """Is a donor candidate detained, under sentence or in a closed institution?

    A gift to parent, child, brother or sister that a court has reviewed is left out, unless the file calls the tie
    claimed or contradicted. The size is one without a review, one half where a court reviewed a gift to somebody else.
    """
    file = living_donor_assessment
    file = file.filter(file.donor.notnull(), file.custody.isin(HELD))
    reviewed = (file.court_review == "reviewed").fill_null(False)
    doubted = file.relationship_proof.isin(UNPROVEN).fill_null(False)
    kin = file.relationship.isin(FIRST_DEGREE).fill_null(False) & ~doubted
    asked = file.mutate(size=reviewed.ifelse(0.5, 1.0)).filter(~(reviewed & kin))
    return asked.select("size", subject="donor", known_on="recorded_on", living_donor_assessment="id")
