"""CL-01: the office that issued a kinship paper said to a neutral party that it did."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, clearing
from graftwatch.law import cite

NEUTRAL = codes.PARTY.in_group("neutral")
ISSUED = ("civil_record", "consular_letter")


@clearing(
    code="CL-01",
    title="The issuer confirmed the paper",
    about="pair",
    answers=["LD-18", "LD-19", "LD-20", "LD-27", "BT-03"],
    bits=Range(
        2, 4, on="2026-11", basis="design",
        source="a forged or bought paper is seldom in its issuer's books; a bribed register entry is",
    ),
    cites=[cite("sg-2020", "para 55(c)(iii)"), cite("sg-2020", "para 20"), cite("design", "engineering inference")],
)  # fmt: skip
def issuer_confirmed(kinship_evidence: ir.Table, living_donor_assessment: ir.Table) -> ir.Table:
    """Did the office that issued the paper of kinship confirm it to a neutral party, on a day that is written down?

    A ring cannot fill this in as easily as a paper: the centre, a court or an embassy asks the issuer itself, and the
    answer stands in the issuer's books. Only papers that an office issues count (a notary confirms no more than that
    somebody swore), only after the day of issue, and none of an issuer of whose papers any was declared forged.
    """
    paper = kinship_evidence.filter(
        kinship_evidence.kind.isin(ISSUED),
        kinship_evidence.result == "confirmed",
        kinship_evidence.verified_by.isin(NEUTRAL),
        kinship_evidence.verified_on.notnull(),
        kinship_evidence.issued_on.isnull() | (kinship_evidence.verified_on >= kinship_evidence.issued_on),
        kinship_evidence.issuer.notnull(),
    ).select("issuer", "assessment", kinship_evidence="id", told_on="recorded_on", verified_on="verified_on")
    forged = kinship_evidence.filter(kinship_evidence.result == "forged").select("issuer").distinct()
    paper = paper.anti_join(forged, "issuer")
    file = living_donor_assessment.select("donor", "recipient", assessment="id")
    both = paper.join(file, "assessment")
    both = both.filter(both.donor.notnull(), both.recipient.notnull())
    return both.select(
        "kinship_evidence",
        subject=both.donor + ":" + both.recipient,
        known_on=ibis.greatest(ibis.coalesce(both.told_on, both.verified_on), both.verified_on),
        size=ibis.literal(1.0),
        living_donor_assessment="assessment",
    )
