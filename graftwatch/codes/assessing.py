"""Code lists about the inside of a living-donor file."""

from __future__ import annotations

from graftwatch.codes.making import code_list

EVALUATION_KIND = code_list(
    "evaluation-kind",
    "indicators LD-09, LD-10, LD-24, LD-25",
    ("independent", "Independent assessment"),
    ("advocate", "Donor advocate"),
    ("psychosocial", "Psychosocial assessment"),
    ("understanding", "Check of understanding"),
    ("age", "Assessment of age"),
)
SESSION_KIND = code_list(
    "donor-session",
    "indicators LD-23",
    ("interview", "Interview"),
    ("medical", "Medical examination"),
    ("information", "Information"),
    ("consent", "Consent"),
    ("board", "Before the ethics board"),
)
PRESENCE = code_list(
    "presence",
    "indicators LD-23",
    ("nobody", "Nobody else", "alone"),
    ("own_trusted_person", "A person the donor chose, when asked alone", "alone"),
    ("recipient", "The recipient", "accompanied"),
    ("family", "Family", "accompanied"),
    ("companion", "A companion", "accompanied"),
)
INTERVIEW_SIDE = code_list(
    "interview-side", "indicators LD-04", ("donor", "Donor"), ("recipient", "Recipient"), ("both", "Both")
)
KIN_ROLE = code_list(
    "kin-role",
    "indicators LD-19",
    ("self", "The person themselves"),
    ("father", "Father"),
    ("mother", "Mother"),
    ("grandfather", "Grandfather"),
    ("grandmother", "Grandmother"),
    ("sibling", "Brother or sister"),
    ("child", "Child"),
    ("spouse", "Husband or wife"),
)
IDENTITY_CHECK_KIND = code_list(
    "identity-check",
    "indicators LD-17",
    ("register", "With the civil register"),
    ("photograph", "Photograph on the paper"),
    ("face", "Face, one to one"),
    ("fingerprint", "Fingerprint, one to one"),
    ("scars", "Scars and history of earlier records"),
)
IDENTITY_CHECK_RESULT = code_list(
    "identity-check-result",
    "indicators LD-17",
    ("agrees", "Agrees"),
    ("differs", "Differs"),
    ("inconclusive", "Inconclusive"),
    ("not_done", "Not done"),
)
DEPENDENCE_KIND = code_list(
    "dependence",
    "indicators LD-11",
    ("work", "Work"),
    ("housing", "Housing"),
    ("debt", "Debt"),
    ("care", "Care"),
    ("guardianship", "Guardianship"),
    ("rank", "Command or rank"),
)
DEPENDENCE_HOLDER = code_list(
    "dependence-holder",
    "indicators LD-11",
    ("recipient", "Recipient"),
    ("recipient_family", "Recipient's close family"),
    ("recipient_firm", "Recipient's firm"),
)
SIGNATORY_ROLE = code_list(
    "signatory-role",
    "indicators FA-06",
    ("donor", "Donor"),
    ("recipient", "Recipient"),
    ("witness", "Witness"),
    ("official", "Official", "office"),
    ("clinician", "Clinician", "office"),
)
SIGNATURE_KIND = code_list(
    "signature-kind",
    "indicators FA-06",
    ("signature", "Signature"),
    ("thumbprint", "Fingerprint"),
    ("stamp", "Stamp or printed signature", "printed"),
)
TYPING_METHOD = code_list("typing-method", "indicators LD-01", ("hla", "HLA typing"), ("str", "Short tandem repeats"))
CUSTODY = code_list(
    "custody",
    "indicators FA-08",
    ("free", "At liberty"),
    ("detained", "Detained", "held"),
    ("sentenced", "Under sentence", "held"),
    ("closed_institution", "In a closed institution", "held"),
)
COURT_REVIEW = code_list(
    "court-review",
    "indicators FA-08",
    ("reviewed", "Reviewed by a court"),
    ("not_reviewed", "Not reviewed"),
)
CONTRACT = code_list(
    "contract",
    "indicators HO-10",
    ("employed", "Employed here"),
    ("visiting", "Visiting"),
    ("per_case", "Paid by the case"),
)
