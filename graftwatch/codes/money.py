"""Code lists about accounts and payments."""

from __future__ import annotations

from graftwatch.codes.making import code_list

HOLDER_KIND = code_list(
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
CHANNEL = code_list(
    "payment-channel",
    "domain fiu",
    ("transfer", "Transfer"),
    ("cash", "Cash"),
    ("card", "Card"),
    ("mobile_money", "Mobile money"),
    ("remittance", "Remittance"),
)
PURPOSE = code_list(
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
