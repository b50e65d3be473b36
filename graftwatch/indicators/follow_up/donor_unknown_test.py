"""PT-05, shown asking and staying silent."""

import pytest

from graftwatch.indicators.follow_up.donor_unknown import donor_unknown
from graftwatch.testing import asking

HEAD = """
    travel_registration
    id | direction          | person | registered_on | donor_type | donor_relation | donor_name_known | referral
"""


def told(donor="living_unrelated", relation="-", name="no", referral="none", direction="outgoing_recipient"):
    return HEAD + f"    r1 | {direction} | ana | 2026-03-01 | {donor} | {relation} | {name} | {referral}\n"


def subjects(picture):
    return asking(donor_unknown, picture).subjects


def test_a_patient_who_does_not_know_the_name_of_a_living_donor_is_asked_about():
    answer = asking(donor_unknown, told())
    assert answer.sizes == {"ana": 1.0}
    assert answer.cited == {("travel_registration", "r1")}


def test_a_relative_whose_name_nobody_knows_is_asked_about():
    assert subjects(told(donor="living_related", relation="cousin")) == {"ana"}


def test_a_patient_who_does_not_know_the_relation_is_asked_about_unless_the_name_is_known():
    assert subjects(told(relation="unknown", name="-")) == {"ana"}
    assert subjects(told(relation="unknown", name="yes")) == set()


def test_a_friend_whose_name_is_known_is_not_asked_about():
    assert subjects(told(relation="friend", name="yes")) == set()


@pytest.mark.parametrize("relation", ["-", "refused", "not_asked"])
def test_a_blank_or_a_refusal_to_say_is_no_answer(relation):
    assert subjects(told(relation=relation, name="-")) == set()
    assert subjects(told(relation=relation, name="refused")) == set()


@pytest.mark.parametrize("programme", ["paired_exchange", "non_directed"])
def test_a_programme_explains(programme):
    assert subjects(told(relation=programme)) == set()


@pytest.mark.parametrize(("referral", "asks"), [("authority", False), ("bilateral_agreement", False),
                                                ("clinician", True), ("insurer", True), ("-", True)])  # fmt: skip
def test_only_a_patient_whom_the_state_sent_is_left_out(referral, asks):
    assert bool(subjects(told(referral=referral))) is asks


@pytest.mark.parametrize("donor", ["deceased", "told_nothing", "-"])
def test_a_deceased_donor_is_rightly_unknown(donor):
    assert subjects(told(donor=donor)) == set()


def test_people_who_come_in_are_not_returning_patients():
    assert subjects(told(direction="incoming_recipient")) == set()


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects(told().replace("ana", "-")) == set()
    assert subjects("travel_registration\nid\nr1") == set()
    assert subjects("travel_registration\nid") == set()
