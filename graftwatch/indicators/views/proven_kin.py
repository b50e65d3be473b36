"""Who is proven, not only said, to be kin to whom."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import view

KIN = codes.RELATIONSHIP.in_group("blood") + codes.RELATIONSHIP.in_group("legal")


@view(
    may_be_empty=[
        "living_donor_assessment.relationship_proof",
        "living_donor_assessment.relationship",
        "kinship_claim.relationship",
        "kinship_evidence.claim",
        "kinship_evidence.result",
    ]
)
def proven_kin(
    living_donor_assessment: ir.Table,
    kinship_claim: ir.Table | None = None,
    kinship_evidence: ir.Table | None = None,
) -> ir.Table:
    """One row is one person and one other who is their kin by a proven file or a confirmed paper; both ways round.

    A claim alone does not count: whoever pays for strangers may well call them cousins. Columns: person, kin.
    """
    file = living_donor_assessment
    proven = file.filter(file.relationship_proof == "proven", file.relationship.isin(KIN))
    parts = [proven.select(person="donor", kin="recipient")]
    if kinship_claim is not None and kinship_evidence is not None:
        confirmed = kinship_evidence.filter(kinship_evidence.result == "confirmed").select(id="claim").distinct()
        claim = kinship_claim.filter(kinship_claim.relationship.isin(KIN)).select("id", "donor", "recipient")
        parts.append(claim.semi_join(confirmed, "id").select(person="donor", kin="recipient"))
    one_way = ibis.union(*parts) if len(parts) > 1 else parts[0]
    one_way = one_way.filter(one_way.person.notnull(), one_way.kin.notnull())
    return ibis.union(one_way, one_way.select(person="kin", kin="person"), distinct=True)
