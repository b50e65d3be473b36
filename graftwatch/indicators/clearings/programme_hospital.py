"""CL-07: the hospital abroad also treats patients whom the State itself sent there."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, clearing
from graftwatch.indicators.clearings.referred_before_travel import BY_THE_STATE
from graftwatch.law import cite


@clearing(
    code="CL-07",
    title="The State itself sends patients to this hospital",
    about="thing",
    answers=["PT-08"],
    bits=Range(
        1, 3, on="2026-11", basis="design",
        source="a partner of an official programme is likely to be known and inspected; it may treat others besides",
    ),
    cites=[cite("osce-2020", "session 2, referral arrangements"), cite("design", "engineering inference")],
)  # fmt: skip
def programme_hospital(travel_registration: ir.Table) -> ir.Table:
    """Does the hospital that returning patients share also treat patients whom an authority or an agreement sent there?

    A ring cannot fill this in as easily as a hospital's name: the referral of the other patients is the State's own
    act. It speaks for the hospital only, not for an agency, a surgeon or a bed.
    """
    sent = travel_registration.filter(
        travel_registration.direction == "outgoing_recipient",
        travel_registration.referral.isin(BY_THE_STATE),
        travel_registration.facility_as_stated.notnull(),
    )
    return sent.select(
        subject=ibis.literal("facility_as_stated:") + sent.facility_as_stated,
        known_on="recorded_on",
        size=ibis.literal(1.0),
        travel_registration="id",
    )
