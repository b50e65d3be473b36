"""Journeys: transplants abroad, visas, trips, who came along, where they stayed, who arranged it."""

from __future__ import annotations

from graftwatch import codes
from graftwatch.records.fields import (
    Address,
    Coded,
    CountryCode,
    Day,
    DocumentNumber,
    OfficeName,
    PersonName,
    Phone,
    PublicWord,
    Reference,
)
from graftwatch.records.models.record import Record


class TravelRegistration(Record):
    """One row is one transplant abroad as registered on return, or one journey made to give or get an organ.

    Registration never stands before care.
    """

    family = "travel"
    origin = "travel register"
    when = "registered_on"
    file_numbers = True

    direction = Coded(codes.TRAVEL_DIRECTION, "Who travelled which way")
    person = Reference("person", "Who travelled; empty in an anonymous registration")
    organ = Coded(codes.ORGAN, "Organ")
    registered_on = Day("Day of registration", required=True)
    transplanted_on = Day("Day of the transplant abroad")
    departed_on = Day("Day of departure")
    returned_on = Day("Day of return")
    country = CountryCode("Country of the transplant")
    city = PublicWord("City of the transplant")
    facility_as_stated = DocumentNumber("Hospital as stated by the patient")
    surgeon_as_stated = PersonName("Surgeon as stated by the patient")
    agency = Reference("agency", "Who arranged it")
    lodging = Reference("lodging", "Where they stayed")
    donor_type = Coded(codes.DONOR_ABROAD, "Kind of donor, as told")
    donor_relation = Coded(codes.RELATIONSHIP, "Relationship of the donor, as told")
    donor_name_known = Coded(codes.YES_NO, "Whether the recipient knows the donor's name")
    booked_on = Day("Day the operation was booked")
    booked_for = Day("Day it was booked for")
    notified_before = Coded(codes.YES_NO, "Whether the centre at home knew before the journey")
    referral = Coded(codes.REFERRAL, "Referral before travel")
    payer = Coded(codes.PAYER_KIND, "Who paid")


class VisaApplication(Record):
    """One row is one visa application, with the person named as the reason for the journey."""

    family = "travel"
    origin = "consular"
    when = "applied_on"
    holder = "consular service"
    file_numbers = True

    person = Reference("person", "Who applied", required=True)
    other_person = Reference("person", "The relative or patient named in it")
    relationship = Coded(codes.RELATIONSHIP, "Relationship to that person, as told to the consulate")
    purpose = Coded(codes.TRAVEL_PURPOSE, "Purpose")
    applied_on = Day("Day of the application", required=True)
    consulate = PublicWord("Code of the consulate")
    sponsor = DocumentNumber("Sponsor named")
    sponsor_person = Reference("person", "The sponsor, where known as a person")
    paid_by = Coded(codes.PARTY, "Who paid for the visa")
    stay_until = Day("Last day of the stay granted")


class Journey(Record):
    """One row is one trip of one person across a border."""

    family = "travel"
    origin = "border"
    when = "departed_on"
    holder = "border police"
    file_numbers = True

    person = Reference("person", "Who travelled", required=True)
    origin_country = CountryCode("From")
    country = CountryCode("To")
    city = PublicWord("To which city")
    departed_on = Day("Day of departure", required=True)
    returned_on = Day("Day of return")
    purpose = Coded(codes.TRAVEL_PURPOSE, "Purpose, as told")
    agency = Reference("agency", "Who booked")
    lodging = Reference("lodging", "Where they stayed")


class Companion(Record):
    """One row is one person who came along: on a journey, or to a hospital file."""

    family = "travel"
    origin = "border"
    when = "noted_on"
    holder = "border police"
    file_numbers = True

    journey = Reference("journey", "The journey accompanied")
    assessment = Reference("living_donor_assessment", "The donor file accompanied")
    person = Reference("person", "The companion, where known as a person")
    name = PersonName("Name of the companion")
    phone = Phone("Telephone of the companion")
    role = Coded(codes.COMPANION_ROLE, "In what role")
    licensed = Coded(codes.YES_NO, "Whether licensed for that role")
    noted_on = Day("Day it was noted")
    returned_on = Day("Day the companion went back")


class Lodging(Record):
    """One row is one place where travellers stay."""

    family = "travel"
    origin = "border"
    holder = "border police"

    name = OfficeName("Name")
    kind = Coded(codes.LODGING_KIND, "Kind")
    address = Address("Address")
    municipality = PublicWord("Code of the municipality")
    country = CountryCode("Country")


class Agency(Record):
    """One row is one firm or person that arranges travel or treatment."""

    family = "travel"
    origin = "licences"
    holder = "licensing authority"

    name = OfficeName("Name")
    phone = Phone("Telephone")
    licensed = Coded(codes.YES_NO, "Whether licensed to arrange medical travel")
    country = CountryCode("Country")
