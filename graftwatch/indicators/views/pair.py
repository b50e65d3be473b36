"""Who is donor and recipient to each other, wherever the two appear together."""

from __future__ import annotations

import ibis

from graftwatch.indicators import view


@view
def pair(
    living_donor_assessment: ibis.Table,
    transplant: ibis.Table | None = None,
    kinship_claim: ibis.Table | None = None,
    organ: ibis.Table | None = None,
) -> ibis.Table:
    """One row is one donor and one intended or actual recipient.

    Columns: pair (donor:recipient), donor, recipient, first_on (the first day any record names both).
    """
    assessment = living_donor_assessment
    seen = [assessment.select("donor", "recipient", on=assessment.opened_on)]
    if transplant is not None:
        seen.append(transplant.select("donor", "recipient", on=transplant.performed_on))
    if kinship_claim is not None:
        seen.append(kinship_claim.select("donor", "recipient", on=kinship_claim.submitted_on))
    if transplant is not None and organ is not None:
        given = organ.select("living_donor", given="id")
        got = transplant.select("organ", "recipient", "performed_on")
        both = got.join(given, got.organ == given.given)
        seen.append(both.select(donor=both.living_donor, recipient=both.recipient, on=both.performed_on))
    named = ibis.union(*seen) if len(seen) > 1 else seen[0]
    named = named.filter(named.donor.notnull(), named.recipient.notnull(), named.donor != named.recipient)
    once = named.group_by("donor", "recipient").aggregate(first_on=named.on.min())
    return once.select("donor", "recipient", "first_on", pair=once.donor + ":" + once.recipient)
