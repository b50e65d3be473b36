"""Code lists about hospitals at work and organs on offer."""

from __future__ import annotations

from graftwatch.codes.making import code_list

PROCEDURE = code_list(
    "procedure-class",
    "indicators HO-06",
    ("donor_nephrectomy", "Donor nephrectomy", "takes_kidney", "said_donor"),
    ("nephrectomy", "Nephrectomy", "takes_kidney"),
    ("partial_hepatectomy", "Partial removal of the liver", "takes_liver"),
    ("kidney_implant", "Kidney implantation", "implants"),
    ("liver_implant", "Liver implantation", "implants"),
    ("other_urology", "Other urological operation"),
    ("other", "Other operation"),
)
OPERATION_INDICATION = code_list(
    "operation-indication",
    "indicators HO-06",
    ("tumour", "Tumour", "medical"),
    ("trauma", "Injury", "medical"),
    ("infection", "Infection", "medical"),
    ("obstruction", "Obstruction or stones", "medical"),
    ("congenital", "Congenital disease", "medical"),
    ("donation", "Donation"),
    ("transplantation", "Transplantation"),
    ("other", "Other"),
)
SUPPLY = code_list(
    "supply",
    "indicators FA-04",
    ("perfusion_fluid", "Organ perfusion fluid", "transplant"),
    ("induction_medicine", "Medicine for induction", "transplant"),
    ("crossmatch_kit", "Kits for cross-matching", "transplant"),
    ("transplant_instruments", "Instruments and sutures for vessels", "transplant"),
    ("theatre_waste", "Waste of operating theatres", "waste"),
    ("other", "Other"),
)
OFFER_RESPONSE = code_list(
    "offer-response",
    "indicators WL-06; registries, allocation",
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("passed_over", "Passed over"),
    ("withdrawn", "Offer withdrawn"),
)
OFFER_REASON = code_list(
    "offer-reason",
    "after the OPTN refusal reasons, grouped",
    ("donor_quality", "Quality of the organ", "explains"),
    ("positive_crossmatch", "Positive cross-match", "explains"),
    ("candidate_ill", "The candidate was ill", "explains"),
    ("candidate_refused", "The candidate refused", "explains"),
    ("not_reached", "The candidate could not be reached", "explains"),
    ("logistics", "Transport or time", "explains"),
    ("medical_urgency", "Another was more urgent", "explains"),
    ("other", "Other"),
    ("none", "No reason written down"),
)
FOREIGN_STATUS = code_list(
    "foreign-licence-status",
    "indicators PT-07",
    ("licensed", "Licensed"),
    ("suspended", "Suspended", "not_licensed"),
    ("withdrawn", "Withdrawn", "not_licensed"),
    ("under_inquiry", "Under inquiry", "inquiry"),
)
RECORDS_ASKED = code_list(
    "records-asked-for",
    "indicators WL-03",
    ("complete_with_typing", "Complete file with tissue typing", "transplant_file"),
    ("typing_only", "Tissue typing only", "transplant_file"),
    ("cardiac_clearance", "Clearance for an operation", "transplant_file"),
    ("summary", "Summary"),
    ("other", "Other"),
)
