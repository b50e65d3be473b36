"""LD-15, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.living_donor.no_prior_bond import no_prior_bond
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof | programme | opened_on
    a1 | dan   | rosa      | friend       | none_claimed       | directed  | 2025-03-01

    waiting_list_entry
    id | person | listed_on  | dialysis_started_on
    w1 | rosa   | 2024-06-01 | 2024-02-01

    kinship_claim
    id | donor | recipient | assessment | how_met              | met_on
    c1 | dan   | rosa      | a1         | through_third_person | 2024-01-02

    kinship_evidence
    id | assessment | kind           | shows_from | result
    k1 | {}         | communications | 2024-05-02 | {}
"""
WORD = FILE.format("-", "seen")
PAPER = FILE.format("a1", "seen")


def sizes(picture, **settings):
    return asking(no_prior_bond, picture, **settings).sizes


def test_friends_who_met_in_the_year_of_the_illness_are_asked_about():
    answer = asking(no_prior_bond, WORD)
    assert answer.sizes == {"dan:rosa": 1.0}
    assert answer.cited == {
        ("kinship_claim", "c1"), ("living_donor_assessment", "a1"), ("waiting_list_entry", "w1")
    }  # fmt: skip
    assert answer.number("days_before_illness") == [30]


def test_min_bond_months_before_the_illness_are_enough():
    old = WORD.replace("2024-01-02", "2023-02-01")
    assert sizes(old, min_bond_months=12) == {}
    assert sizes(old, min_bond_months=13) == {"dan:rosa": 1.0}
    assert sizes(old.replace("2023-02-01", "2023-02-02"), min_bond_months=12) == {"dan:rosa": 1.0}


def test_what_a_paper_shows_counts_before_what_they_said():
    said = PAPER.replace("2024-01-02", "2001-01-01")
    assert sizes(said) == {"dan:rosa": 1.0}
    assert sizes(said.replace("2024-05-02", "2010-05-02")) == {}
    assert sizes(PAPER.replace("2024-05-02", "2010-05-02")) == {}


def test_a_paper_that_was_found_false_shows_nothing():
    forged = FILE.format("a1", "forged").replace("2024-05-02", "2010-05-02")
    assert sizes(forged) == {"dan:rosa": 1.0}


def test_where_no_day_is_known_nothing_is_asked():
    assert sizes(WORD.replace("2024-01-02", "-")) == {}


@pytest.mark.parametrize("how", ["public_appeal", "programme"])
def test_who_met_through_an_appeal_or_a_programme_met_late(how):
    assert sizes(WORD.replace("through_third_person", how)) == {}
    assert sizes(PAPER.replace("through_third_person", how)) == {}


@pytest.mark.parametrize(
    ("found", "innocent"),
    [
        ("| directed ", "| paired "),
        ("| directed ", "| non_directed "),
        ("| friend       | none_claimed ", "| cousin       | proven "),
        ("| friend ", "| sibling "),
        ("| friend ", "| - "),
        ("| rosa   | 2024-06-01", "| someone | 2024-06-01"),
    ],
    ids=["paired", "non-directed", "proven cousin", "close kin", "tie not named", "no day of illness"],
)
def test_a_pair_is_not_asked_about(found, innocent):
    assert found in WORD
    assert sizes(WORD.replace(found, innocent)) == {}


def test_a_cousin_by_claim_alone_is_asked_about():
    assert sizes(WORD.replace("| friend ", "| cousin ")) == {"dan:rosa": 1.0}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    names = ("living_donor_assessment", "kinship_claim", "kinship_evidence", "waiting_list_entry")
    assert asking(no_prior_bond, "\n\n".join(f"{name}\nid\nx1" for name in names)).subjects == set()
    assert asking(no_prior_bond, "\n\n".join(f"{name}\nid" for name in names)).subjects == set()
