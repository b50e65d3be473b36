"""Code lists about care."""

from __future__ import annotations

from graftwatch.codes.making import code_list

ORGAN = code_list(
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
EVENT_KIND = code_list(
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
REMOVAL_REASON = code_list(
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
ROUTE = code_list(
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
PROOF = code_list(
    "relationship-proof",
    "indicators LD-20",
    ("proven", "Proven"),
    ("claimed", "Claimed, not proven"),
    ("contradicted", "Contradicted"),
    ("none_claimed", "No relationship claimed"),
)
PROGRAMME = code_list(
    "programme",
    "registries §1.1",
    ("directed", "Directed"),
    ("paired", "Paired exchange"),
    ("non_directed", "Non-directed"),
)
ASSESSMENT_OUTCOME = code_list(
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
DECISION = code_list(
    "board-decision",
    "registries §6.3",
    ("approve", "Approve"),
    ("refuse", "Refuse"),
    ("defer", "Defer"),
    ("refer", "Refer"),
)
REASON_CLASS = code_list(
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
DEATH_PATHWAY = code_list(
    "death-pathway", "Directive 2010/53/EU", ("DBD", "After brain death"), ("DCD", "After circulatory death")
)
DISPOSITION = code_list(
    "organ-disposition",
    "registries §6.4",
    ("transplanted", "Transplanted"),
    ("discarded", "Discarded"),
    ("research", "Research"),
    ("exported", "Exported"),
    ("lost", "Lost"),
)
DONOR_TYPE = code_list("donor-type", "WHO-ONT questionnaire, activity", ("deceased", "Deceased"), ("living", "Living"))
PAYER_KIND = code_list(
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
FOLLOW_UP_ROLE = code_list(
    "follow-up-role", "registries §6.6", ("recipient", "Recipient"), ("living_donor", "Living donor")
)
VITAL_STATUS = code_list(
    "vital-status", "registries §6.6", ("alive", "Alive"), ("dead", "Dead"), ("lost", "Lost to follow-up")
)
GRAFT_STATUS = code_list(
    "graft-status",
    "registries §6.6",
    ("functioning", "Functioning"),
    ("failed", "Failed"),
    ("back_on_dialysis", "Back on dialysis"),
)
TEST_KIND = code_list(
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
