"""Who: persons, their papers, contacts and kinship claims with the evidence offered for them."""

from __future__ import annotations

from graftwatch import codes
from graftwatch.records.fields import (
    Address,
    Coded,
    CountryCode,
    Day,
    DocumentNumber,
    Email,
    NationalId,
    PersonName,
    Phone,
    PublicWord,
    Reference,
    WholeNumber,
)
from graftwatch.records.models.record import Record


class Person(Record):
    """One row is one person as one source numbers them: a patient, a donor, a companion, an account holder."""

    family = "people"
    origin = ""

    national_id = NationalId("Number in the civil register")
    given_name = PersonName("Given names")
    family_name = PersonName("Family name")
    sex = Coded(codes.SEX, "Administrative sex", sensitivity="personal")
    birth_date = Day("Date of birth", sensitivity="personal")
    birth_precision = Coded(codes.PRECISION, "How exact the date of birth is")
    nationality = CountryCode("Nationality; read only as a mismatch inside one pair", sensitivity="special")
    residence_country = CountryCode("Country where the person makes their life", sensitivity="personal")
    residency = Coded(codes.RESIDENCY, "Resident or not, after the Declaration of Istanbul", sensitivity="personal")
    municipality = PublicWord("Code of the home municipality", sensitivity="personal")
    address = Address("Street address")
    phone = Phone("Telephone")
    language = PublicWord("Language spoken best, BCP 47", source="BCP 47", sensitivity="personal")
    interpreter_needed = Coded(codes.YES_NO, "Whether an interpreter is needed")
    blood_group = Coded(codes.BLOOD_GROUP, "ABO blood group", sensitivity="special")
    rhesus = Coded(codes.RHESUS, "Rhesus D", sensitivity="special")


class IdentityDocument(Record):
    """One row is one document that somebody showed to prove who they are."""

    family = "people"
    origin = "civil"
    when = "issued_on"

    person = Reference("person", "Whose document", required=True)
    kind = Coded(codes.DOCUMENT_KIND, "Kind of document")
    number = DocumentNumber("Number of the document")
    issuing_country = CountryCode("Country that issued it")
    issuing_office = DocumentNumber("Office that issued it, as it names itself")
    issued_on = Day("Day of issue")
    expires_on = Day("Day of expiry")
    birth_date = Day("Date of birth that it gives", sensitivity="personal")


class ContactPoint(Record):
    """One row is one contact written into one file: who may be called, and how."""

    family = "people"
    origin = "care"
    when = "noted_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The living-donor file it stands in")
    person = Reference("person", "The patient or donor in whose file it stands")
    role = Coded(codes.CONTACT_ROLE, "What the contact is to the file")
    capacity = Coded(codes.CONTACT_CAPACITY, "In what capacity the contact acts")
    registered_liaison = Coded(codes.YES_NO, "Whether the contact is on the centre's list of liaison offices")
    name = PersonName("Name of the contact")
    phone = Phone("Telephone of the contact")
    email = Email("E-mail of the contact")
    address = Address("Address of the contact")
    noted_on = Day("Day it was written into the file")


class KinshipClaim(Record):
    """One row is what donor and recipient were said to be to each other, in one submission to one office."""

    family = "people"
    origin = "board"
    when = "submitted_on"
    holder = "ethics board"
    file_numbers = True

    donor = Reference("person", "The donor", required=True)
    recipient = Reference("person", "The intended recipient", required=True)
    assessment = Reference("living_donor_assessment", "The file it belongs to")
    submission = WholeNumber("Version of the submission, from 1", unit="1")
    submitted_on = Day("Day of the submission", required=True)
    told_to = Coded(codes.TOLD_TO, "The office it was told to")
    relationship = Coded(codes.RELATIONSHIP, "Relationship claimed")
    how_met = Coded(codes.HOW_MET, "How they said they met")
    met_on = Day("Day from which they said they knew each other")
    tie_since = Day("Day the tie began: marriage, adoption, guardianship")


class KinshipEvidence(Record):
    """One row is one paper or test offered as proof of a relationship."""

    family = "people"
    origin = "board"
    when = "issued_on"
    holder = "ethics board"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file it was laid into", required=True)
    claim = Reference("kinship_claim", "The claim it is offered for")
    kind = Coded(codes.EVIDENCE_KIND, "Kind of evidence")
    issuer = DocumentNumber("Office or laboratory that issued it")
    notary = DocumentNumber("Notary who certified it")
    witness = PersonName("Witness named on it")
    stamp_serial = DocumentNumber("Serial number of the stamp")
    layout = DocumentNumber("Fingerprint of the layout, where scanned")
    shows_from = Day("Earliest day of the shared life that it shows")
    sworn_by_party = Coded(codes.YES_NO, "Whether donor or recipient themselves swore it")
    issuing_country = CountryCode("Country of issue")
    issued_on = Day("Day of issue")
    verified_by = Coded(codes.PARTY, "Who asked the issuer")
    verified_on = Day("Day the issuer or laboratory answered")
    accredited = Coded(codes.YES_NO, "Whether issuer or laboratory is accredited")
    result = Coded(codes.EVIDENCE_RESULT, "What came of checking it")


class Death(Record):
    """One row is one death in the civil register."""

    family = "people"
    origin = "civil"
    when = "died_on"
    holder = "civil registry"

    person = Reference("person", "Who died", required=True)
    died_on = Day("Day of death", required=True)
    cause = PublicWord("Cause, ICD-10", source="ICD-10", sensitivity="special")


class Diagnosis(Record):
    """One row is one diagnosis coded for one person."""

    family = "people"
    origin = "care"
    when = "diagnosed_on"
    holder = "hospital"

    person = Reference("person", "Whose diagnosis", required=True)
    code = PublicWord("Code", source="ICD-10 unless code_system says otherwise", sensitivity="special", required=True)
    code_system = PublicWord("Code system, where it is not ICD-10")
    diagnosed_on = Day("Day of the diagnosis")
