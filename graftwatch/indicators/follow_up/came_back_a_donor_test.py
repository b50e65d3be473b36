"""PT-12, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.follow_up.came_back_a_donor import came_back_a_donor
from graftwatch.testing import asking

DRAWN = """
    diagnosis
    id | person | code  | diagnosed_on
    d1 | ben    | Z52.4 | 2026-03-01

    journey
    id | person | departed_on | returned_on
    j1 | ben    | 2025-11-01  | 2026-01-10

    person
    id  | residency
    ben | resident

    transplant
    id | recipient | donor | donor_type
    t0 | zoe       | yan   | living
"""
REGISTERED = """
    travel_registration
    id | person | direction      | donor_relation | referral | registered_on
    r1 | ben    | outgoing_donor | {}             | {}       | 2026-02-01
"""


def test_a_resident_coded_as_a_donor_after_a_journey_is_asked_about():
    answer = asking(came_back_a_donor, DRAWN)
    assert answer.sizes == {"ben": 1.0}
    assert answer.cited == {("diagnosis", "d1"), ("journey", "j1")}
    assert answer.number("days_after") == [50]


@pytest.mark.parametrize("code", ["Z90.5", "Z52.6", "Z52.40"])
def test_a_missing_kidney_or_part_of_a_liver_is_the_same_question(code):
    assert asking(came_back_a_donor, DRAWN.replace("Z52.4", code)).subjects == {"ben"}


def test_two_years_from_the_return_and_no_more():
    assert asking(came_back_a_donor, DRAWN.replace("2026-03-01", "2028-01-10")).subjects == {"ben"}
    assert asking(came_back_a_donor, DRAWN.replace("2026-03-01", "2028-01-11")).subjects == set()
    late = DRAWN.replace("2026-03-01", "2028-01-11")
    assert asking(came_back_a_donor, late, window_months=25).subjects == {"ben"}


def test_who_was_a_donor_before_the_journey_is_not_asked_about():
    before = DRAWN.replace("\n    journey", "    d0 | ben | Z90.5 | 2025-10-01\n\n    journey", 1)
    assert asking(came_back_a_donor, before).subjects == set()


def test_a_journey_without_a_day_of_return_counts_from_its_departure():
    assert asking(came_back_a_donor, DRAWN.replace("2026-01-10", "-")).number("days_after") == [120]


@pytest.mark.parametrize("residency", ["non_resident_other", "unknown", "-"])
def test_only_residents_are_asked_about(residency):
    assert asking(came_back_a_donor, DRAWN.replace("| resident", f"| {residency}")).subjects == set()


def test_a_donation_or_an_illness_here_explains():
    assert asking(came_back_a_donor, DRAWN.replace("yan  ", "ben")).subjects == set()
    case = "\n    theatre_case\n    id | person | procedure | indication\n    c1 | ben | nephrectomy | {}\n"
    assert asking(came_back_a_donor, DRAWN + case.format("tumour")).subjects == set()
    assert asking(came_back_a_donor, DRAWN + case.format("other")).subjects == {"ben"}


def test_a_registered_gift_to_kin_and_an_official_referral_explain_and_a_strangers_adds():
    assert asking(came_back_a_donor, DRAWN + REGISTERED.format("sibling", "-")).subjects == set()
    assert asking(came_back_a_donor, DRAWN + REGISTERED.format("-", "authority")).subjects == set()
    stranger = asking(came_back_a_donor, DRAWN + REGISTERED.format("friend", "none"))
    assert stranger.sizes == {"ben": 2.0}
    assert ("travel_registration", "r1") in stranger.cited


def test_a_relative_who_was_transplanted_abroad_explains():
    kin = REGISTERED.format("-", "-").replace("ben    | outgoing_donor", "ana | outgoing_recipient") + """
    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof
    a1 | ben   | ana       | sibling      | {}
"""  # fmt: skip
    assert asking(came_back_a_donor, DRAWN + kin.format("proven")).subjects == set()
    assert asking(came_back_a_donor, DRAWN + kin.format("claimed")).subjects == {"ben"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    bare = "\n\n".join(f"{name}\nid\n{name}1" for name in ("diagnosis", "journey", "person", "transplant"))
    assert asking(came_back_a_donor, bare).subjects == set()
