"""PT-03: the medicines of a transplant, for weeks, and no transplant that anybody registered."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from graftwatch.indicators import Range, days, indicator
from graftwatch.law import cite

CALCINEURIN_INHIBITORS = ("L04AD01", "L04AD02")
"""Ciclosporin and tacrolimus."""

PARTNERS = ("L04AA06", "L04AX01", "L04AA10", "L04AA18", "L04AH01", "L04AH02")
"""Mycophenolic acid and azathioprine; sirolimus and everolimus under their ATC codes before and after 2023."""

EXPLAINED_BY = (
    *(f"M0{n}" for n in (5, 6, 7, 8)),  # rheumatoid and juvenile arthritis, psoriatic arthropathy
    *(f"M3{n}" for n in range(7)),  # vasculitis, lupus, dermatomyositis, scleroderma and other connective tissue
    *("M45", "N04"),  # spondylitis; nephrotic syndrome (not N00-N03 and N05-N08, which also lead to a transplant)
    *("G35", "G36", "G37", "G61", "G70"),  # multiple sclerosis, neuromyelitis, neuropathies, myasthenia
    *("K50", "K51"),  # Crohn's disease, ulcerative colitis
    *("L10", "L12", "L13", "L20", "L40", "L63", "L93"),  # blistering and other skin disease
    *("H16", "H20", "H30", "H44"),  # inflammations of the eye
    *("D46", "D59", "D60", "D61", "D69", "D76", "D86", "J84"),  # blood, sarcoidosis, scarring lungs
    *(f"C{n}" for n in range(81, 97)),  # lymphoma, myeloma and leukaemia
)
"""ICD-10 categories for which the same pair of medicines is given without a solid organ."""

EXPLAINED_EXACTLY = ("K743", "K754", "K830", "Z948", "T860")
"""ICD-10 codes, without the dot: biliary cirrhosis, autoimmune hepatitis, cholangitis, bone marrow."""


@indicator(
    code="PT-03",
    title="Immunosuppressants with no registered transplant",
    about="recipient",
    family="behaviour",
    cause="a transplant elsewhere",
    never_alone=True,  # shows a journey, not a crime; alone it is a record to mend: see unexplained_graft
    strength="strong",
    phase="after surgery",
    holders=["health insurer", "transplant authority"],
    cites=[
        cite("osce-2020", "session 2, registration on return"),
        cite("twpkg", "news item, overseas transplants unreported"),
        cite("taiwan2017", "abstract"),
    ],
    benign=[
        "An autoimmune, blood, skin or eye disease that nobody coded, or coded in another insurer's books",
        "A transplant before the registry began, or in another country before the person moved here",
        "A visitor or returning emigrant who has the prescriptions of a lawful transplant abroad refilled",
        "A trial, or a use outside the label, that the insurer agreed to",
        "A transplant here that is entered late or under another person's number",
    ],
    blind_to=[
        "Patients who bring or order the medicines from abroad, or pay for them outside the insurance",
        "Patients with one of the diseases that would explain the medicines, who had a transplant as well",
        "Patients who already took the medicines in the first months of the record",
    ],
    ask_first=[
        "The prescriber, by letter from the registry: for which disease are these prescribed? (no police, no order)",
        "The registries of earlier years and of the neighbouring countries: was a transplant entered there?",
    ],
    p_ring=Range(
        0.4, 0.8, on="2026-11", basis="design",
        source="whoever lives here with a graft needs both medicines; some register the transplant, some pay alone",
    ),
    p_ordinary=Range(
        0.005, 0.05, on="2026-11", basis="design", source="share of insured users of both medicines; no published rate"
    ),
    may_be_empty=[f"travel_registration.{name}" for name in ("person", "transplanted_on", "returned_on")],
    without={
        "diagnosis": "an autoimmune, blood or skin disease",
        "travel_registration": "a transplant abroad that was registered on return",
    },
)  # fmt: skip
def immunosuppressed_untransplanted(
    dispensing: ir.Table,
    transplant: ir.Table,
    diagnosis: ir.Table | None = None,
    travel_registration: ir.Table | None = None,
    *,
    min_days: int = days(60, basis="design", source="indicators PT-03"),
    run_in_days: int = days(
        180, basis="design", source="who takes them when the record begins may have had a transplant before it"
    ),
) -> ir.Table:
    """Does a person take the two medicines of a transplant for weeks, with no registered transplant and no disease
    that explains them?

    Both must overlap for `min_days` from first to last handing-out, and each must have been handed out for as many.
    A transplant explains if it was done before the overlap had lasted `min_days`. The first rows are the evidence.
    """
    handed = dispensing.filter(dispensing.medicine.isin(CALCINEURIN_INHIBITORS + PARTNERS)).select(
        "person", "dispensed_on", "days_supplied", dispensing="id", told_on="recorded_on",
        inhibitor=dispensing.medicine.isin(CALCINEURIN_INHIBITORS),
    )  # fmt: skip
    taken = _together(handed)
    begins = dispensing.dispensed_on.min().as_scalar()
    taken = taken.filter(
        taken.days_together >= min_days, taken.first_on >= (begins + ibis.interval(days=run_in_days)).cast("date")
    )
    taken = taken.mutate(by_on=(taken.started_on + ibis.interval(days=min_days)).cast("date"))
    done = transplant.select("recipient", "performed_on").filter(transplant.recipient.notnull())
    if travel_registration is not None:
        abroad = travel_registration.filter(travel_registration.person.notnull())
        there = ibis.coalesce(abroad.transplanted_on, abroad.returned_on, abroad.registered_on)
        done = ibis.union(done, abroad.select(recipient="person", performed_on=there))
    taken = taken.anti_join(done, [taken.person == done.recipient, done.performed_on <= taken.by_on])
    if diagnosis is not None:
        taken = taken.anti_join(_explaining(diagnosis), "person")
    rows = handed.join(taken, "person")
    rows = rows.filter(rows.dispensed_on <= rows.by_on)
    return rows.select(
        "dispensing", "days_together", subject="person", known_on="told_on", size=rows.days_together.cast("float64")
    )


def _together(handed: ir.Table) -> ir.Table:
    """Per person who got both: the first day of either, the first day of both, and for how many days they had both."""
    supply = ibis.greatest(handed.days_supplied.fill_null(0), 0)
    dose = handed.mutate(supply=supply)
    dose = dose.mutate(until=(dose.dispensed_on + dose.supply.as_interval("D")).cast("date"))
    both = dose.group_by("person").agg(
        first_on=dose.dispensed_on.min(),
        inhibitor_on=dose.dispensed_on.min(where=dose.inhibitor),
        inhibitor_until=dose.until.max(where=dose.inhibitor),
        inhibitor_days=dose.supply.sum(where=dose.inhibitor),
        partner_on=dose.dispensed_on.min(where=~dose.inhibitor),
        partner_until=dose.until.max(where=~dose.inhibitor),
        partner_days=dose.supply.sum(where=~dose.inhibitor),
    )
    both = both.filter(both.inhibitor_on.notnull(), both.partner_on.notnull())
    started_on = ibis.greatest(both.inhibitor_on, both.partner_on)
    overlap = ibis.least(both.inhibitor_until, both.partner_until).delta(started_on, unit="day").cast("int64")
    return both.select(
        "person",
        "first_on",
        started_on=started_on,
        days_together=ibis.least(overlap, both.inhibitor_days.cast("int64"), both.partner_days.cast("int64")),
    )


def _explaining(diagnosis: ir.Table) -> ir.Table:
    plain = diagnosis.code.upper().replace(".", "")
    explains = plain.substr(0, 3).isin(EXPLAINED_BY) | plain.substr(0, 4).isin(EXPLAINED_EXACTLY)
    return diagnosis.filter(explains).select("person").distinct()
