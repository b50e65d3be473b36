"""PT-07, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.follow_up.hospital_not_licensed import hospital_not_licensed
from graftwatch.testing import asking

WENT = """
    travel_registration
    id | direction          | person | registered_on | country | facility_as_stated | transplanted_on | referral
    r1 | outgoing_recipient | ana    | 2026-03-01    | XA      | house              | 2026-01-10      | none
    r2 | outgoing_recipient | ben    | 2026-03-01    | XA      | house              | 2026-01-20      | none
"""
LIST = """
    foreign_licence
    id | country | hospital | status   | valid_from | valid_to
    l1 | XA      | one      | licensed | 2020-01-01 | -
    l2 | XA      | two      | licensed | 2020-01-01 | -
    l3 | XA      | three    | licensed | 2026-01-10 | -
"""
HELD = LIST + "    l4 | XA | house | suspended | 2026-01-10 | 2026-01-12\n"
EXPIRED = LIST + "    l4 | XA | house | licensed | 2020-01-01 | 2025-10-12\n"


def subjects(picture, **settings):
    return asking(hospital_not_licensed, picture, **settings).subjects


def test_a_hospital_suspended_on_the_day_is_asked_about():
    answer = asking(hospital_not_licensed, WENT + HELD)
    assert answer.sizes["ana"] == 2.0
    assert {("travel_registration", "r1"), ("foreign_licence", "l4")} <= answer.cited


@pytest.mark.parametrize("status", ["withdrawn", "under_inquiry"])
def test_a_withdrawn_licence_and_an_inquiry_are_asked_about(status):
    assert asking(hospital_not_licensed, WENT + HELD.replace("suspended", status)).sizes["ana"] == 2.0


def test_a_suspension_counts_from_its_first_day_to_its_last():
    on = {"2026-01-09": 1.0, "2026-01-10": 2.0, "2026-01-12": 2.0, "2026-01-13": 1.0}
    for day, size in on.items():
        went = WENT.replace("| 2026-01-10 ", f"| {day} ")
        assert asking(hospital_not_licensed, went + HELD, min_listed=2).sizes["ana"] == size


def test_a_hospital_on_no_list_of_its_country_is_asked_about():
    answer = asking(hospital_not_licensed, WENT + LIST)
    assert answer.sizes == {"ana": 1.0, "ben": 1.0}
    assert answer.cited == {("travel_registration", "r1"), ("travel_registration", "r2")}
    assert (set(answer.number("n_listed")), set(answer.number("n_patients"))) == ({3}, {2})


def test_a_licensed_hospital_is_not_asked_about():
    assert subjects((WENT + LIST).replace("house", "one  ")) == set()


def test_a_list_of_at_least_min_listed_hospitals_was_published_by_then():
    assert subjects(WENT + LIST, min_listed=3) == {"ana", "ben"}
    assert subjects(WENT + LIST, min_listed=4) == set()
    assert subjects(WENT + LIST.replace("2026-01-10", "2026-01-21"), min_listed=3) == set()
    assert subjects(WENT + LIST.replace("2026-01-10 | -", "2020-01-01 | 2026-01-09"), min_listed=3) == set()


def test_at_least_min_patients_named_the_hospital_that_is_on_no_list():
    assert subjects(WENT + LIST, min_patients=2) == {"ana", "ben"}
    assert subjects(WENT + LIST, min_patients=3) == set()
    assert subjects(WENT.replace("ben", "ana") + LIST, min_patients=2) == set()


def test_a_licence_that_lapsed_or_began_within_lag_days_is_one():
    # lapsed 90 days before the first journey, 100 before the second
    assert subjects(WENT + EXPIRED, lag_days=89) == {"ana", "ben"}
    assert subjects(WENT + EXPIRED, lag_days=90, min_patients=1) == {"ben"}
    begins = LIST + "    l4 | XA | house | licensed | 2026-01-25 | -\n"
    assert subjects(WENT + begins, lag_days=14, min_patients=1) == {"ana"}
    assert subjects(WENT + begins, lag_days=15, min_patients=1) == set()


def test_a_country_without_a_list_says_nothing():
    assert subjects(WENT.replace("| XA ", "| XB ") + LIST) == set()


def test_whom_the_state_sent_is_asked_about_only_where_a_suspension_ran():
    assert subjects(WENT.replace("none", "authority") + LIST) == set()
    assert subjects(WENT.replace("none", "authority") + HELD) == {"ana"}
    assert subjects(WENT.replace("none", "clinician") + LIST) == {"ana", "ben"}


def test_people_who_come_in_are_not_returning_patients():
    assert subjects(WENT.replace("outgoing_recipient", "incoming_recipient") + HELD) == set()


@pytest.mark.parametrize("value", ["| ana ", "| XA ", "| house ", "| 2026-01-10 "])
def test_journeys_without_person_country_hospital_or_day_say_nothing(value):
    assert "ana" not in subjects(WENT.replace(value, "| - ") + HELD, min_patients=1)


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects("travel_registration\nid\nr1\n\nforeign_licence\nid\nl1") == set()
    assert subjects("travel_registration\nid\n\nforeign_licence\nid") == set()
