"""CL-03: the shared contact stands on a centre's own list of liaison offices."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, clearing
from graftwatch.law import cite

OFFICIAL = codes.CONTACT_CAPACITY.in_group("official")
KINDS = ("phone", "email", "name", "address")


@clearing(
    code="CL-03",
    title="The contact is a registered liaison",
    about="thing",
    answers=["HO-01", "LD-26"],
    bits=Range(
        1, 3, on="2026-11", basis="design",
        source="the list is the centre's, not the form-filler's; a centre that takes part could still add to it",
    ),
    cites=[cite("kenya2025", "press reports of the inquiry"), cite("design", "engineering inference")],
)  # fmt: skip
def registered_liaison(contact_point: ir.Table, living_donor_assessment: ir.Table | None = None) -> ir.Table:
    """Is the shared telephone, e-mail, address or name that of an office on a centre's list of registered liaisons?

    A ring cannot fill this in as easily as a contact: whoever writes the contact down names it, but whether it stands
    on the list of liaison offices is looked up, and the list is kept by the centre's administration. A contact said to
    be a private person or a travel agency is not cleared whatever the list says.
    """
    listed = contact_point.filter(contact_point.registered_liaison == "yes", contact_point.capacity.isin(OFFICIAL))
    points = ibis.union(
        *(
            listed.filter(listed[kind].notnull()).select(
                "assessment", contact_point="id", told_on="recorded_on", subject=ibis.literal(f"{kind}:") + listed[kind]
            )
            for kind in KINDS
        )
    )
    return points.select(
        "subject", "contact_point", known_on="told_on", size=ibis.literal(1.0), living_donor_assessment="assessment"
    )
