"""Operations on living donors and the board: approved, not approved, approved too late, approval taken back."""

import pytest

from graftwatch.indicators.reconciliation.operation_without_approval import operation_without_approval
from graftwatch.testing import asking

DRAWN = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | ben   | ana       | 2025-06-01

    transplant
    id | recipient | donor_type | donor | assessment | organ_kind | facility | performed_on
    t1 | ana       | living     | ben   | a1         | kidney     | north    | 2026-01-10

    board_decision
    id | assessment | met_on     | decision
    b0 | a0         | 2020-01-01 | approve
    b1 | a1         | 2026-01-10 | approve
"""


def listed(picture: str) -> list[tuple[object, object]]:
    answer = asking(operation_without_approval, picture)
    return list(zip(answer.number("row"), answer.number("what"), strict=True))


def test_an_operation_on_the_day_of_the_approval_agrees_and_one_before_it_is_listed():
    assert listed(DRAWN) == []
    assert listed(DRAWN.replace("2026-01-10 | approve", "2026-01-11 | approve")) == [("t1", "no_approval")]


@pytest.mark.parametrize("decision", ["refuse", "defer", "refer", "unknown"])
def test_an_operation_that_no_board_approved_is_listed(decision):
    assert listed(DRAWN.replace("10 | approve", f"10 | {decision}")) == [("t1", "no_approval")]


def test_a_refusal_after_the_approval_takes_it_back():
    refused = DRAWN.replace("2026-01-10 | approve", "2025-12-01 | approve") + "    b2 | a1 | 2025-12-02 | refuse\n"
    assert listed(refused) == [("t1", "approval_withdrawn")]
    assert asking(operation_without_approval, refused).number("n_decisions") == [2]


def test_a_refusal_on_the_day_of_the_approval_or_before_it_does_not():
    before = DRAWN + "    b2 | a1 | 2025-12-02 | refuse\n"
    assert listed(before) == []
    assert listed(before.replace("2025-12-02", "2026-01-10")) == []


def test_a_refusal_after_the_operation_says_nothing_about_that_day():
    assert listed(DRAWN + "    b2 | a1 | 2026-01-11 | refuse\n") == []


def test_an_approval_in_another_file_of_the_same_donor_counts():
    assert listed(DRAWN.replace("ben   | a1 ", "ben | -")) == []
    assert listed(DRAWN.replace("ben   | a1 ", "carl | -")) == [("t1", "no_approval")]


def test_a_deceased_donor_needs_no_such_approval():
    assert listed(DRAWN.replace("living     | ben   | a1 ", "deceased | - | - ").replace("approve", "refuse")) == []


def test_operations_from_before_boards_kept_records_are_not_listed():
    never = DRAWN.replace("2026-01-10 | approve", "2026-01-11 | approve")
    assert listed(never.replace("north    | 2026-01-10", "north | 2020-01-01")) == [("t1", "no_approval")]
    assert listed(never.replace("north    | 2026-01-10", "north | 2019-12-31")) == []
