"""CL-06: an authority or an agreement between States sent the patient abroad."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, clearing
from graftwatch.law import cite

BY_THE_STATE = ("authority", "bilateral_agreement")


@clearing(
    code="CL-06",
    title="Sent abroad by an authority or under an agreement",
    about="recipient",
    answers=["WL-01", "WL-02", "WL-05", "PT-03", "PT-05"],
    bits=Range(
        3, 6, on="2026-11", basis="design",
        source="the referring authority holds the other half of the paper; officials have been bribed in cases",
    ),
    cites=[cite("osce-2020", "session 2, referral arrangements"), cite("design", "engineering inference")],
)  # fmt: skip
def referred_before_travel(travel_registration: ir.Table) -> ir.Table:
    """Was the patient sent abroad by an authority, or under an agreement between the two States?

    A ring cannot fill this in as easily as a letter: such a referral is the State's own act, and its office can look it
    up. A clinician's letter or an insurer's promise takes off nothing; both can be had by asking.
    """
    sent = travel_registration.filter(
        travel_registration.direction == "outgoing_recipient",
        travel_registration.referral.isin(BY_THE_STATE),
        travel_registration.person.notnull(),
    )
    return sent.select(subject="person", known_on="recorded_on", size=ibis.literal(1.0), travel_registration="id")
