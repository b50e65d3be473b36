"""The tables that Atlantis fills: which column dates a row, how it is numbered, and which are bulk.

Columns and their kinds are handed in with the schema; this says only what the schema does not: order and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shape:
    """How an office numbers a table: by prefix, and by year of `when` or by the centre that keeps the file."""

    prefix: str
    when: str | None = None
    by_centre: str | None = None
    bulk: bool = False


TABLES: dict[str, Shape] = {
    "municipality": Shape("M"),
    "facility": Shape("FAC"),
    "licence": Shape("LIC", "valid_from"),
    "practitioner": Shape("PR"),
    "person": Shape("P"),
    "account": Shape("ACC", "opened_on"),
    "lodging": Shape("LOD"),
    "agency": Shape("AG"),
    "waiting_list_entry": Shape("WL", "listed_on"),
    "waiting_list_event": Shape("WLE", "effective_on"),
    "death": Shape("D", "died_on"),
    "diagnosis": Shape("DX", "diagnosed_on"),
    "deceased_donor": Shape("DD", "donated_on"),
    "living_donor_assessment": Shape("", "opened_on", by_centre="facility"),
    "organ": Shape("ORG", "recovered_on"),
    "transplant": Shape("TX", "performed_on"),
    "team_member": Shape("TM"),
    "consent": Shape("C", "given_on"),
    "board_decision": Shape("BD", "met_on"),
    "kinship_claim": Shape("KC", "submitted_on"),
    "kinship_evidence": Shape("KE", "issued_on"),
    "identity_document": Shape("ID", "issued_on"),
    "contact_point": Shape("CP", "noted_on"),
    "interpreter_session": Shape("IS", "held_on"),
    "laboratory_order": Shape("LO", "ordered_on"),
    "laboratory_result": Shape("LR", "observed_on"),
    "follow_up": Shape("FU", "visited_on"),
    "donor_evaluation": Shape("EV", "made_on"),
    "donor_session": Shape("SE", "held_on"),
    "interview_answer": Shape("IA", "asked_on"),
    "statement": Shape("ST", "taken_on"),
    "stated_relative": Shape("SR", "stated_on"),
    "identity_check": Shape("IC", "checked_on"),
    "dependence": Shape("DE", "noted_on"),
    "signature_image": Shape("SI", "signed_on"),
    "genotype": Shape("GT", "typed_on"),
    "theatre_case": Shape("TH", "performed_on"),
    "hospital_stay": Shape("HS", "admitted_on"),
    "clinical_note": Shape("CN", "noted_on"),
    "supply_delivery": Shape("SD", "month"),
    "facility_capacity": Shape("FC", "year_began_on"),
    "organ_offer": Shape("OO", "offered_on"),
    "abroad_file": Shape("AF", "received_on"),
    "foreign_licence": Shape("FL", "valid_from"),
    "reimbursement_claim": Shape("RC", "claimed_on"),
    "records_request": Shape("RR", "requested_on"),
    "theatre_count": Shape("TC", "month"),
    "pharmacy_count": Shape("PC", "month"),
    "travel_registration": Shape("TR", "registered_on"),
    "visa_application": Shape("V", "applied_on"),
    "journey": Shape("J", "departed_on"),
    "companion": Shape("CO", "noted_on"),
    "dialysis_session": Shape("DS", "held_on", bulk=True),
    "dispensing": Shape("RX", "dispensed_on", bulk=True),
    "payment": Shape("PAY", "paid_on", bulk=True),
}
