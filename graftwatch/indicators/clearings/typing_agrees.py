"""CL-02: an accredited laboratory found the tissue types or genes of a pair to agree with the blood tie they claim."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, clearing
from graftwatch.law import cite

LABORATORY = codes.EVIDENCE_KIND.in_group("laboratory")
BLOOD = codes.RELATIONSHIP.in_group("blood")


@clearing(
    code="CL-02",
    title="Accredited typing agrees with the blood tie",
    about="pair",
    answers=["LD-03", "LD-04", "LD-18", "LD-19", "LD-20", "LD-27", "BT-03"],
    bits=Range(
        2, 4, on="2026-11", basis="design",
        source="strangers seldom pass a kinship test; samples can be swapped, and kin can be paid as well",
    ),
    cites=[cite("ijt2022", "abstract"), cite("mohan2025", "event report"), cite("design", "engineering inference")],
)  # fmt: skip
def typing_agrees(kinship_evidence: ir.Table, living_donor_assessment: ir.Table) -> ir.Table:
    """Did an accredited laboratory find that the pair's genes or tissue types agree with the blood tie they claim?

    A ring cannot fill this in as easily as a form: an accredited laboratory draws and labels the samples itself and
    answers for its report. It counts only for a blood tie, on a day written down, and only where no other accredited
    test of the same pair disagrees. It speaks to the tie alone: kin can be paid too. FA-01 is not answered: one pair's
    test says nothing about a centre's share.
    """
    file = living_donor_assessment.filter(living_donor_assessment.relationship.isin(BLOOD))
    file = file.filter(file.donor.notnull(), file.recipient.notnull()).select(
        assessment="id", pair=file.donor + ":" + file.recipient
    )
    test = kinship_evidence.filter(
        kinship_evidence.kind.isin(LABORATORY),
        kinship_evidence.accredited == "yes",
    ).select("assessment", "result", "verified_on", kinship_evidence="id", told_on="recorded_on")
    test = test.join(file, "assessment")
    against = test.filter(test.result.isin(("inconsistent", "forged"))).select("pair").distinct()
    agrees = test.filter(test.result == "confirmed", test.verified_on.notnull()).anti_join(against, "pair")
    return agrees.select(
        "kinship_evidence",
        subject="pair",
        known_on=ibis.greatest(ibis.coalesce(agrees.told_on, agrees.verified_on), agrees.verified_on),
        size=ibis.literal(1.0),
        living_donor_assessment="assessment",
    )
