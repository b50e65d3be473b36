"""Hospitals at work: operations, stays, notes, supplies, and what a place has room for."""

from __future__ import annotations

from graftwatch import codes
from graftwatch.records.fields import Coded, Day, DocumentNumber, FreeText, Instant, PublicWord, Reference, WholeNumber
from graftwatch.records.models.record import Record


class TheatreCase(Record):
    """One row is one operation on the theatre list of one facility."""

    family = "care"
    origin = "theatre"
    when = "performed_on"
    holder = "hospital"
    file_numbers = True

    facility = Reference("facility", "Where", required=True)
    person = Reference("person", "The patient, where the list names one")
    procedure = Coded(codes.PROCEDURE, "What was done, in classes", required=True)
    indication = Coded(codes.OPERATION_INDICATION, "Why, in classes")
    performed_on = Day("Day of the operation", required=True)
    started_at = Instant("When it began")
    ended_at = Instant("When it ended")
    room = PublicWord("Room")
    specimen_sent = Coded(codes.YES_NO, "Whether the organ went to pathology")


class HospitalStay(Record):
    """One row is one stay of one patient in one hospital."""

    family = "care"
    origin = "care"
    when = "admitted_on"
    holder = "hospital"
    file_numbers = True

    person = Reference("person", "The patient", required=True)
    facility = Reference("facility", "The hospital")
    assessment = Reference("living_donor_assessment", "The living-donor file, where the stay is for one")
    role = Coded(codes.FOLLOW_UP_ROLE, "As recipient or as living donor")
    admitted_on = Day("Day of admission", required=True)
    discharged_on = Day("Day of discharge")
    follow_up_planned_on = Day("Day of the first visit planned afterwards")


class ClinicalNote(Record):
    """One row is one note in a patient's file. Its words stay in the file; what may be derived from them is coded."""

    family = "care"
    origin = "care"
    when = "noted_on"
    holder = "hospital"
    file_numbers = True

    person = Reference("person", "Whose file", required=True)
    facility = Reference("facility", "Where")
    noted_on = Day("Day of the note", required=True)
    language = PublicWord("Language of the note, BCP 47", source="BCP 47")
    words = FreeText("The words", derive=("speaks_of_payment",))
    payment_read = Coded(codes.YES_NO, "Whether a clinician who read the note found that it speaks of payment")


class SupplyDelivery(Record):
    """One row is what one facility or address received, or gave off, of one kind of supply in one month."""

    family = "places"
    origin = "supplies"
    when = "month"
    holder = "licensing authority"

    facility = Reference("facility", "The facility supplied", required=True)
    kind = Coded(codes.SUPPLY, "What", required=True)
    supplier = DocumentNumber("Who supplied or collected it")
    month = Day("First day of the month", required=True)
    n_units = WholeNumber("How many units", unit="1")


class FacilityCapacity(Record):
    """One row is what one facility had room for in one year."""

    family = "places"
    origin = "licences"
    when = "year_began_on"
    holder = "licensing authority"

    facility = Reference("facility", "Which facility", required=True)
    year_began_on = Day("First day of the year", required=True)
    n_beds = WholeNumber("Beds of the transplant unit", unit="1")
    n_surgeons = WholeNumber("Transplant surgeons", unit="1")


class OrganOffer(Record):
    """One row is one offer of one deceased donor's organ to one person on the list, by rank."""

    family = "care"
    origin = "allocation"
    when = "offered_on"
    file_numbers = True

    organ = Reference("organ", "The organ", required=True)
    entry = Reference("waiting_list_entry", "The place on the list that it was offered to")
    person = Reference("person", "To whom it was offered", required=True)
    facility = Reference("facility", "The centre that answered")
    rank = WholeNumber("Place in the match run, from 1", unit="1")
    response = Coded(codes.OFFER_RESPONSE, "What was answered")
    reason = Coded(codes.OFFER_REASON, "Why it was declined, or passed over")
    agreement = DocumentNumber("Agreement under which it went to somebody who does not live here")
    offered_on = Day("Day of the offer", required=True)
