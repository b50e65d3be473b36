"""Departures that nothing explains: listed, not listed, and both sides of the days allowed."""

import pytest

from graftwatch.indicators.reconciliation.departure_unexplained import departure_unexplained
from graftwatch.testing import asking

LEFT = """
    waiting_list_entry
    id | file_number | person | organ  | facility | listed_on
    e1 | 17          | ana    | kidney | north    | 2024-01-01

    waiting_list_event
    id | entry | kind    | reason            | effective_on | recorded_on
    v1 | e1    | removed | unable_to_contact | 2026-01-01   | 2026-01-09
"""


def listed(picture: str, today: str = "2026-06-30", **settings: float) -> list[object]:
    return asking(departure_unexplained, picture, today, **settings).number("row")


def test_a_patient_who_could_not_be_reached_is_listed_with_the_file_and_the_centre():
    rows = asking(departure_unexplained, LEFT).rows.to_pylist()
    assert [(row["row_table"], row["row"], row["file_number"], row["facility"]) for row in rows] == [
        ("waiting_list_entry", "e1", "17", "north")
    ]
    assert str(rows[0]["known_on"]) == "2026-01-09"
    assert rows[0]["days_since_leaving"] == 180


@pytest.mark.parametrize("reason", ["-", "other", "refused_transplant", "unknown", "not_asked"])
def test_a_reason_that_says_nothing_explains_nothing(reason):
    assert listed(LEFT.replace("unable_to_contact", reason)) == ["e1"]


@pytest.mark.parametrize("reason", ["died", "improved", "transferred", "too_sick", "moved_abroad", "listed_in_error"])
def test_a_reason_that_says_something_is_believed(reason):
    assert listed(LEFT.replace("unable_to_contact", reason)) == []


def test_the_days_allowed_end_on_their_last_day():
    assert listed(LEFT, today="2026-04-01", pending_days=90) == ["e1"]
    assert listed(LEFT, today="2026-03-31", pending_days=90) == []


def test_being_made_inactive_is_not_leaving():
    assert listed(LEFT.replace("removed", "inactivated")) == []


def test_being_transferred_is_not_leaving():
    assert listed(LEFT.replace("removed", "transferred_out")) == []


def test_a_patient_who_is_on_another_list_has_not_left():
    other = LEFT.replace(
        "\n\n    waiting_list_event", "\n    e2 | 18 | ana | kidney | south | 2026-01-03\n\n    waiting_list_event"
    )
    assert listed(other) == []
    assert listed(other.replace("ana | kidney | south", "ana | liver | south")) == ["e1"]


def test_two_entries_left_on_one_day_are_both_listed():
    other = LEFT.replace(
        "\n\n    waiting_list_event", "\n    e2 | 18 | ana | kidney | south | 2025-01-03\n\n    waiting_list_event"
    )
    assert sorted(listed(other + "    v2 | e2 | removed | other | 2026-01-01 | 2026-01-01\n")) == ["e1", "e2"]
    assert listed(other + "    v2 | e2 | removed | other | 2026-01-02 | 2026-01-02\n") == ["e2"]


def test_a_transplant_here_explains_and_one_of_another_organ_does_not():
    done = LEFT + "\n    transplant\n    recipient | organ_kind | performed_on\n    ana | kidney | 2026-01-20\n"
    assert listed(done) == []
    assert listed(done.replace("kidney | 2026", "liver | 2026")) == ["e1"]


def test_a_death_explains_as_long_as_it_came_within_the_days_allowed():
    died = LEFT + "\n    death\n    person | died_on\n    ana | 2026-04-01\n"
    assert listed(died, pending_days=90) == []
    assert listed(died.replace("2026-04-01", "2026-04-02"), pending_days=90) == ["e1"]
