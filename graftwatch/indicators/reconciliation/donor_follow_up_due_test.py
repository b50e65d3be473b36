"""Donors' visits: on time, at both edges of the window, missed, not yet missed, and no longer possible."""

import pytest

from graftwatch.indicators.reconciliation.donor_follow_up_due import donor_follow_up_due
from graftwatch.testing import asking

GAVE = """
    transplant
    id | recipient | donor_type | donor | organ_kind | facility | performed_on
    t1 | ana       | living     | ben   | kidney     | north    | 2024-01-15

    follow_up
    person | role         | visited_on | vital_status
"""
CAME = "    ben | living_donor | 2024-07-15 | alive\n    ben | living_donor | 2025-01-15 | alive\n"


def missed(picture: str, today: str = "2026-06-30", **settings: float) -> list[object]:
    return sorted(asking(donor_follow_up_due, picture, today, **settings).number("n_months"))


def test_a_donor_never_seen_is_listed_for_each_date_that_has_passed():
    assert missed(GAVE) == [6, 12, 24]
    assert missed(GAVE, today="2025-06-30") == [6, 12]


def test_a_donor_seen_each_time_is_not_listed():
    assert missed(GAVE + CAME + "    ben | living_donor | 2026-01-15 | alive\n") == []


@pytest.mark.parametrize("day", ["2025-11-16", "2026-03-16"])
def test_a_visit_on_the_first_or_last_day_of_the_window_counts(day):
    assert missed(GAVE + CAME + f"    ben | living_donor | {day} | alive\n") == []


@pytest.mark.parametrize("day", ["2025-11-15", "2026-03-17"])
def test_a_visit_a_day_outside_the_window_does_not(day):
    assert missed(GAVE + CAME + f"    ben | living_donor | {day} | alive\n") == [24]


def test_a_visit_is_missed_on_the_day_after_the_window():
    assert missed(GAVE + CAME, today="2026-03-16") == []
    assert missed(GAVE + CAME, today="2026-03-17") == [24]


def test_a_wider_window_is_the_states_to_set():
    assert missed(GAVE + CAME + "    ben | living_donor | 2025-11-15 | alive\n", window_days=61) == []


def test_a_row_that_says_lost_is_no_visit():
    assert missed(GAVE + CAME + "    ben | living_donor | 2026-01-15 | lost\n") == [24]


def test_a_visit_as_a_recipient_is_not_a_donors_visit():
    assert missed(GAVE + CAME + "    ben | recipient | 2026-01-15 | alive\n") == [24]


def test_the_dead_are_not_invited():
    died = GAVE + CAME + "\n    death\n    person | died_on\n    ben | 2026-03-16\n"
    assert missed(died) == []
    assert missed(died.replace("2026-03-16", "2026-03-17")) == [24]
    assert missed(GAVE + CAME + "    ben | living_donor | 2025-05-01 | dead\n") == []


def test_deceased_donors_and_donors_who_are_not_named_are_not_invited():
    assert missed(GAVE.replace("living     | ben", "deceased | ben")) == []
    assert missed(GAVE.replace("living     | ben", "living | -")) == []
