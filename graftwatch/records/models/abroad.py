"""What comes back from abroad and what is asked for before leaving: files, licences, claims, copies of records."""

from __future__ import annotations

from graftwatch import codes
from graftwatch.records.fields import Coded, CountryCode, Currency, Day, DocumentNumber, Money, Reference
from graftwatch.records.models.record import Record


class AbroadFile(Record):
    """One row is the file that one patient brought back from a transplant abroad: which parts of it are there."""

    family = "travel"
    origin = "care"
    when = "received_on"
    holder = "hospital"
    file_numbers = True

    person = Reference("person", "The recipient", required=True)
    facility = Reference("facility", "The centre that received it")
    travel_registration = Reference("travel_registration", "The journey it belongs to")
    transplanted_on = Day("Day of the transplant, as the file says")
    received_on = Day("Day the centre received it", required=True)
    hospital_named = Coded(codes.YES_NO, "Whether the hospital is named")
    donor_type_given = Coded(codes.YES_NO, "Whether it says if the donor was living")
    donor_relation_given = Coded(codes.YES_NO, "Whether it says how the donor was related")
    operation_note = Coded(codes.YES_NO, "Whether there is a note of the operation")
    donor_serology = Coded(codes.YES_NO, "Whether there is the donor's virology")
    tissue_typing = Coded(codes.YES_NO, "Whether there is tissue typing")
    induction = Coded(codes.YES_NO, "Whether induction treatment is written down")
    maintenance = Coded(codes.YES_NO, "Whether maintenance treatment is written down")


class ForeignLicence(Record):
    """One row is what the authority of another State published about one hospital's leave to transplant."""

    family = "places"
    origin = "foreign licences"
    when = "valid_from"

    country = CountryCode("Country", required=True)
    hospital = DocumentNumber("Name of the hospital, as published", required=True)
    status = Coded(codes.FOREIGN_STATUS, "Status", required=True)
    valid_from = Day("First day of that status", required=True)
    valid_to = Day("Last day; empty while it runs")


class ReimbursementClaim(Record):
    """One row is one claim to an insurer for a transplant abroad."""

    family = "money"
    origin = "insurer"
    when = "claimed_on"
    holder = "health insurer"
    file_numbers = True

    person = Reference("person", "The recipient", required=True)
    claimed_on = Day("Day of the claim", required=True)
    transplanted_on = Day("Day of the transplant, as claimed")
    hospital = DocumentNumber("Hospital named on the invoice")
    prior_authorisation = Coded(codes.YES_NO, "Whether the insurer had authorised it before")
    licence_given = Coded(codes.YES_NO, "Whether the invoice gives the hospital's licence")
    approval_given = Coded(codes.YES_NO, "Whether the invoice gives an ethics approval")
    donor_type_given = Coded(codes.YES_NO, "Whether the invoice says if the donor was living")
    coordination_fee = Coded(codes.YES_NO, "Whether the invoice has a line for an agency or coordination")
    amount = Money("Amount claimed", unit="minor unit")
    currency = Currency()


class RecordsRequest(Record):
    """One row is one request of one patient for a copy of their records."""

    family = "care"
    origin = "care"
    when = "requested_on"
    holder = "hospital"
    file_numbers = True

    person = Reference("person", "Whose records", required=True)
    facility = Reference("facility", "Who was asked")
    requested_on = Day("Day of the request", required=True)
    items = Coded(codes.RECORDS_ASKED, "What was asked for")
    for_hospital = DocumentNumber("Hospital it was to be sent to, where one was named")
    referral = Coded(codes.REFERRAL, "Referral that stands behind it")
