"""The code lists that records use and questions ask about, each with its version and source."""

from __future__ import annotations

from graftwatch.tables import NOT_KNOWN, Code, CodeList

_NOT_KNOWN = (
    Code("unknown", "Unknown", ("not_known",)),
    Code("not_asked", "Not asked", ("not_known",)),
    Code("refused", "Refused to say", ("not_known",)),
    Code("not_applicable", "Does not apply", ("not_known",)),
)
assert tuple(code.value for code in _NOT_KNOWN) == NOT_KNOWN


def _list(name: str, source: str, *codes: tuple[str, ...], version: str = "2026-11") -> CodeList:
    own = tuple(Code(value, label, tuple(groups)) for value, label, *groups in codes)
    return CodeList(name, version, source, own + _NOT_KNOWN)


YES_NO = _list("yes-no", "house §3", ("yes", "Yes"), ("no", "No"))
SEX = _list(
    "sex", "HL7 FHIR R4 administrative-gender", ("female", "Female"), ("male", "Male"), ("other", "Other")
)
PRECISION = _list("date-precision", "registries §6", ("day", "Day"), ("month", "Month"), ("year", "Year"))
BLOOD_GROUP = _list(
    "blood-group",
    "ABO system",
    ("A", "A"),
    ("B", "B"),
    ("AB", "AB"),
    ("O", "O"),
)
RHESUS = _list("rhesus", "Rhesus D", ("positive", "Positive"), ("negative", "Negative"))
ORGAN = _list(
    "organ",
    "WHO-ONT questionnaire, activity",
    ("kidney", "Kidney"),
    ("liver", "Liver"),
    ("heart", "Heart"),
    ("lung", "Lung"),
    ("pancreas", "Pancreas"),
    ("kidney_pancreas", "Kidney and pancreas"),
    ("small_bowel", "Small bowel"),
)
RESIDENCY = _list(
    "residency",
    "Declaration of Istanbul 2018, definitions",
    ("resident", "Resident"),
    ("non_resident_other", "Not resident, here for another reason", "non_resident"),
    ("non_resident_for_transplant", "Not resident, here for a transplant", "non_resident"),
)
RELATIONSHIP = _list(
    "relationship",
    "after the OPTN living-donor relationship list",
    ("parent", "Parent", "close_kin", "blood"),
    ("child", "Child", "close_kin", "blood"),
    ("identical_twin", "Identical twin", "close_kin", "blood"),
    ("sibling", "Brother or sister", "close_kin", "blood"),
    ("half_sibling", "Half-brother or half-sister", "wider_kin", "blood"),
    ("cousin", "Cousin", "wider_kin", "blood"),
    ("other_blood_relative", "Other blood relative", "wider_kin", "blood"),
    ("spouse", "Husband or wife", "close_kin", "legal"),
    ("partner", "Life partner", "wider_kin", "legal"),
    ("in_law", "Relative by marriage", "wider_kin", "legal"),
    ("friend", "Friend", "no_kin", "stranger"),
    ("colleague", "Colleague, employer or employee", "no_kin", "stranger"),
    ("other_directed", "Other person, directed gift", "no_kin", "stranger"),
    ("paired_exchange", "Paired exchange", "programme"),
    ("non_directed", "Non-directed gift", "programme"),
)
HOW_MET = _list(
    "how-met",
    "registries §6.3",
    ("family", "Family"),
    ("school_or_work", "School or work"),
    ("neighbours", "Neighbours"),
    ("community", "Congregation or association"),
    ("public_appeal", "Public appeal"),
    ("online", "Online"),
    ("through_third_person", "Through a third person"),
    ("programme", "Through a programme"),
)
EVIDENCE_KIND = _list(
    "kinship-evidence",
    "registries §6.3",
    ("civil_record", "Civil record"),
    ("notarial_statement", "Notarial statement"),
    ("consular_letter", "Consular letter"),
    ("dna", "DNA test", "laboratory"),
    ("hla_haplotype", "HLA haplotype", "laboratory"),
    ("photographs", "Photographs"),
    ("cohabitation", "Proof of a shared home"),
    ("communications", "Letters and messages"),
    ("witness_statement", "Witness statement"),
)
EVIDENCE_RESULT = _list(
    "evidence-result",
    "registries §6.3",
    ("confirmed", "Confirmed by the issuer or an accredited laboratory"),
    ("seen", "Seen, not verified"),
    ("inconsistent", "Inconsistent"),
    ("not_verifiable", "Not verifiable"),
    ("forged", "Declared forged by the issuer"),
)
TOLD_TO = _list(
    "told-to",
    "indicators LD-27, BT-03",
    ("hospital", "Hospital"),
    ("board", "Ethics board"),
    ("consulate", "Consulate"),
    ("registry", "Transplant registry"),
)
CONTACT_ROLE = _list(
    "contact-role",
    "indicators HO-01",
    ("donor_self", "The donor's own"),
    ("recipient_self", "The recipient's own"),
    ("next_of_kin", "Next of kin"),
    ("emergency", "Emergency contact"),
    ("companion", "Companion"),
    ("interpreter", "Interpreter"),
    ("sponsor", "Sponsor or payer"),
    ("agent", "Agent or facilitator"),
)
CONTACT_CAPACITY = _list(
    "contact-capacity",
    "indicators HO-01, innocent readings",
    ("private", "Private person"),
    ("ward", "Hospital ward or clerk", "official"),
    ("embassy", "Embassy", "official"),
    ("charity", "Charity", "official"),
    ("social_service", "Social service", "official"),
    ("travel_agency", "Travel agency"),
)
PARTY = _list(
    "party",
    "indicators LD-06",
    ("centre", "Transplant centre", "neutral"),
    ("state", "State or court service", "neutral"),
    ("donor_side", "Donor's side"),
    ("recipient_side", "Recipient's side"),
    ("embassy", "Embassy", "neutral"),
    ("charity", "Charity", "neutral"),
    ("agency", "Agency"),
)
COMPANION_ROLE = _list(
    "companion-role",
    "indicators BT-02",
    ("relative", "Relative"),
    ("friend", "Friend"),
    ("nurse", "Escort nurse"),
    ("interpreter", "Interpreter"),
    ("guide", "Guide"),
    ("agent", "Agent"),
    ("other", "Other"),
)
EVENT_KIND = _list(
    "waiting-list-event",
    "registries §6.2",
    ("listed", "Listed"),
    ("activated", "Activated"),
    ("inactivated", "Inactivated", "leaves"),
    ("removed", "Removed", "leaves"),
    ("transferred_out", "Transferred out", "leaves"),
    ("transferred_in", "Transferred in", "returns"),
    ("reinstated", "Reinstated", "returns"),
    ("corrected", "Corrected"),
)
REMOVAL_REASON = _list(
    "removal-reason",
    "after the OPTN removal reasons, grouped",
    ("deceased_donor_transplant", "Transplanted here, deceased donor", "transplanted_here"),
    ("living_donor_transplant", "Transplanted here, living donor", "transplanted_here"),
    ("transplanted_other_centre", "Transplanted at another centre here", "transplanted_here"),
    ("transplanted_abroad", "Transplanted in another country", "abroad"),
    ("died", "Died", "died"),
    ("too_sick", "Too sick for a transplant", "medical"),
    ("medically_unsuitable", "Medically unsuitable", "medical"),
    ("improved", "Condition improved", "medical", "recovered"),
    ("transferred", "Transferred to another centre", "administrative", "transferred"),
    ("listed_in_error", "Listed in error", "administrative"),
    ("refused_transplant", "Refused a transplant", "unexplained"),
    ("unable_to_contact", "Could not be reached", "unexplained"),
    ("moved_abroad", "Moved to another country", "emigrated"),
    ("other", "Other", "unexplained"),
)
ROUTE = _list(
    "first-contact-route",
    "registries §6.3",
    ("self", "Came alone"),
    ("recipient", "Through the recipient"),
    ("family", "Through the family"),
    ("clinician", "Clinician"),
    ("employer", "Employer"),
    ("online", "Online"),
    ("advertisement", "Advertisement"),
    ("agent", "Agent or broker"),
    ("religious_group", "Religious group"),
    ("other", "Other"),
)
PROOF = _list(
    "relationship-proof",
    "indicators LD-20",
    ("proven", "Proven"),
    ("claimed", "Claimed, not proven"),
    ("contradicted", "Contradicted"),
    ("none_claimed", "No relationship claimed"),
)
PROGRAMME = _list(
    "programme",
    "registries §1.1",
    ("directed", "Directed"),
    ("paired", "Paired exchange"),
    ("non_directed", "Non-directed"),
)
ASSESSMENT_OUTCOME = _list(
    "assessment-outcome",
    "registries §6.3",
    ("open", "Open"),
    ("donated", "Donated"),
    ("declined_medical", "Declined, medical"),
    ("declined_psychosocial", "Declined, psychosocial", "voluntariness"),
    ("withdrew", "Withdrew", "voluntariness"),
    ("refused_by_board", "Refused by the board"),
    ("recipient_transplanted", "Recipient transplanted otherwise"),
    ("referred", "Referred"),
)
DECISION = _list(
    "board-decision",
    "registries §6.3",
    ("approve", "Approve"),
    ("refuse", "Refuse"),
    ("defer", "Defer"),
    ("refer", "Refer"),
)
REASON_CLASS = _list(
    "reason-class",
    "indicators LD-22",
    ("voluntariness", "Voluntariness", "safeguard"),
    ("identity", "Identity", "safeguard"),
    ("relationship", "Relationship", "safeguard"),
    ("payment", "Payment", "safeguard"),
    ("medical", "Medical"),
    ("incomplete", "File incomplete"),
    ("other", "Other"),
    ("none", "No reason needed"),
)
DEATH_PATHWAY = _list(
    "death-pathway", "Directive 2010/53/EU", ("DBD", "After brain death"), ("DCD", "After circulatory death")
)
DISPOSITION = _list(
    "organ-disposition",
    "registries §6.4",
    ("transplanted", "Transplanted"),
    ("discarded", "Discarded"),
    ("research", "Research"),
    ("exported", "Exported"),
    ("lost", "Lost"),
)
DONOR_TYPE = _list(
    "donor-type", "WHO-ONT questionnaire, activity", ("deceased", "Deceased"), ("living", "Living")
)
PAYER_KIND = _list(
    "payer-kind",
    "registries §6.5",
    ("public_insurance", "Public insurance", "institution"),
    ("private_insurance", "Private insurance", "institution"),
    ("employer", "Employer", "institution"),
    ("charity", "Charity", "institution"),
    ("self", "Self"),
    ("family", "Family"),
    ("foreign_state", "Foreign State", "institution"),
    ("study", "Research study", "institution"),
    ("other_person", "Another person"),
)
FOLLOW_UP_ROLE = _list(
    "follow-up-role", "registries §6.6", ("recipient", "Recipient"), ("living_donor", "Living donor")
)
VITAL_STATUS = _list(
    "vital-status", "registries §6.6", ("alive", "Alive"), ("dead", "Dead"), ("lost", "Lost to follow-up")
)
GRAFT_STATUS = _list(
    "graft-status",
    "registries §6.6",
    ("functioning", "Functioning"),
    ("failed", "Failed"),
    ("back_on_dialysis", "Back on dialysis"),
)
TEST_KIND = _list(
    "laboratory-test",
    "LOINC classes; indicators HO-14",
    ("hla_typing", "HLA typing", "compatibility"),
    ("crossmatch", "Crossmatch", "compatibility"),
    ("blood_group", "Blood group", "compatibility"),
    ("ct_angiography", "CT angiography", "compatibility"),
    ("creatinine", "Creatinine"),
    ("virology", "Virology"),
    ("other", "Other"),
)
TRAVEL_DIRECTION = _list(
    "travel-direction",
    "registries §6.7",
    ("outgoing_recipient", "Resident recipient travelled out"),
    ("outgoing_donor", "Resident donor travelled out"),
    ("incoming_recipient", "Recipient came in"),
    ("incoming_donor", "Donor came in"),
)
REFERRAL = _list(
    "referral-before-travel",
    "registries §6.7",
    ("none", "None"),
    ("clinician", "Referring clinician", "official"),
    ("authority", "Authorised", "official"),
    ("bilateral_agreement", "Bilateral agreement", "official"),
    ("insurer", "Insurer", "official"),
)
DONOR_ABROAD = _list(
    "donor-type-abroad",
    "registries §6.7",
    ("deceased", "Deceased"),
    ("living_related", "Living, related"),
    ("living_unrelated", "Living, not related"),
    ("told_nothing", "Was told nothing"),
)
DOCUMENT_KIND = _list(
    "identity-document",
    "registries §6.1",
    ("passport", "Passport"),
    ("identity_card", "Identity card"),
    ("residence_permit", "Residence permit"),
    ("birth_record", "Birth record"),
)
TRAVEL_PURPOSE = _list(
    "travel-purpose",
    "indicators BT-03",
    ("medical", "Medical treatment"),
    ("medical_companion", "Companion of a patient"),
    ("family_visit", "Family visit"),
    ("tourism", "Tourism"),
    ("work", "Work"),
    ("study", "Study"),
    ("other", "Other"),
)
LODGING_KIND = _list(
    "lodging-kind",
    "indicators PT-08",
    ("hotel", "Hotel"),
    ("guest_house", "Guest house"),
    ("hospital_hostel", "Hospital hostel", "official"),
    ("flat", "Flat"),
    ("other", "Other"),
)
FACILITY_KIND = _list(
    "facility-kind",
    "registries §6.8",
    ("transplant_centre", "Transplant centre"),
    ("hospital", "Hospital"),
    ("clinic", "Clinic"),
    ("laboratory", "Laboratory"),
    ("dialysis_unit", "Dialysis unit"),
    ("pharmacy", "Pharmacy"),
    ("authority", "Authority"),
)
OWNERSHIP = _list(
    "ownership",
    "registries §6.8",
    ("public", "Public"),
    ("non_profit", "Non-profit"),
    ("for_profit", "For profit"),
)
LICENCE_STATUS = _list(
    "licence-status",
    "registries §6.8",
    ("valid", "Valid"),
    ("suspended", "Suspended"),
    ("withdrawn", "Withdrawn"),
    ("expired", "Expired"),
)
TEAM_ROLE = _list(
    "team-role",
    "registries §6.8",
    ("lead_surgeon", "Lead surgeon"),
    ("donor_surgeon", "Donor surgeon"),
    ("nephrologist", "Nephrologist"),
    ("anaesthetist", "Anaesthetist"),
    ("coordinator", "Coordinator"),
    ("donor_advocate", "Donor advocate"),
    ("assessor", "Assessor"),
)
HOLDER_KIND = _list(
    "account-holder",
    "indicators FI-01",
    ("individual", "Private person", "private"),
    ("hospital", "Hospital or clinic", "medical"),
    ("laboratory", "Laboratory or imaging", "medical"),
    ("pharmacy", "Pharmacy", "medical"),
    ("insurer", "Insurer", "institution"),
    ("employer", "Employer", "institution"),
    ("charity", "Charity", "institution"),
    ("crowdfunding", "Crowdfunding platform", "institution"),
    ("travel_merchant", "Travel merchant", "travel"),
    ("medical_travel_firm", "Medical-travel firm", "travel"),
    ("state", "State office", "institution"),
    ("merchant", "Other merchant"),
)
CHANNEL = _list(
    "payment-channel",
    "domain fiu",
    ("transfer", "Transfer"),
    ("cash", "Cash"),
    ("card", "Card"),
    ("mobile_money", "Mobile money"),
    ("remittance", "Remittance"),
)
PURPOSE = _list(
    "payment-purpose",
    "indicators FI-01, FI-13",
    ("wages", "Wages"),
    ("rent", "Rent"),
    ("purchase", "Purchase"),
    ("family_support", "Family support"),
    ("loan", "Loan"),
    ("hospital_bill", "Hospital bill", "care"),
    ("laboratory_bill", "Laboratory or imaging bill", "care", "tests"),
    ("travel", "Travel"),
    ("donation", "Donation"),
    ("refund", "Refund"),
    ("insurance_claim", "Insurance claim"),
    ("other", "Other"),
)
