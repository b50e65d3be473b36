"""Circles: who belongs together on paper, and which files are unrelated."""

from graftwatch.indicators.views.circle import circle
from graftwatch.testing import asking

TWO_FILES = """
    living_donor_assessment
    donor | recipient | opened_on
    dan   | rosa      | 2025-03-01
    eva   | omar      | 2025-03-01
"""


def circles(picture, **settings):
    found = {}
    for row in asking(circle, picture, **settings).rows.to_pylist():
        found.setdefault(row["circle"], set()).add(row["person"])
    return sorted(sorted(people) for people in found.values())


def test_two_files_that_share_nobody_are_two_circles():
    assert circles(TWO_FILES) == [["dan", "rosa"], ["eva", "omar"]]


def test_files_that_share_a_recipient_or_a_donor_are_one_circle():
    assert circles(TWO_FILES + "    ugo | rosa | 2025-04-01\n") == [["dan", "rosa", "ugo"], ["eva", "omar"]]
    assert circles(TWO_FILES + "    dan | omar | 2025-04-01\n") == [["dan", "eva", "omar", "rosa"]]


def test_a_claim_of_blood_or_marriage_across_files_joins_them_and_friendship_does_not():
    claim = """
    kinship_claim
    donor | recipient | relationship | submitted_on
    dan   | omar      | cousin       | 2025-04-01
    """
    assert circles(TWO_FILES + claim) == [["dan", "eva", "omar", "rosa"]]
    assert circles(TWO_FILES + claim.replace("cousin", "friend")) == [["dan", "rosa"], ["eva", "omar"]]


def test_a_transplant_joins_those_it_names():
    done = """
    transplant
    donor | recipient | performed_on
    dan   | omar      | 2025-04-01
    """
    assert circles(TWO_FILES + done) == [["dan", "eva", "omar", "rosa"]]


def test_people_up_to_six_ties_apart_are_one_circle():
    chain = """
    living_donor_assessment
    donor | recipient | opened_on
    a     | b         | 2025-01-01
    c     | b         | 2025-01-01
    c     | d         | 2025-01-01
    e     | d         | 2025-01-01
    e     | f         | 2025-01-01
    g     | f         | 2025-01-01
    """
    assert circles(chain) == [["a", "b", "c", "d", "e", "f", "g"]]
    assert len(circles(chain + "    g | h | 2025-01-01\n")) == 2


def test_a_number_that_stands_for_unknown_ties_nobody():
    many = """
    living_donor_assessment
    donor | recipient
    a     | unknown
    b     | unknown
    c     | unknown
    """
    assert circles(many, placeholder_ties=3) == [["a", "b", "c", "unknown"]]
    assert circles(many, placeholder_ties=2) == [["a"], ["b"], ["c"], ["unknown"]]


def test_a_donor_without_a_recipient_is_alone_and_empty_rows_are_nobody():
    empty = """
    living_donor_assessment
    donor | recipient
    ines  | -
    -     | -

    kinship_claim
    id
    """
    assert circles(empty) == [["ines"]]
