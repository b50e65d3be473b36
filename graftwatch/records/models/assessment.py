"""The inside of a living-donor file: who saw the donor, what was said, by whom, and how identity was checked."""

from __future__ import annotations

from graftwatch import codes
from graftwatch.records.fields import (
    Coded,
    Day,
    DocumentNumber,
    FreeText,
    Identifying,
    PersonName,
    PublicWord,
    Quantity,
    Reference,
    WholeNumber,
)
from graftwatch.records.models.record import Record


class DonorEvaluation(Record):
    """One row is one evaluation of a donor candidate by one assessor: independent, psychosocial, understanding, age."""

    family = "care"
    origin = "care"
    when = "made_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    kind = Coded(codes.EVALUATION_KIND, "What was evaluated", required=True)
    assessor = Reference("practitioner", "Who evaluated")
    employed_by = Coded(codes.PARTY, "For whom the assessor works")
    paid_by = Coded(codes.PARTY, "Who paid the assessor")
    made_on = Day("Day of the evaluation", required=True)
    minutes = WholeNumber("How long it took", unit="min")
    n_topics = WholeNumber("How many of motive, pressure, money, relationship and support were covered", unit="1")
    score = Quantity("Score of the check of understanding, from 0 to 1", unit="1", sensitivity="special")
    key_item_failed = Coded(
        codes.YES_NO, "Whether it was not understood that the organ does not grow back, or that one may stop"
    )
    age_years = Quantity("Age as estimated, where the evaluation is of age", unit="a", sensitivity="special")


class DonorSession(Record):
    """One row is one meeting of the centre with a donor candidate, and who else was in the room."""

    family = "care"
    origin = "care"
    when = "held_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    kind = Coded(codes.SESSION_KIND, "What the meeting was for")
    held_on = Day("Day of the meeting", required=True)
    others_present = Coded(codes.PRESENCE, "Who was there beside the centre's own staff and interpreter")


class InterviewAnswer(Record):
    """One row is one answer of one side to one question that donor and recipient are both asked, alone."""

    family = "care"
    origin = "care"
    when = "asked_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    item = PublicWord("Code of the question", required=True)
    asked_of = Coded(codes.INTERVIEW_SIDE, "Who answered", required=True)
    answer = Identifying("The answer in the coded form of the interview sheet", sensitivity="special")
    asked_on = Day("Day of the interview", required=True)
    assessor = Reference("practitioner", "Who asked")


class Statement(Record):
    """One row is one statement of a donor candidate as it was written down."""

    family = "care"
    origin = "care"
    when = "taken_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    taken_on = Day("Day it was taken", required=True)
    language = PublicWord("Language it was written down in, BCP 47", source="BCP 47")
    words = FreeText("The words", derive=("shingle_signature", "speaks_of_payment"))


class StatedRelative(Record):
    """One row is one person whom one paper of a file names as kin, with what the paper says of them."""

    family = "people"
    origin = "board"
    when = "stated_on"
    holder = "ethics board"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    evidence = Reference("kinship_evidence", "The paper that says so")
    kin_of = Coded(codes.INTERVIEW_SIDE, "Whose kin")
    role = Coded(codes.KIN_ROLE, "What kin", required=True)
    name = PersonName("Name")
    birth_date = Day("Date of birth", sensitivity="personal")
    death_date = Day("Date of death", sensitivity="personal")
    signed_on = Day("Day this person is said to have signed the paper")
    stated_on = Day("Day of the paper")


class IdentityCheck(Record):
    """One row is one comparison of the person who came with the person on the papers."""

    family = "people"
    origin = "care"
    when = "checked_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file")
    person = Reference("person", "Who presented", required=True)
    kind = Coded(codes.IDENTITY_CHECK_KIND, "How it was compared", required=True)
    result = Coded(codes.IDENTITY_CHECK_RESULT, "What came of it", required=True)
    confirmed_by_human = Coded(codes.YES_NO, "Whether a person looked again and confirmed it")
    checked_on = Day("Day of the check", required=True)


class Dependence(Record):
    """One row is one way in which a donor depends on the recipient's side, as noted in the file."""

    family = "people"
    origin = "care"
    when = "noted_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    kind = Coded(codes.DEPENDENCE_KIND, "What the donor depends on", required=True, sensitivity="restricted")
    held_by = Coded(codes.DEPENDENCE_HOLDER, "Who holds it", sensitivity="restricted")
    noted_on = Day("Day it was noted", required=True)


class SignatureImage(Record):
    """One row is one signature or fingerprint on one paper of a file, as the fingerprint of its picture."""

    family = "people"
    origin = "care"
    when = "signed_on"
    holder = "hospital"
    file_numbers = True

    assessment = Reference("living_donor_assessment", "The file", required=True)
    signatory = PersonName("Whose signature it is said to be")
    role = Coded(codes.SIGNATORY_ROLE, "As whom they sign", required=True)
    kind = Coded(codes.SIGNATURE_KIND, "Signature or fingerprint")
    picture = PublicWord(
        "Perceptual hash of the picture, 64 bits in hexadecimal", sensitivity="special", source="DCT perceptual hash"
    )
    paper = DocumentNumber("Number of the paper it stands on")
    signed_on = Day("Day it was signed")


class Genotype(Record):
    """One row is one genetic locus of one person as one laboratory typed it from one sample."""

    family = "care"
    origin = "laboratory"
    when = "typed_on"
    holder = "laboratory"
    file_numbers = True

    person = Reference("person", "Whose sample", required=True)
    laboratory = Reference("facility", "The laboratory")
    accredited = Coded(codes.YES_NO, "Whether the laboratory is accredited for this test")
    sample_number = DocumentNumber("Number of the sample")
    method = Coded(codes.TYPING_METHOD, "HLA typing or short tandem repeats", required=True)
    locus = PublicWord("Locus, such as HLA-A or D3S1358", sensitivity="restricted", source="IPD-IMGT/HLA; STRBase")
    allele_1 = PublicWord("One allele", sensitivity="restricted")
    allele_2 = PublicWord("The other allele; the same where only one was seen", sensitivity="restricted")
    typed_on = Day("Day of the typing", required=True)
