"""HO-13: a patient lacks a kidney, and no record says why."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, indicator, months
from graftwatch.indicators.hospital.unsaid_donation import MEDICAL, TAKES_KIDNEY
from graftwatch.law import cite

MISSING = "Z90.5"
"""ICD-10, acquired absence of a kidney. Whoever was born without one has Q60 instead."""
EXPLAINS = ("Q60", "C64", "C65", "C66", "C79.0", "D30", "D41", "N1", "N20", "N28", "Q61", "Q62", "S37.0", "T86.1")


@indicator(
    code="HO-13",
    title="One kidney, and no record says why",
    about="person",
    family="behaviour",
    strength="moderate",
    phase="after surgery",
    holders=["hospital"],
    cites=[
        cite("coe2015-11", "preamble"),
        cite("icat2021", "opening section"),
        cite("osce-2020", "session 1, discussion, indicators for medical practitioners"),
    ],
    benign=[
        "A kidney taken out for illness long ago, or in another country, whose papers are lost",
        "Born with one kidney, coded as if it had been removed",
        "A donation before the registry began, or one that it missed",
        "A gift to a relative abroad that nobody registered here",
    ],
    blind_to=[
        "People who never come to a hospital, or whose missing kidney nobody looks for",
        "Donors of part of a liver: nothing is missing afterwards",
        "A scar, which no record of ours holds",
    ],
    ask_first=[
        "The patient, in private and to offer care first: what operation was it, and are you well?",
        "The patient, only if they wish: is there somebody you are afraid of? Nothing is reported beyond what law asks",
    ],
    p_ring=Range(
        0.02, 0.15, on="2026-11", basis="design",
        source="it may be the only moment at which a victim meets a hospital; few are seen, fewer are coded",
    ),
    p_ordinary=Range(
        0.002, 0.02, on="2026-11", basis="design", source="no published rate; old and foreign operations are common"
    ),
    never_alone=True,
    may_be_victim=True,
    may_be_empty=["transplant.donor", "diagnosis.code_system"],
    without={
        "theatre_case": "a kidney taken out here for illness",
        "organ": "donors who stand with the organ only",
        "living_donor_assessment": "donors of whom only the file is here",
        "travel_registration": "a gift abroad that was registered",
    },
)  # fmt: skip
def kidney_missing(
    diagnosis: ir.Table,
    transplant: ir.Table,
    theatre_case: ir.Table | None = None,
    organ: ir.Table | None = None,
    living_donor_assessment: ir.Table | None = None,
    travel_registration: ir.Table | None = None,
    *,
    settled_months: int = months(
        24,
        basis="design",
        source="before, a missing kidney is older than the registry; a State knows its own start",
        within=(12, 120),
    ),
) -> ir.Table:
    """Does a patient lack a kidney that no illness, no operation here and no registered donation accounts for?

    Only absences first coded when the registry had been kept for `settled_months`. The size is one.
    """
    code = diagnosis.filter(diagnosis.code_system.isnull() | diagnosis.code_system.upper().startswith("ICD"))
    missing = code.filter(code.code.startswith(MISSING), code.diagnosed_on.notnull())
    first = missing.group_by("person").agg(first_on=missing.diagnosed_on.min())
    begun = transplant.agg(begun=transplant.performed_on.min())
    first = first.cross_join(begun)
    first = first.filter(first.first_on >= (first.begun + ibis.interval(months=settled_months)).cast("date"))
    asked = missing.select("person", "recorded_on", diagnosis="id").semi_join(first, "person")
    accounted = [
        code.filter(_starts(code.code)).select(who="person"),
        transplant.select(who="donor"),
        transplant.select(who="recipient"),
    ]
    if theatre_case is not None:
        ill = theatre_case.filter(
            theatre_case.procedure.isin(TAKES_KIDNEY),
            theatre_case.indication.isin(MEDICAL) | (theatre_case.specimen_sent == "yes"),
        )
        accounted.append(ill.select(who="person"))
    if organ is not None:
        accounted.append(organ.select(who="living_donor"))
    if living_donor_assessment is not None:
        gave = living_donor_assessment.filter(living_donor_assessment.outcome == "donated")
        accounted.append(gave.select(who="donor"))
    if travel_registration is not None:
        went = travel_registration.filter(travel_registration.direction == "outgoing_donor")
        accounted.append(went.select(who="person"))
    every = ibis.union(*accounted)
    asked = asked.anti_join(every.filter(every.who.notnull()).distinct(), [("person", "who")])
    return asked.select("diagnosis", subject="person", known_on="recorded_on", size=ibis.literal(1.0))


def _starts(code: ir.StringValue) -> ir.BooleanValue:
    found = code.startswith(EXPLAINS[0])
    for prefix in EXPLAINS[1:]:
        found = found | code.startswith(prefix)
    return found
