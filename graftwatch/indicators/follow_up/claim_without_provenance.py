"""PT-11: an insurer is asked to pay for a transplant abroad, and the invoice does not say where the organ came from."""

from __future__ import annotations

import ibis.expr.types as ir

from graftwatch.indicators import Range, count, indicator
from graftwatch.indicators.clearings.referred_before_travel import BY_THE_STATE
from graftwatch.law import cite

ITEMS = ("licence_given", "approval_given", "donor_type_given")


@indicator(
    code="PT-11",
    title="Claim for a transplant abroad without provenance",
    about="recipient",
    family="process",
    strength="moderate",
    phase="after surgery",
    holders=["health insurer"],
    cites=[
        cite("isr2008", "as quoted, a secondary source"),
        cite("osce-2020", "session 2, reimbursement bans"),
        cite("twpkg", "news item, overseas transplants unreported"),
        cite("who-gp", "principle 7, commentary"),
    ],
    benign=[
        "An emergency abroad, in which nobody could ask beforehand",
        "A lawful hospital whose invoices never give more than a sum",
        "A licensed firm that arranges medical travel and writes its fee on the invoice",
        "The authorisation was given by telephone or by another office of the insurer",
    ],
    blind_to=[
        "Transplants that the patient pays for and claims from nobody",
        "Invoices written to the insurer's form, with invented numbers",
        "Claims for medicines and care afterwards that do not name the operation",
    ],
    ask_first=[
        "The insurer's own office: was an authorisation given, and can the hospital send what is missing?",
        "The patient, by letter and without blame: who wrote the invoice? (care afterwards is paid in any case)",
    ],
    p_ring=Range(
        0.05, 0.3, on="2026-11", basis="design",
        source="most who buy pay themselves where payers ask; before a ban one insurer paid for 143 a year (median)",
    ),
    p_ordinary=Range(
        0.01, 0.1, on="2026-11", basis="design", source="emergencies and bare invoices among claims; no published rate"
    ),
    depends_on="person",
    may_be_empty=[f"reimbursement_claim.{name}" for name in (*ITEMS, "coordination_fee")],
    without={"travel_registration": "that an authority or an agreement sent the patient"},
)  # fmt: skip
def claim_without_provenance(
    reimbursement_claim: ir.Table,
    travel_registration: ir.Table | None = None,
    *,
    min_missing: int = count(
        2, basis="design", source="indicators PT-11; a bare invoice lacks one item or another", within=(1, 3)
    ),
) -> ir.Table:
    """Is an insurer asked to pay for a transplant abroad that it had not authorised, on an invoice that does not give
    the hospital's licence, an ethics approval or the kind of donor?

    Counted is what the insurer marked as not given, and a line for an agency as one more; what nobody checked is not
    counted. Patients whom an authority or an agreement sent are left out. The size is that count.
    """
    claim = reimbursement_claim.filter(
        reimbursement_claim.prior_authorisation == "no", reimbursement_claim.person.notnull()
    )
    missing = sum(
        (claim[name].isin(("no",)).fill_null(False).ifelse(1, 0) for name in ITEMS),
        claim.coordination_fee.isin(("yes",)).fill_null(False).ifelse(1, 0),
    )
    claim = claim.mutate(n_missing=missing.cast("int64"))
    claim = claim.filter(claim.n_missing >= min_missing)
    if travel_registration is not None:
        sent = travel_registration.filter(travel_registration.referral.isin(BY_THE_STATE)).select(sent="person")
        claim = claim.anti_join(sent, [claim.person == sent.sent])
    return claim.select(
        "n_missing", subject="person", known_on="recorded_on", size=claim.n_missing.cast("float64"),
        reimbursement_claim="id",
    )  # fmt: skip
