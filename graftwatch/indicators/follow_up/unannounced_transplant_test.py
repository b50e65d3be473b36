"""PT-02, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.follow_up.unannounced_transplant import unannounced_transplant
from graftwatch.testing import asking

HOME_SOON = """
    travel_registration
    id | direction          | person | registered_on | transplanted_on | notified_before | referral
    r1 | outgoing_recipient | ana    | 2026-03-01    | 2026-01-01      | no              | none

    follow_up
    id | person | role      | visited_on | vital_status
    v0 | ana    | recipient | 2025-06-01 | alive
    v1 | ana    | recipient | 2026-02-05 | alive
    v2 | ana    | recipient | 2026-05-01 | alive
"""


def subjects(picture, **settings):
    return asking(unannounced_transplant, picture, **settings).subjects


def test_a_first_visit_weeks_after_a_transplant_of_which_nobody_knew_is_asked_about():
    answer = asking(unannounced_transplant, HOME_SOON)
    assert answer.sizes == {"ana": 1.0}
    assert answer.number("days_to_visit") == [35]
    assert answer.cited == {("travel_registration", "r1"), ("follow_up", "v1")}


def test_the_first_visit_lies_within_max_days():
    assert subjects(HOME_SOON, max_days=35) == {"ana"}
    assert subjects(HOME_SOON, max_days=34) == set()


@pytest.mark.parametrize("told", ["yes", "-", "unknown"])
def test_a_centre_that_knew_or_may_have_known_is_not_asked_about(told):
    assert subjects(HOME_SOON.replace("| no ", f"| {told} ")) == set()


@pytest.mark.parametrize("referral", ["clinician", "insurer", "authority", "bilateral_agreement"])
def test_a_referral_by_anybody_at_home_explains(referral):
    assert subjects(HOME_SOON.replace("none", referral)) == set()


def test_a_referral_that_nobody_wrote_down_explains_nothing():
    assert subjects(HOME_SOON.replace("none", "-   ")) == {"ana"}


def test_who_makes_their_life_in_another_country_is_not_asked_about():
    lives = "\n    person\n    id  | residency\n    ana | {}\n"
    assert subjects(HOME_SOON + lives.format("non_resident_other")) == set()
    assert subjects(HOME_SOON + lives.format("resident")) == {"ana"}


@pytest.mark.parametrize("kept", ["| recipient | 2026-02-05 | lost", "| living_donor | 2026-02-05 | alive"])
def test_a_visit_that_was_not_kept_or_was_made_as_a_donor_is_no_visit(kept):
    assert subjects(HOME_SOON.replace("| recipient | 2026-02-05 | alive", kept)) == set()


def test_people_who_come_in_are_not_returning_patients():
    assert subjects(HOME_SOON.replace("outgoing_recipient", "incoming_recipient")) == set()


def test_missing_values_and_empty_tables_ask_about_nobody():
    rows = "travel_registration\nid | notified_before\nr1 | no\n\nfollow_up\nid\nv1"
    assert subjects(rows) == set()
    assert subjects("travel_registration\nid\n\nfollow_up\nid") == set()
