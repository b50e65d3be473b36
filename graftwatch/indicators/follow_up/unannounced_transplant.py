"""PT-02: a first visit within weeks of a transplant abroad that nobody at home had been told of."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite

TOLD_AT_HOME = codes.REFERRAL.in_group("official")
LIVES_ELSEWHERE = codes.RESIDENCY.in_group("non_resident")


@indicator(
    code="PT-02",
    title="Transplanted abroad, and home within weeks without a word before",
    about="recipient",
    family="behaviour",
    cause="a transplant elsewhere",
    strength="moderate",
    phase="after surgery",
    holders=["hospital", "transplant authority"],
    never_alone=True,
    cites=[
        cite("gill2008", "abstract"),
        cite("canales", "abstract"),
        cite("osce-2020", "session 2, referral arrangements"),
    ],
    benign=[
        "The patient lives abroad for part of the year and was on a list there",
        "A relative abroad offered to give, and the patient feared that the team at home would advise against it",
        "The patient told a general practitioner or the dialysis unit, and the transplant centre was not informed",
        "An emergency during a journey",
    ],
    blind_to=[
        "Patients who told their team about the journey, and not what it was for",
        "Registrations that do not say whether the centre was told",
        "Patients who stay abroad until they need no care at home",
    ],
    ask_first=[
        "The patient, in care and without blame: how did you come to hear of the hospital? (nobody has to answer)",
        "The dialysis unit: did the patient or a colleague speak of the journey?",
    ],
    p_ring=Range(
        0.4, 0.8, on="2026-11", basis="design",
        source="three of ten travellers in one series had told their team; the median first visit was at 35 days",
    ),
    p_ordinary=Range(
        0.02, 0.3, on="2026-11", basis="design", source="lawful travellers who tell nobody; no published rate"
    ),
    depends_on="person",
    may_be_empty=["travel_registration.referral", "travel_registration.direction"],
    without={"person": "that the patient lives in another country"},
)  # fmt: skip
def unannounced_transplant(
    travel_registration: ir.Table,
    follow_up: ir.Table,
    person: ir.Table | None = None,
    *,
    max_days: int = days(
        60, basis="found", source="median first visit 35 days in a Californian series", within=(35, 90)
    ),
) -> ir.Table:
    """Was a patient first seen at home within weeks of a transplant abroad of which the centre had not been told?

    Asked only where the registration says that the centre did not know. A referral by anybody at home explains it, and
    so does a home in another country. The size is one.
    """
    done = travel_registration.filter(
        travel_registration.direction.fill_null("outgoing_recipient") == "outgoing_recipient",
        travel_registration.notified_before == "no",
        travel_registration.referral.isnull() | travel_registration.referral.notin(TOLD_AT_HOME),
    ).select("person", "transplanted_on", "recorded_on", travel_registration="id")
    if person is not None:
        away = person.filter(person.residency.isin(LIVES_ELSEWHERE)).select(away="id")
        done = done.anti_join(away, [done.person == away.away])
    seen = follow_up.filter(follow_up.role.fill_null("recipient") == "recipient")
    seen = seen.filter(seen.vital_status.isnull() | seen.vital_status.notin(("dead", "lost")))
    seen = seen.select("person", "visited_on", seen_told="recorded_on", follow_up="id")
    both = done.join(seen, "person")
    both = both.filter(both.visited_on >= both.transplanted_on)
    order = ibis.row_number().over(group_by=both.travel_registration, order_by=[both.visited_on, both.follow_up])
    first = both.mutate(order=order)
    first = first.mutate(days_to_visit=first.visited_on.delta(first.transplanted_on, unit="day"))
    first = first.filter(first.order == 0, first.days_to_visit <= max_days)
    return first.select(
        "travel_registration", "follow_up", "days_to_visit", subject="person", size=ibis.literal(1.0),
        known_on=ibis.greatest(first.recorded_on, first.seen_told),
    )  # fmt: skip
