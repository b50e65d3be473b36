"""HO-05, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.hospital.approval_of_others import approval_of_others
from graftwatch.testing import asking

DRAWN = """
    transplant
    id | recipient | donor | assessment | donor_type | organ_kind | performed_on | approval_number | relationship
    t1 | ana       | ben   | a1         | living     | kidney     | 2026-01-10   | E-7             | friend

    living_donor_assessment
    id | donor | recipient | opened_on  | programme
    a1 | ben   | ana       | 2025-10-01 | directed
    a2 | carl  | dora      | 2025-10-01 | directed

    board_decision
    id | assessment | met_on     | decision | approval_number
    b2 | a2         | 2025-12-01 | approve  | E-7
"""
OWN = "    b1 | a1 | {} | approve | -\n"


def test_an_operation_under_another_pairs_number_is_asked_about_with_that_pairs_decision():
    answer = asking(approval_of_others, DRAWN)
    assert answer.sizes == {"ben:ana": 1.0}
    assert answer.cited == {("transplant", "t1"), ("board_decision", "b2"), ("living_donor_assessment", "a1")}


def test_a_number_given_to_others_after_the_operation_is_asked_about_too():
    assert asking(approval_of_others, DRAWN.replace("2025-12-01", "2026-02-01")).number("days_after") == [22]


def test_a_pair_with_an_approval_of_its_own_only_wrote_a_wrong_number_and_the_grace_has_two_sides():
    assert asking(approval_of_others, DRAWN + OWN.format("2026-01-11")).subjects == set()
    assert asking(approval_of_others, DRAWN + OWN.format("2026-01-12")).subjects == {"ben:ana"}
    assert asking(approval_of_others, DRAWN + OWN.format("2026-01-12"), grace_days=2).subjects == set()


@pytest.mark.parametrize("decision", ["refuse", "defer"])
def test_a_decision_that_is_no_approval_is_no_approval_of_its_own(decision):
    refused = DRAWN + OWN.format("2026-01-01").replace("approve", decision)
    assert asking(approval_of_others, refused).subjects == {"ben:ana"}


def test_the_pairs_own_number_is_not_asked_about_nor_one_that_two_boards_gave():
    assert asking(approval_of_others, DRAWN.replace("b2 | a2", "b2 | a1")).subjects == set()
    both = DRAWN + OWN.format("2026-03-01").replace("| -", "| E-7")
    assert asking(approval_of_others, both).subjects == set()


def test_another_recipient_of_the_same_donor_is_another_pair_but_not_in_an_exchange():
    drawn = DRAWN.replace("a2 | carl ", "a2 | ben ")
    assert asking(approval_of_others, drawn).subjects == {"ben:ana"}
    assert asking(approval_of_others, drawn.replace("2025-10-01 | directed", "2025-10-01 | paired")).subjects == set()
    assert asking(approval_of_others, drawn.replace("friend", "paired_exchange")).subjects == set()
    assert asking(approval_of_others, drawn.replace("| dora ", "| - ")).subjects == set()


def test_a_missing_approval_is_the_reconciliation_lists_and_is_not_asked_again():
    assert asking(approval_of_others, DRAWN.replace("| E-7             |", "| - |")).subjects == set()
    assert asking(approval_of_others, DRAWN.replace("approve  | E-7", "approve  | E-8")).subjects == set()


def test_deceased_donors_need_no_approval():
    assert asking(approval_of_others, DRAWN.replace("living ", "deceased")).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    bare = "transplant\nid\nt1\n\nboard_decision\nid\nb1\n\nliving_donor_assessment\nid\na1"
    assert asking(approval_of_others, bare).subjects == set()
