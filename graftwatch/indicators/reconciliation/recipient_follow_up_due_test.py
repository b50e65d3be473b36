"""Recipients' visits: seen within the year, on its last day, not seen, and those who are no longer followed."""

import pytest

from graftwatch.indicators.reconciliation.recipient_follow_up_due import recipient_follow_up_due
from graftwatch.testing import asking

GIVEN = """
    transplant
    id | recipient | organ_kind | facility | performed_on
    t1 | ana       | kidney     | north    | 2024-01-15

    follow_up
    person | role      | visited_on | vital_status | graft_status
    ana    | recipient | 2025-01-15 | alive        | functioning
"""


def due(picture: str, today: str = "2026-06-30", **settings: float) -> list[object]:
    return asking(recipient_follow_up_due, picture, today, **settings).number("row")


def test_a_year_and_the_window_run_from_the_last_visit():
    assert due(GIVEN, today="2026-03-16") == []
    assert due(GIVEN, today="2026-03-17") == ["t1"]
    assert asking(recipient_follow_up_due, GIVEN, "2026-03-17").number("days_since_seen") == [426]


def test_they_run_from_the_transplant_where_there_was_no_visit():
    never = GIVEN.replace("ana    | recipient | 2025", "ben | recipient | 2025")
    assert due(never, today="2025-03-15") == []
    assert due(never, today="2025-03-16") == ["t1"]


def test_both_numbers_of_days_are_the_states_to_set():
    assert due(GIVEN, today="2026-03-17", window_days=61) == []
    assert due(GIVEN, today="2026-03-17", every_days=366) == []


def test_a_row_that_says_lost_is_no_visit():
    assert due(GIVEN + "    ana | recipient | 2026-06-01 | lost | -\n") == ["t1"]
    assert due(GIVEN + "    ana | recipient | 2026-06-01 | alive | -\n") == []


@pytest.mark.parametrize("line", ["dead | -", "alive | failed", "alive | back_on_dialysis"])
def test_whoever_died_or_lost_the_graft_is_no_longer_followed(line):
    assert due(GIVEN + f"    ana | recipient | 2025-02-01 | {line}\n") == []


def test_a_new_transplant_begins_a_new_follow_up():
    again = GIVEN.replace("alive        | functioning", "alive | failed").replace(
        "2024-01-15\n", "2024-01-15\n    t2 | ana | kidney | south | 2025-02-01\n"
    )
    assert due(again) == ["t2"]


def test_a_death_in_the_civil_register_ends_it():
    assert due(GIVEN + "\n    death\n    person | died_on\n    ana | 2026-06-29\n") == []
