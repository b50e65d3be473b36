"""FA-08, shown asking and staying silent."""

import pytest

from graftwatch.indicators.facility.donor_in_custody import donor_in_custody
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | opened_on  | relationship | relationship_proof | custody  | court_review
    a1 | d1    | r1        | 2025-01-01 | child        | proven             | detained | -
"""


def sizes(picture):
    return asking(donor_in_custody, picture).sizes


@pytest.mark.parametrize("custody", ["detained", "sentenced", "closed_institution"])
def test_a_donor_who_is_held_is_asked_about(custody):
    answer = asking(donor_in_custody, FILE.replace("detained", custody))
    assert answer.sizes == {"d1": 1}
    assert answer.cited == {("living_donor_assessment", "a1")}


@pytest.mark.parametrize("custody", ["free", "unknown", "-"])
def test_one_at_liberty_or_of_whom_nobody_knows_is_not(custody):
    assert sizes(FILE.replace("detained", custody)) == {}


@pytest.mark.parametrize("tie", ["child", "parent", "sibling", "identical_twin"])
def test_a_gift_to_first_degree_kin_that_a_court_reviewed_is_not_asked_about(tie):
    reviewed = FILE.replace("child ", tie).replace("detained | -", "detained | reviewed")
    assert sizes(reviewed) == {}
    assert sizes(reviewed.replace("| proven ", "| - ")) == {}
    assert sizes(reviewed.replace("| reviewed", "| not_reviewed")) == {"d1": 1}


@pytest.mark.parametrize("proof", ["claimed", "contradicted"])
def test_a_tie_that_is_only_claimed_is_no_tie(proof):
    assert sizes(FILE.replace("proven ", proof).replace("detained | -", "detained | reviewed")) == {"d1": 0.5}


@pytest.mark.parametrize("tie", ["spouse", "cousin", "friend", "-"])
def test_a_reviewed_gift_to_anybody_else_is_asked_about_and_weighs_less(tie):
    assert sizes(FILE.replace("child ", tie).replace("detained | -", "detained | reviewed")) == {"d1": 0.5}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert sizes("living_donor_assessment\nid\na1") == {}
    assert sizes("living_donor_assessment\nid") == {}
