"""Code lists about persons, papers and contacts."""

from __future__ import annotations

from graftwatch.codes.making import code_list

SEX = code_list("sex", "HL7 FHIR R4 administrative-gender", ("female", "Female"), ("male", "Male"), ("other", "Other"))
PRECISION = code_list("date-precision", "registries §6", ("day", "Day"), ("month", "Month"), ("year", "Year"))
BLOOD_GROUP = code_list(
    "blood-group",
    "ABO system",
    ("A", "A"),
    ("B", "B"),
    ("AB", "AB"),
    ("O", "O"),
)
RHESUS = code_list("rhesus", "Rhesus D", ("positive", "Positive"), ("negative", "Negative"))
RESIDENCY = code_list(
    "residency",
    "Declaration of Istanbul 2018, definitions",
    ("resident", "Resident"),
    ("non_resident_other", "Not resident, here for another reason", "non_resident"),
    ("non_resident_for_transplant", "Not resident, here for a transplant", "non_resident"),
)
RELATIONSHIP = code_list(
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
HOW_MET = code_list(
    "how-met",
    "registries §6.3",
    ("family", "Family", "met_in_family"),
    ("school_or_work", "School or work", "met_in_daily_life"),
    ("neighbours", "Neighbours", "met_in_daily_life"),
    ("community", "Congregation or association", "met_in_daily_life"),
    ("public_appeal", "Public appeal", "met_by_appeal"),
    ("online", "Online", "met_by_appeal"),
    ("through_third_person", "Through a third person", "met_through_others"),
    ("programme", "Through a programme", "met_through_programme"),
)
EVIDENCE_KIND = code_list(
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
EVIDENCE_RESULT = code_list(
    "evidence-result",
    "registries §6.3",
    ("confirmed", "Confirmed by the issuer or an accredited laboratory"),
    ("seen", "Seen, not verified"),
    ("inconsistent", "Inconsistent"),
    ("not_verifiable", "Not verifiable"),
    ("forged", "Declared forged by the issuer"),
)
TOLD_TO = code_list(
    "told-to",
    "indicators LD-27, BT-03",
    ("hospital", "Hospital"),
    ("board", "Ethics board"),
    ("consulate", "Consulate"),
    ("registry", "Transplant registry"),
)
CONTACT_ROLE = code_list(
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
CONTACT_CAPACITY = code_list(
    "contact-capacity",
    "indicators HO-01, innocent readings",
    ("private", "Private person"),
    ("ward", "Hospital ward or clerk", "official"),
    ("embassy", "Embassy", "official"),
    ("charity", "Charity", "official"),
    ("social_service", "Social service", "official"),
    ("travel_agency", "Travel agency"),
)
DOCUMENT_KIND = code_list(
    "identity-document",
    "registries §6.1",
    ("passport", "Passport"),
    ("identity_card", "Identity card"),
    ("residence_permit", "Residence permit"),
    ("birth_record", "Birth record"),
)
YES_NO = code_list("yes-no", "house §3", ("yes", "Yes"), ("no", "No"))
PARTY = code_list(
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
