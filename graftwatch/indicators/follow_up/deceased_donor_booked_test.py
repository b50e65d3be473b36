"""PT-06, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.follow_up.deceased_donor_booked import deceased_donor_booked
from graftwatch.testing import asking

HEAD = """
    travel_registration
    id | direction | person | registered_on | donor_type | booked_on | booked_for | departed_on | transplanted_on
"""


def told(donor="deceased", booked="2026-01-03", day="2026-01-10", on="2026-01-12", direction="outgoing_recipient"):
    return HEAD + f"    r1 | {direction} | ana | 2026-03-01 | {donor} | {booked} | {day} | 2026-01-08 | {on}\n"


def subjects(picture, **settings):
    return asking(deceased_donor_booked, picture, **settings).subjects


def test_an_operation_with_a_deceased_donors_organ_on_a_day_booked_before_is_asked_about():
    answer = asking(deceased_donor_booked, told())
    assert answer.sizes == {"ana": 7.0}
    assert answer.number("days_moved") == [2]
    assert answer.number("days_waited") == [4]
    assert answer.cited == {("travel_registration", "r1")}


def test_the_booking_lies_at_least_min_days_ahead():
    assert subjects(told(), min_days=7) == {"ana"}
    assert subjects(told(), min_days=8) == set()


@pytest.mark.parametrize("on", ["2026-01-12", "2026-01-08"])
def test_the_day_is_kept_within_tolerance_days_before_or_after(on):
    assert subjects(told(on=on), tolerance_days=2) == {"ana"}
    assert subjects(told(on=on), tolerance_days=1) == set()


def test_a_patient_who_waited_for_an_organ_is_not_asked_about():
    assert subjects(told(on="2026-05-12")) == set()


@pytest.mark.parametrize("donor", ["living_related", "living_unrelated", "told_nothing", "-"])
def test_an_operation_with_a_living_donor_is_rightly_booked(donor):
    assert subjects(told(donor=donor)) == set()


def test_a_short_wait_without_a_booking_says_nothing():
    assert subjects(told(booked="-")) == set()
    assert subjects(told(day="-")) == set()


def test_a_journey_without_a_day_of_departure_is_asked_about_all_the_same():
    assert subjects(told().replace("2026-01-08 |", "- |")) == {"ana"}


def test_people_who_come_in_are_not_returning_patients():
    assert subjects(told(direction="incoming_recipient")) == set()


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects(told(on="-")) == set()
    assert subjects(told().replace("ana", "-")) == set()
    assert subjects("travel_registration\nid\nr1") == set()
    assert subjects("travel_registration\nid") == set()
