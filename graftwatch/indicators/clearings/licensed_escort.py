"""CL-04: the companion is licensed to escort patients, or the trip was booked through a licensed agency."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, clearing
from graftwatch.law import cite


@clearing(
    code="CL-04",
    title="The companion or the agency is licensed",
    about="person",
    answers=["BT-02"],
    bits=Range(
        2, 4, on="2026-11", basis="design",
        source="a licence is given by an authority after inquiry; licensed people have taken part in cases as well",
    ),
    cites=[cite("sg-2020", "para 20"), cite("design", "engineering inference")],
)  # fmt: skip
def licensed_escort(companion: ir.Table, journey: ir.Table | None = None, agency: ir.Table | None = None) -> ir.Table:
    """Is the companion licensed to escort patients, or was a trip booked through an agency licensed for it?

    A ring cannot fill this in as easily as a name: the licence is an authority's, looked up in its register when the
    trip is noted. A companion's own word for the role (nurse, guide, relative) takes off nothing.
    """
    came = companion.filter(companion.person.notnull())
    own = came.filter(came.licensed == "yes").select(
        subject="person", companion="id", known_on="recorded_on", journey="journey", agency=ibis.null("string")
    )
    if journey is None or agency is None:
        return own.mutate(size=ibis.literal(1.0))
    licensed = agency.filter(agency.licensed == "yes").select(agency="id")
    booked = journey.select("agency", journey="id", told_on="recorded_on").join(licensed, "agency")
    through = came.select("person", "journey", companion="id", noted="recorded_on").join(booked, "journey")
    through = through.select(
        "companion", "journey", "agency", subject="person",
        known_on=ibis.greatest(
            ibis.coalesce(through.noted, through.told_on), ibis.coalesce(through.told_on, through.noted)
        ),
    )  # fmt: skip
    columns = ("subject", "companion", "known_on", "journey", "agency")
    return ibis.union(own.select(*columns), through.select(*columns)).mutate(size=ibis.literal(1.0))
