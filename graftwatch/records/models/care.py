"""Care: the waiting list, living-donor files, deceased donors, organs, transplants, follow-up, tests and medicines."""

from __future__ import annotations

from graftwatch import codes
from graftwatch.records.fields import (
    Coded,
    Currency,
    Day,
    DocumentNumber,
    FreeText,
    Instant,
    Money,
    PersonName,
    PublicWord,
    Quantity,
    Reference,
    WholeNumber,
)
from graftwatch.records.models.record import Record


class WaitingListEntry(Record):
    """One row is one person's place on the waiting list for one organ at one centre."""

    family = "care"
    origin = "list"
    when = "listed_on"
    file_numbers = True

    person = Reference("person", "Who waits", required=True)
    organ = Coded(codes.ORGAN, "Organ waited for", required=True)
    facility = Reference("facility", "Listing centre")
    listed_on = Day("Day of listing", required=True)
    dialysis_started_on = Day("First day of chronic dialysis")
    diagnosis = PublicWord("Primary diagnosis, ICD-10", source="ICD-10", sensitivity="special")
    residency_at_listing = Coded(codes.RESIDENCY, "Resident or not when listed")
    payer = Coded(codes.PAYER_KIND, "Who pays")


class WaitingListEvent(Record):
    """One row is one change of one waiting-list entry. Entries are never edited; events are added."""

    family = "care"
    origin = "list"
    when = "effective_on"
    file_numbers = True

    entry = Reference("waiting_list_entry", "The entry that changed", required=True)
    kind = Coded(codes.EVENT_KIND, "What happened", required=True)
    reason = Coded(codes.REMOVAL_REASON, "Why, for departures")
    effective_on = Day("Day from which it holds", required=True)
    recorded_by = Reference("practitioner", "Who wrote it down")
    facility = Reference("facility", "The centre concerned; for a transfer the centre it leads to")


class LivingDonorAssessment(Record):
    """One row is one file of one donor candidate, with the recipient the gift is meant for where there is one."""

    family = "care"
    origin = "care"
    when = "opened_on"
    holder = "hospital"
    file_numbers = True

    donor = Reference("person", "The donor candidate", required=True)
    recipient = Reference("person", "The intended recipient")
    organ = Coded(codes.ORGAN, "Organ")
    facility = Reference("facility", "Assessing centre")
    opened_on = Day("Day the file was opened", required=True)
    recipient_workup_started_on = Day("Day the recipient's own work-up began")
    closed_on = Day("Day the file was closed")
    programme = Coded(codes.PROGRAMME, "Directed, paired or non-directed")
    first_contact_route = Coded(codes.ROUTE, "How the candidate first came")
    referrer = DocumentNumber("Unit, doctor or firm that sent the pair, as it names itself")
    agency = Reference("agency", "Agency that arranged the visit")
    relationship = Coded(codes.RELATIONSHIP, "Relationship now on file")
    relationship_proof = Coded(codes.PROOF, "Whether the relationship is proven")
    cross_border_authorisation = DocumentNumber("Number of the authorisation, where the pair comes across a border")
    seen_alone = Coded(codes.YES_NO, "Whether the candidate was seen alone")
    assessor_independent = Coded(codes.YES_NO, "Whether the assessor is independent of the recipient's team")
    surgery_planned_on = Day("Day the operation is planned for")
    urgency_certified = Coded(codes.YES_NO, "Whether a clinician certified that it is urgent")
    donor_reads = PublicWord("Languages the donor reads, BCP 47, with blanks between", source="BCP 47")
    papers_held_by = Coded(codes.PARTY, "Who keeps the donor's passport and papers", sensitivity="restricted")
    custody = Coded(codes.CUSTODY, "Whether the donor is detained or in a closed institution", sensitivity="restricted")
    court_review = Coded(codes.COURT_REVIEW, "Whether a court reviewed a gift from custody")
    crossmatch_valid_until = Day("Last day on which the cross-match is valid")
    payer = Coded(codes.PAYER_KIND, "Who pays for the work-up")
    outcome = Coded(codes.ASSESSMENT_OUTCOME, "What became of the candidate")
    outcome_reason = Coded(codes.REASON_CLASS, "Class of the reason", sensitivity="restricted")


class Consent(Record):
    """One row is one consent given by one donor, with what was explained."""

    family = "care"
    origin = "care"
    when = "given_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    form_version = PublicWord("Version of the form")
    language = PublicWord("Language of the explanation, BCP 47", source="BCP 47")
    document_language = PublicWord("Language of the paper signed, BCP 47", source="BCP 47")
    interpreter_session = Reference("interpreter_session", "The interpreted interview in which it was given")
    read_aloud = Coded(codes.YES_NO, "Whether it was read aloud in a language the donor speaks")
    copy_given = Coded(codes.YES_NO, "Whether the donor was given a copy")
    given_on = Day("Day it was given")
    payment_offence_explained = Coded(codes.YES_NO, "Whether it was explained that payment is a crime")
    witness = PersonName("Witness")
    reaffirmed_at = Instant("When it was given again before surgery")
    withdrawn_on = Day("Day it was withdrawn", sensitivity="restricted")


class InterpreterSession(Record):
    """One row is one interview that somebody interpreted."""

    family = "care"
    origin = "care"
    when = "held_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    interpreter = Reference("person", "The interpreter, where known as a person")
    interpreter_name = PersonName("Name of the interpreter")
    language = PublicWord("Language, BCP 47", source="BCP 47")
    accredited = Coded(codes.YES_NO, "Whether on the list of accredited interpreters")
    employed_by = Coded(codes.PARTY, "Whose interpreter it was")
    paid_by = Coded(codes.PARTY, "Who paid")
    also_companion = Coded(codes.YES_NO, "Whether the interpreter also accompanies or is related to a party")
    held_on = Day("Day of the interview", required=True)


class BoardDecision(Record):
    """One row is one decision of one ethics board on one donor file."""

    family = "care"
    origin = "board"
    when = "met_on"
    holder = "ethics board"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    board = PublicWord("Code of the board")
    met_on = Day("Day of the meeting", required=True)
    decision = Coded(codes.DECISION, "Decision", required=True)
    reason = Coded(codes.REASON_CLASS, "Class of the reason")
    approval_number = DocumentNumber("Number of the approval")
    minutes = WholeNumber("How long the board spent on it", unit="min")
    note = FreeText("The board's own words", derive=("shingle_signature",))


class DeceasedDonor(Record):
    """One row is one deceased donor, under the donation number; never the person."""

    family = "care"
    origin = "transplant registry"
    when = "donated_on"

    facility = Reference("facility", "Procuring hospital")
    pathway = Coded(codes.DEATH_PATHWAY, "After brain or circulatory death")
    donated_on = Day("Day of donation")
    age_years = WholeNumber("Age", unit="a")
    sex = Coded(codes.SEX, "Sex")
    blood_group = Coded(codes.BLOOD_GROUP, "ABO blood group")


class Organ(Record):
    """One row is one organ recovered, from a deceased or a living donor."""

    family = "care"
    origin = "transplant registry"
    when = "recovered_on"
    file_numbers = True

    organ_number = PublicWord("National organ number")
    kind = Coded(codes.ORGAN, "Organ")
    deceased_donor = Reference("deceased_donor", "The deceased donor")
    living_donor = Reference("person", "The living donor")
    facility = Reference("facility", "Where it was recovered")
    recovered_on = Day("Day of recovery")
    disposition = Coded(codes.DISPOSITION, "What became of it")


class Transplant(Record):
    """One row is one transplantation of one organ into one recipient."""

    family = "care"
    origin = "transplant registry"
    when = "performed_on"
    file_numbers = True

    recipient = Reference("person", "The recipient", required=True)
    organ = Reference("organ", "The organ")
    organ_kind = Coded(codes.ORGAN, "Kind of organ", required=True)
    donor_type = Coded(codes.DONOR_TYPE, "Deceased or living donor")
    donor = Reference("person", "The living donor")
    relationship = Coded(codes.RELATIONSHIP, "Relationship of the living donor to the recipient")
    assessment = Reference("living_donor_assessment", "The living-donor file")
    facility = Reference("facility", "Where it was done")
    performed_on = Day("Day of the operation", required=True)
    approval_number = DocumentNumber("Number of the board's approval")
    payer = Coded(codes.PAYER_KIND, "Who paid")


class FollowUp(Record):
    """One row is one visit, or one due visit not kept, of a recipient or a living donor."""

    family = "care"
    origin = "care"
    when = "visited_on"
    holder = "hospital"
    file_numbers = True

    person = Reference("person", "Who was seen", required=True)
    role = Coded(codes.FOLLOW_UP_ROLE, "As recipient or as living donor")
    facility = Reference("facility", "Where")
    visited_on = Day("Day of the visit", required=True)
    vital_status = Coded(codes.VITAL_STATUS, "Alive, dead or lost")
    graft_status = Coded(codes.GRAFT_STATUS, "State of the graft")
    creatinine = Quantity("Serum creatinine", unit="umol/L", sensitivity="special")


class DialysisSession(Record):
    """One row is one dialysis session paid for."""

    family = "care"
    origin = "dialysis"
    when = "held_on"
    holder = "health insurer"
    bulk = True

    person = Reference("person", "The patient", required=True)
    facility = Reference("facility", "Dialysis unit")
    held_on = Day("Day of the session", required=True)
    at_home = Coded(codes.YES_NO, "Whether at home")

    class Meta:
        managed = False


class Dispensing(Record):
    """One row is one medicine handed out to one person."""

    family = "care"
    origin = "dispensing"
    when = "dispensed_on"
    holder = "health insurer"
    bulk = True

    person = Reference("person", "The patient", required=True)
    facility = Reference("facility", "Pharmacy")
    medicine = PublicWord("ATC code", source="ATC", sensitivity="special", required=True)
    dispensed_on = Day("Day", required=True)
    days_supplied = WholeNumber("Days the quantity lasts", unit="d")

    class Meta:
        managed = False


class LaboratoryOrder(Record):
    """One row is one test ordered for one person, with who pays."""

    family = "care"
    origin = "laboratory"
    when = "ordered_on"
    holder = "laboratory"
    file_numbers = True

    person = Reference("person", "Who is tested", required=True)
    assessment = Reference("living_donor_assessment", "The donor file, where there is one")
    test = Coded(codes.TEST_KIND, "Kind of test")
    laboratory = Reference("facility", "The laboratory")
    requester = Reference("practitioner", "Who asked for it")
    payer_kind = Coded(codes.PAYER_KIND, "What kind of payer")
    payer = Reference("person", "The person who pays, where a person pays")
    payer_account = Reference("account", "The account it was paid from")
    ordered_on = Day("Day of the order", required=True)
    amount = Money("Price", unit="minor unit")
    currency = Currency()


class LaboratoryResult(Record):
    """One row is one result: blood group, HLA typing, creatinine."""

    family = "care"
    origin = "laboratory"
    when = "observed_on"
    holder = "laboratory"

    person = Reference("person", "Whose result", required=True)
    laboratory = Reference("facility", "The laboratory")
    laboratory_as_stated = DocumentNumber("Laboratory as the report names itself, where we do not hold it")
    sample_number = DocumentNumber("Number of the sample")
    test = Coded(codes.TEST_KIND, "Kind of test")
    analyte = PublicWord("What was measured, LOINC", source="LOINC")
    value_text = PublicWord("Result in words or codes", sensitivity="special")
    value = Quantity("Result as a number, in the unit beside it", sensitivity="special")
    unit_code = PublicWord("Unit, UCUM", source="UCUM")
    observed_on = Day("Day of the sample")


class TheatreCount(Record):
    """One row is what one operating theatre counted in one month, whatever the registry knows."""

    family = "care"
    origin = "theatre"
    when = "month"
    holder = "hospital"

    facility = Reference("facility", "Where", required=True)
    month = Day("First day of the month", required=True)
    n_nephrectomies = WholeNumber("Donor nephrectomies on the theatre list", unit="1")
    n_implants = WholeNumber("Kidney implantations on the theatre list", unit="1")
    n_anaesthesias = WholeNumber("Anaesthesias given for either", unit="1")


class PharmacyCount(Record):
    """One row is what one hospital pharmacy gave out in one month for transplantation."""

    family = "care"
    origin = "hospital pharmacy"
    when = "month"
    holder = "hospital"

    facility = Reference("facility", "Where", required=True)
    month = Day("First day of the month", required=True)
    n_inductions = WholeNumber("Courses of induction treatment given out", unit="1")
    n_perfusion_units = WholeNumber("Units of organ perfusion fluid given out", unit="1")
