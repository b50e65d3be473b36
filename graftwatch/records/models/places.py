"""Where and by whom: facilities, licences, practitioners, teams, municipalities."""

from __future__ import annotations

from graftwatch import codes
from graftwatch.records.fields import (
    Coded,
    CountryCode,
    Day,
    DocumentNumber,
    OfficeName,
    PersonName,
    PublicWord,
    Reference,
    WholeNumber,
)
from graftwatch.records.models.record import Record


class Facility(Record):
    """One row is one hospital, clinic, laboratory, dialysis unit or pharmacy."""

    family = "places"
    origin = ""
    holder = "licensing authority"
    file_numbers = True

    name = OfficeName("Name")
    kind = Coded(codes.FACILITY_KIND, "Kind")
    ownership = Coded(codes.OWNERSHIP, "Who owns it")
    municipality = PublicWord("Code of the municipality")
    country = CountryCode("Country")
    programme_opened_on = Day("Day its transplant programme opened")


class Licence(Record):
    """One row is one licence of one facility for one organ and kind of donor."""

    family = "places"
    origin = "licences"
    when = "valid_from"
    holder = "licensing authority"
    file_numbers = True

    facility = Reference("facility", "Whose licence", required=True)
    organ = Coded(codes.ORGAN, "Organ")
    donor_type = Coded(codes.DONOR_TYPE, "Deceased or living donors")
    valid_from = Day("First day", required=True)
    valid_to = Day("Last day; empty while it runs")
    status = Coded(codes.LICENCE_STATUS, "Status")


class Practitioner(Record):
    """One row is one health professional in the register."""

    family = "places"
    origin = "licences"
    holder = "licensing authority"

    register_number = DocumentNumber("Number in the register")
    name = PersonName("Name")
    qualification = PublicWord("Qualification")
    licensed = Coded(codes.YES_NO, "Whether licensed to practise")


class TeamMember(Record):
    """One row is one professional's part in one transplant or donor file."""

    family = "places"
    origin = "care"
    holder = "hospital"

    transplant = Reference("transplant", "The transplant")
    assessment = Reference("living_donor_assessment", "The donor file")
    practitioner = Reference("practitioner", "Who", required=True)
    role = Coded(codes.TEAM_ROLE, "In what role")
    contract = Coded(codes.CONTRACT, "On what terms they work here")


class Municipality(Record):
    """One row is one municipality with its population in one year."""

    family = "places"
    origin = "statistics"
    holder = "statistical office"

    code = PublicWord("Code", required=True)
    name = OfficeName("Name")
    population = WholeNumber("Inhabitants", unit="1")
