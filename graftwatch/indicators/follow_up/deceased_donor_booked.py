"""PT-06: an operation with a deceased donor's organ, booked for a fixed day long before and held on it."""

from __future__ import annotations

import ibis.expr.types as ir

from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite


@indicator(
    code="PT-06",
    title="A deceased donor's organ, on a day booked before",
    about="recipient",
    family="falsity",
    strength="strong",
    phase="after surgery",
    holders=["transplant authority"],
    cites=[
        cite("dialogue-2024", "para 20"),
        cite("mem", "from memory: verify before relying; published reports on transplants booked beforehand"),
    ],
    benign=[
        "The day booked was that of the examination or the journey, and an organ came soon after",
        "The donor was a living person and the form says otherwise by mistake",
        "The booking was written down afterwards, and the day of the operation copied into it",
        "A programme that admits patients for a fixed time, in a region with many deceased donors",
    ],
    blind_to=[
        "Patients who were never told the day, or do not remember when it was booked",
        "Operations moved by more than the tolerance",
        "A short wait without a booking: an honest call to an organ also gives a short wait",
    ],
    ask_first=[
        "The patient, in care and without blame: who told you the day, and what for? (nobody has to answer)",
        "The focal point of the country named: from which donation did this organ come? (the organ's number only)",
    ],
    p_ring=Range(
        0.2, 0.6, on="2026-11", basis="memory",
        source="reports on booked transplants, from memory; living donors are called deceased in some rings only",
    ),
    p_ordinary=Range(
        0.005, 0.05, on="2026-11", basis="design", source="forms that mix the journey's day and the operation's"
    ),
    depends_on="person",
    may_be_empty=["travel_registration.departed_on", "travel_registration.direction"],
)  # fmt: skip
def deceased_donor_booked(
    travel_registration: ir.Table,
    *,
    min_days: int = days(7, basis="design", source="indicators PT-06", within=(4, 14)),
    tolerance_days: int = days(2, basis="design", source="indicators PT-06", within=(1, 3)),
) -> ir.Table:
    """Was an operation with a deceased donor's organ booked for a fixed day in advance, and held on that day?

    Nobody knows beforehand on which day a donor dies. The size is the number of days from the booking to the day booked
    for; the wait from departure to the operation is given beside it where it is known.
    """
    booked = travel_registration.filter(
        travel_registration.direction.fill_null("outgoing_recipient") == "outgoing_recipient",
        travel_registration.person.notnull(),
        travel_registration.donor_type == "deceased",
    )
    booked = booked.mutate(
        days_ahead=booked.booked_for.delta(booked.booked_on, unit="day"),
        days_moved=booked.transplanted_on.delta(booked.booked_for, unit="day").abs(),
        days_waited=booked.transplanted_on.delta(booked.departed_on, unit="day"),
    )
    kept = booked.filter(booked.days_ahead >= min_days, booked.days_moved <= tolerance_days)
    return kept.select(
        "days_ahead", "days_moved", "days_waited", subject="person", known_on="recorded_on",
        size=kept.days_ahead.cast("float64"), travel_registration="id",
    )  # fmt: skip
