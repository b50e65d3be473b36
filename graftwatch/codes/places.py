"""Code lists about facilities and teams."""

from __future__ import annotations

from graftwatch.codes.making import code_list

FACILITY_KIND = code_list(
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
OWNERSHIP = code_list(
    "ownership",
    "registries §6.8",
    ("public", "Public"),
    ("non_profit", "Non-profit"),
    ("for_profit", "For profit"),
)
LICENCE_STATUS = code_list(
    "licence-status",
    "registries §6.8",
    ("valid", "Valid"),
    ("suspended", "Suspended"),
    ("withdrawn", "Withdrawn"),
    ("expired", "Expired"),
)
TEAM_ROLE = code_list(
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
