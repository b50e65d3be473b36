"""Marks on kinship papers and where each is at home."""

from graftwatch.indicators.views.paper_mark import paper_mark
from graftwatch.testing import asking

PAPERS = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | dan   | rosa      | 2025-03-01

    kinship_evidence
    id | assessment | issuer | issuing_country | notary | witness | stamp_serial | layout | issued_on
    k1 | a1         | o1     | AT              | n1     | w1      | s1           | l1     | 2025-02-01
    k2 | a1         | -      | AT              | -      | -       | s2           | -      | -
"""
LIVES = """
    person
    id  | municipality
    dan | m7
"""


def marks(picture):
    return {(r["thing"], r["place"], str(r["on"])) for r in asking(paper_mark, picture).rows.to_pylist()}


def test_notaries_and_witnesses_are_at_home_where_the_donor_lives_stamps_and_layouts_in_their_office():
    assert marks(PAPERS + LIVES) == {
        ("notary:n1", "m7", "2025-03-01"),
        ("witness:w1", "m7", "2025-03-01"),
        ("stamp:s1", "o1", "2025-03-01"),
        ("layout:l1", "o1", "2025-03-01"),
        ("stamp:s2", "m7", "2025-03-01"),
    }


def test_where_nobody_says_where_the_donor_lives_the_country_of_issue_is_home():
    assert ("notary:n1", "AT", "2025-03-01") in marks(PAPERS)
    assert ("notary:n1", "AT", "2025-03-01") in marks(PAPERS + LIVES.replace("m7", "-"))


def test_a_paper_without_marks_is_no_row():
    assert marks("living_donor_assessment\nid\na1\n\nkinship_evidence\nid\nk1\n\nperson\nid\np1") == set()
