"""LD-22, shown asking, staying silent, and at the edge of its parameter."""

import pytest

from graftwatch.indicators.living_donor.elsewhere_after_refusal import elsewhere_after_refusal
from graftwatch.testing import asking

MOVED = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on  | closed_on  | outcome          | outcome_reason
    a1 | dan   | rosa      | north    | 2025-01-01 | 2025-03-01 | refused_by_board | identity
    a2 | eva   | rosa      | south    | 2025-03-04 | -          | open             | -
"""
REFUSED = MOVED.replace("2025-03-01 | refused_by_board | identity", "-          | open             | -       ") + """
    board_decision
    id | assessment | met_on     | decision | reason
    b1 | a1         | 2025-03-01 | refuse   | payment
"""  # fmt: skip


def test_a_new_file_of_the_recipient_at_another_centre_is_asked_about():
    answer = asking(elsewhere_after_refusal, MOVED)
    assert answer.sizes == {"rosa": 1}
    assert answer.number("days_between") == [3, 3]
    assert answer.cited == {("living_donor_assessment", "a1"), ("living_donor_assessment", "a2")}


def test_a_new_file_of_the_refused_donor_is_asked_about_at_its_recipient():
    other = MOVED.replace("a2 | eva   | rosa", "a2 | dan   | omar")
    assert asking(elsewhere_after_refusal, other).subjects == {"omar"}


def test_a_boards_refusal_is_enough_and_cited():
    answer = asking(elsewhere_after_refusal, REFUSED)
    assert answer.subjects == {"rosa"}
    assert ("board_decision", "b1") in answer.cited


def test_a_refusal_that_the_board_overturned_is_none():
    later = REFUSED + "    b2 | a1         | 2025-04-01 | approve  | none\n"
    assert asking(elsewhere_after_refusal, later).subjects == set()
    before = REFUSED + "    b2 | a1         | 2025-02-01 | approve  | none\n"
    assert asking(elsewhere_after_refusal, before).subjects == {"rosa"}


def test_window_days_end_on_their_last_day():
    assert asking(elsewhere_after_refusal, MOVED, window_days=3).subjects == {"rosa"}
    assert asking(elsewhere_after_refusal, MOVED, window_days=2).subjects == set()


@pytest.mark.parametrize(
    ("outcome", "reason", "asked"),
    [
        ("withdrew", "-", True),
        ("withdrew", "refused", True),
        ("withdrew", "voluntariness", True),
        ("withdrew", "medical", False),
        ("declined_psychosocial", "unknown", True),
        ("declined_medical", "identity", False),
        ("refused_by_board", "medical", False),
        ("refused_by_board", "incomplete", False),
        ("refused_by_board", "-", False),
        ("recipient_transplanted", "-", False),
    ],
)
def test_only_an_end_for_the_donors_protection_counts(outcome, reason, asked):
    ended = MOVED.replace("refused_by_board | identity", f"{outcome} | {reason}")
    assert asking(elsewhere_after_refusal, ended).subjects == ({"rosa"} if asked else set())


def test_the_same_centre_or_an_unknown_one_is_not_asked_about():
    assert asking(elsewhere_after_refusal, MOVED.replace("south", "north")).subjects == set()
    assert asking(elsewhere_after_refusal, MOVED.replace("south", "-    ")).subjects == set()


def test_a_file_that_was_open_before_the_refusal_is_not_asked_about():
    assert asking(elsewhere_after_refusal, MOVED.replace("2025-03-04", "2025-02-28")).subjects == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\na2\n\nboard_decision\nid\nb1"
    assert asking(elsewhere_after_refusal, empty).subjects == set()
    assert asking(elsewhere_after_refusal, "living_donor_assessment\nid\n\nboard_decision\nid").subjects == set()
