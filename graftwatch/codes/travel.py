"""Code lists about journeys."""

from __future__ import annotations

from graftwatch.codes.making import code_list

COMPANION_ROLE = code_list(
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
TRAVEL_DIRECTION = code_list(
    "travel-direction",
    "registries §6.7",
    ("outgoing_recipient", "Resident recipient travelled out"),
    ("outgoing_donor", "Resident donor travelled out"),
    ("incoming_recipient", "Recipient came in"),
    ("incoming_donor", "Donor came in"),
)
REFERRAL = code_list(
    "referral-before-travel",
    "registries §6.7",
    ("none", "None"),
    ("clinician", "Referring clinician", "official"),
    ("authority", "Authorised", "official"),
    ("bilateral_agreement", "Bilateral agreement", "official"),
    ("insurer", "Insurer", "official"),
)
DONOR_ABROAD = code_list(
    "donor-type-abroad",
    "registries §6.7",
    ("deceased", "Deceased"),
    ("living_related", "Living, related"),
    ("living_unrelated", "Living, not related"),
    ("told_nothing", "Was told nothing"),
)
TRAVEL_PURPOSE = code_list(
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
LODGING_KIND = code_list(
    "lodging-kind",
    "indicators PT-08",
    ("hotel", "Hotel"),
    ("guest_house", "Guest house"),
    ("hospital_hostel", "Hospital hostel", "official"),
    ("flat", "Flat"),
    ("other", "Other"),
)
