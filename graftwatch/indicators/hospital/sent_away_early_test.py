"""HO-11, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.hospital.sent_away_early import sent_away_early
from graftwatch.testing import asking

DRAWN = """
    transplant
    id | recipient | donor | donor_type | organ_kind | performed_on
    t1 | ana       | ben   | living     | kidney     | 2026-01-10

    hospital_stay
    id | person | role         | admitted_on | discharged_on | follow_up_planned_on
    s1 | ben    | living_donor | 2026-01-09  | 2026-01-12    | -
"""
LONG = DRAWN.replace("2026-01-12", "2026-01-16")
TRIP = "\n    journey\n    id | person | departed_on | returned_on\n    j1 | ben | {} | {}\n"
SEEN = "\n    follow_up\n    id | person | role | visited_on | vital_status\n    v1 | ben | {} | {} | {}\n"


def test_a_donor_discharged_within_days_without_a_plan_is_asked_about():
    answer = asking(sent_away_early, DRAWN)
    assert answer.sizes == {"ben": 1.0}
    assert answer.cited == {("transplant", "t1"), ("hospital_stay", "s1")}
    assert answer.number("days_in_hospital") == [2]


def test_three_days_and_no_fewer():
    assert asking(sent_away_early, DRAWN.replace("2026-01-12", "2026-01-13")).subjects == set()
    assert asking(sent_away_early, DRAWN.replace("2026-01-12", "2026-01-13"), min_los_days=4).subjects == {"ben"}


def test_a_planned_visit_explains():
    assert asking(sent_away_early, DRAWN.replace("12    | -", "12 | 2026-02-10")).subjects == set()


def test_a_visit_that_took_place_explains_and_its_time_has_two_sides():
    assert asking(sent_away_early, DRAWN + SEEN.format("living_donor", "2026-04-10", "alive")).subjects == set()
    assert asking(sent_away_early, DRAWN + SEEN.format("living_donor", "2026-04-11", "alive")).subjects == {"ben"}
    late = DRAWN + SEEN.format("living_donor", "2026-04-11", "alive")
    assert asking(sent_away_early, late, seen_within_days=91).subjects == set()


@pytest.mark.parametrize(("role", "status"), [("recipient", "alive"), ("living_donor", "lost")])
def test_a_row_that_says_lost_and_a_visit_as_recipient_explain_nothing(role, status):
    assert asking(sent_away_early, DRAWN + SEEN.format(role, "2026-02-10", status)).subjects == {"ben"}


def test_a_donor_who_leaves_the_country_within_two_weeks_is_asked_about_going_out_or_going_home():
    assert asking(sent_away_early, LONG).subjects == set()
    out = asking(sent_away_early, LONG + TRIP.format("2026-01-20", "2026-03-01"))
    assert out.sizes == {"ben": 1.0}
    assert ("journey", "j1") in out.cited
    home = asking(sent_away_early, LONG + TRIP.format("2025-12-20", "2026-01-20"))
    assert home.number("days_in_country") == [10]
    assert asking(sent_away_early, DRAWN + TRIP.format("2026-01-20", "-")).sizes == {"ben": 2.0}


def test_fourteen_days_and_no_fewer():
    assert asking(sent_away_early, LONG + TRIP.format("2026-01-23", "-")).subjects == {"ben"}
    assert asking(sent_away_early, LONG + TRIP.format("2026-01-24", "-")).subjects == set()
    assert asking(sent_away_early, LONG + TRIP.format("2026-01-24", "-"), min_stay_days=15).subjects == {"ben"}


def test_a_journey_that_ended_before_the_operation_says_nothing():
    assert asking(sent_away_early, LONG + TRIP.format("2025-12-01", "2025-12-20")).subjects == set()


def test_another_stay_a_recipients_stay_or_one_without_a_discharge_says_nothing():
    assert asking(sent_away_early, DRAWN.replace("2026-01-09", "2026-01-11")).subjects == set()
    assert asking(sent_away_early, DRAWN.replace("| living_donor", "| recipient")).subjects == set()
    assert asking(sent_away_early, DRAWN.replace("2026-01-12", "-")).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(sent_away_early, "transplant\nid\nt1\n\nhospital_stay\nid\ns1").subjects == set()
