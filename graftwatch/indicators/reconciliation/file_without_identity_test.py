"""Blank fields of donor files: who, where they live, and what they are to each other."""

import pytest

from graftwatch.indicators.reconciliation.file_without_identity import file_without_identity
from graftwatch.testing import asking

DRAWN = """
    living_donor_assessment
    id | donor | recipient | relationship | facility | opened_on
    a1 | ben   | ana       | friend       | north    | 2026-01-10

    person
    id  | national_id | residence_country | residency
    ben | N1          | XX                | -
    ana | N2          | -                 | resident
"""


def listed(picture: str) -> set[object]:
    return set(asking(file_without_identity, picture).number("what"))


def test_a_file_in_which_everything_is_written_agrees():
    assert listed(DRAWN) == set()


@pytest.mark.parametrize(
    ("said", "blank", "what"),
    [
        ("| N1 ", "| -  ", "donor_identity"),
        ("| N2 ", "| -  ", "recipient_identity"),
        ("| XX ", "| -  ", "donor_residence"),
        ("| resident", "| unknown", "recipient_residence"),
        ("| resident", "| -", "recipient_residence"),
        ("| friend ", "| - ", "relationship"),
        ("| friend ", "| unknown ", "relationship"),
    ],
)
def test_each_blank_field_is_a_row_of_its_own(said, blank, what):
    answer = asking(file_without_identity, DRAWN.replace(said, blank))
    assert answer.number("what") == [what]
    assert answer.number("row") == ["a1"]


def test_a_paper_stands_for_a_number_and_a_birth_record_shows_nobodys_face():
    papers = "\n    identity_document\n    id | person | kind | number\n    d1 | ben | {} | {}\n"
    blank = DRAWN.replace("| N1 ", "| -  ")
    assert listed(blank + papers.format("passport", "P7")) == set()
    assert listed(blank + papers.format("passport", "-")) == {"donor_identity"}
    assert listed(blank + papers.format("birth_record", "B7")) == {"donor_identity"}


def test_a_person_who_is_not_in_the_records_is_not_known():
    assert listed(DRAWN.replace("    ben |", "    carl |")) == {"donor_identity", "donor_residence"}


def test_a_gift_to_nobody_in_particular_has_no_recipient_to_be_known():
    assert listed(DRAWN.replace("| ana       | friend", "| - | -")) == set()
