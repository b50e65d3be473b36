"""FA-08: a donor is detained, under sentence or in a closed institution."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, indicator
from graftwatch.law import cite

HELD = codes.CUSTODY.in_group("held")
FIRST_DEGREE = ("parent", "child")


@indicator(
    code="FA-08",
    title="Donor in custody or in a closed institution",
    about="donor",
    family="process",
    strength="strong",
    phase="before surgery",
    holders=["hospital"],
    cites=[
        cite("dialogue-2024", "para 20"),
        cite("doi2018", "preamble and abstract"),
        cite("who-gp", "principle 3"),
    ],
    benign=[
        "A prisoner who gives to their own child or parent, where the court's review was not written into the file",
        "A gift to a brother or a wife that a court allowed under this State's law",
        "An institution that the form calls closed and that everybody may leave",
    ],
    blind_to=[
        "Custody that nobody wrote down",
        "Donors who died in custody: no record of ours says where a deceased donor had lived",
        "Donors held by private people",
    ],
    ask_first=[
        "The donor, alone and away from the institution, with a lawyer of their own: do you want this?",
        "The national human-rights body: who visits this institution, and may it see the file?",
    ],
    p_ring=Range(
        0.005, 0.05, on="2026-11", basis="design",
        source="detainees are among the victims in case law named at the dialogue; no published share",
    ),
    p_ordinary=Range(0.0001, 0.002, on="2026-11", basis="design", source="such gifts are rare; no published rate"),
    may_be_victim=True,
    depends_on="donor",
    may_be_empty=[
        "living_donor_assessment.court_review", "living_donor_assessment.relationship",
        "living_donor_assessment.relationship_proof",
    ],
)  # fmt: skip
def detained_donor(living_donor_assessment: ir.Table) -> ir.Table:
    """Is a donor candidate detained, under sentence or in a closed institution, and not a parent or child of the
    recipient with a court's review?

    A tie that is contradicted is none. The size is one.
    """
    file = living_donor_assessment.filter(living_donor_assessment.custody.isin(HELD))
    kin = file.relationship.isin(FIRST_DEGREE).fill_null(False) & (
        file.relationship_proof.fill_null("") != "contradicted"
    )
    allowed = kin & (file.court_review == "reviewed").fill_null(False)
    return file.filter(~allowed).select(
        subject="donor", known_on="recorded_on", size=ibis.literal(1.0), living_donor_assessment="id"
    )
