"""PT-12: a resident comes back from a journey without a kidney, and no relative who received one is known."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch import codes
from graftwatch.indicators import Range, indicator, months
from graftwatch.indicators.hospital.unsaid_donation import MEDICAL, TAKES_KIDNEY
from graftwatch.law import cite

GAVE = ("Z52.4", "Z52.6", "Z90.5")
"""ICD-10: donor of a kidney, donor of part of a liver, acquired absence of a kidney."""
KIN = codes.RELATIONSHIP.in_group("blood") + codes.RELATIONSHIP.in_group("legal")
OFFICIAL = codes.REFERRAL.in_group("official")


@indicator(
    code="PT-12",
    title="Resident came back from abroad as a donor",
    about="donor",
    family="behaviour",
    strength="strong",
    phase="after surgery",
    holders=["hospital", "border police"],
    cites=[
        cite("tts2022", "congress abstract"),
        cite("coe-netta", "network page"),
        cite("coe2017-1", "news notice"),
        cite("osce-2020", "session 2, victims first"),
    ],
    benign=[
        "A gift to a relative abroad whom no record here ties to the donor",
        "A kidney taken out for illness during a stay abroad, with papers in another language",
        "A donation or an illness long before, coded only now because a doctor asked",
        "A holiday that happened to lie before the code was first written down",
    ],
    blind_to=[
        "Donors who do not come back, or who see no doctor when they do",
        "Donors whose border crossing nobody counted and who registered nothing",
        "Donors who were told to name a relative",
        "Donors who do not live here: other countries' questions ask about them",
    ],
    ask_first=[
        "The donor, in private and to offer care first: are you well, and who looks after you?",
        "The donor, only then and with advice on their rights: did the journey go as you had been told?",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="residents are taken abroad to give as well; few of them are seen by a hospital at home",
    ),
    p_ordinary=Range(
        0.0005, 0.01, on="2026-11", basis="design", source="no published rate; many people travel, few lack a kidney"
    ),
    may_be_victim=True,
    may_be_empty=[
        "transplant.donor", "diagnosis.code_system", "journey.returned_on",
        *(f"travel_registration.{name}" for name in ("donor_relation", "person", "referral")),
    ],
    without={
        "travel_registration": "a gift to a relative that was registered",
        "theatre_case": "a kidney taken out here for illness",
        "proven_kin": "a relative of theirs who came back transplanted",
    },
)  # fmt: skip
def came_back_a_donor(
    diagnosis: ir.Table,
    journey: ir.Table,
    person: ir.Table,
    transplant: ir.Table,
    travel_registration: ir.Table | None = None,
    theatre_case: ir.Table | None = None,
    proven_kin: ir.Table | None = None,
    *,
    window_months: int = months(
        24, basis="design", source="indicators PT-12, from the return to the first code", within=(12, 48)
    ),
) -> ir.Table:
    """Was a resident first coded as an organ donor, or as lacking a kidney, soon after a journey abroad, with neither a
    donation here nor a relative on record?

    Registered gifts to kin, official referrals, kin who were transplanted abroad, and operations here for a reason are
    left out. The size is one; two where a registration says that the person travelled to give.
    """
    code = diagnosis.filter(diagnosis.code_system.isnull() | diagnosis.code_system.upper().startswith("ICD"))
    coded = code.filter(code.code.substr(0, 5).isin(GAVE), code.diagnosed_on.notnull())
    order = ibis.row_number().over(group_by=coded.person, order_by=[coded.diagnosed_on, coded.id])
    first = coded.mutate(order=order)
    first = first.filter(first.order == 0).select("person", "diagnosed_on", diagnosis="id", coded_told="recorded_on")
    here = person.filter(person.residency == "resident").select(key="id")
    first = first.semi_join(here, [("person", "key")])
    first = _not_accounted(first, transplant, theatre_case)
    trip = journey.select("departed_on", "returned_on", traveller="person", journey="id", trip_told="recorded_on")
    both = first.join(trip, [("person", "traveller")])
    back = ibis.coalesce(both.returned_on, both.departed_on)
    within = (back + ibis.interval(months=window_months)).cast("date")
    both = both.filter(both.departed_on < both.diagnosed_on, both.diagnosed_on <= within)
    both = both.mutate(days_after=both.diagnosed_on.delta(back, unit="day").cast("int64"))
    nearest = ibis.row_number().over(group_by=both.person, order_by=[both.days_after, both.journey])
    both = both.mutate(order=nearest)
    both = both.filter(both.order == 0).drop("order")
    if travel_registration is None:
        both = both.mutate(travel_registration=ibis.null("string"), registered_told=ibis.null("date"))
    else:
        both = _registered(both, travel_registration, proven_kin)
    return both.select(
        "diagnosis", "journey", "travel_registration", "days_after",
        subject="person",
        known_on=ibis.greatest(both.coded_told, both.trip_told, both.registered_told),
        size=(both.travel_registration.notnull().ifelse(1, 0) + 1).cast("float64"),
    )  # fmt: skip


def _not_accounted(first: ir.Table, transplant: ir.Table, theatre_case: ir.Table | None) -> ir.Table:
    """Without those who gave or received here, or who lost the kidney here for a reason."""
    known = [transplant.select(who="donor"), transplant.select(who="recipient")]
    if theatre_case is not None:
        ill = theatre_case.filter(theatre_case.procedure.isin(TAKES_KIDNEY), theatre_case.indication.isin(MEDICAL))
        known.append(ill.select(who="person"))
    every = ibis.union(*known)
    return first.anti_join(every.filter(every.who.notnull()).distinct(), [("person", "who")])


def _registered(both: ir.Table, registration: ir.Table, kin: ir.Table | None) -> ir.Table:
    """With the registration as a donor, if any; without those whose relative received, or who were officially sent."""
    went = registration.filter(registration.direction == "outgoing_donor", registration.person.notnull())
    settled = went.filter(
        went.donor_relation.isin(KIN).fill_null(False) | went.referral.isin(OFFICIAL).fill_null(False)
    )
    both = both.anti_join(settled.select(who="person").distinct(), [("person", "who")])
    if kin is not None:
        got = registration.filter(registration.direction == "outgoing_recipient").select(got="person")
        got = kin.semi_join(got.filter(got.got.notnull()), [("kin", "got")]).select(gives="person").distinct()
        both = both.anti_join(got, [("person", "gives")])
    one = went.group_by("person").agg(travel_registration=went.id.min(), registered_told=went.recorded_on.min())
    return both.left_join(one.rename(who="person"), [("person", "who")])
