"""WL-05, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.waiting_list.declined_then_transplanted import declined_then_transplanted
from graftwatch.testing import asking

LIST = """
    waiting_list_entry
    id | person | organ  | listed_on
    e1 | ana    | kidney | 2022-01-01
    e2 | ana    | kidney | 2022-01-01

    waiting_list_event
    id | entry | kind    | reason   | effective_on
    v1 | e1    | removed | too_sick | 2024-01-01
"""
BACK = "    v2 | e2 | reinstated | - | 2024-06-01\n"
ABROAD = """
    travel_registration
    id | direction          | person | organ  | registered_on | transplanted_on | referral
    r1 | outgoing_recipient | ana    | kidney | 2026-03-01    | 2026-01-01      | none
"""
NOBODY = "\n    travel_registration\n    id | person | registered_on\n    r9 | zoe | 2020-01-01\n"
SEEN = """
    follow_up
    id | person | role      | visited_on | graft_status
    f1 | ana    | recipient | 2025-06-01 | functioning

    transplant
    id | recipient | performed_on
    t9 | zoe       | 2020-01-01
"""


def subjects(picture, **settings):
    return asking(declined_then_transplanted, picture, **settings).subjects


def test_a_patient_too_ill_here_and_transplanted_abroad_is_asked_about():
    answer = asking(declined_then_transplanted, LIST + ABROAD)
    assert answer.sizes == {"ana": 1.0}
    assert answer.number("days_between") == [731]
    assert answer.cited == {("waiting_list_event", "v1"), ("travel_registration", "r1")}


def test_the_window_ends_on_its_last_day():
    assert subjects(LIST + ABROAD, window_months=24) == {"ana"}
    assert subjects(LIST + ABROAD.replace("2026-01-01", "2026-01-02"), window_months=24) == set()
    assert subjects(LIST + ABROAD, window_months=23) == set()


@pytest.mark.parametrize(("reason", "asks"), [("medically_unsuitable", True), ("improved", False), ("other", False),
                                              ("-", False), ("moved_abroad", False)])  # fmt: skip
def test_only_a_patient_who_was_too_ill_is_asked_about(reason, asks):
    assert bool(subjects(LIST.replace("too_sick", reason) + ABROAD)) is asks


def test_made_inactive_as_too_ill_counts_too():
    assert subjects(LIST.replace("| removed", "| inactivated") + ABROAD) == {"ana"}


def test_a_transplant_before_the_decision_is_not_asked_about():
    assert subjects(LIST + ABROAD.replace("2026-01-01", "2023-12-31")) == set()


@pytest.mark.parametrize("kind", ["reinstated", "activated", "transferred_in"])
def test_back_on_the_list_in_between_is_an_answer(kind):
    assert subjects(LIST + BACK.replace("reinstated", kind) + ABROAD) == set()
    assert subjects(LIST + BACK.replace("2024-06-01", "2026-01-02") + ABROAD) == {"ana"}


@pytest.mark.parametrize(("referral", "asks"), [("authority", False), ("bilateral_agreement", False),
                                                ("clinician", True), ("-", True)])  # fmt: skip
def test_only_a_patient_whom_the_state_sent_is_left_out(referral, asks):
    assert bool(subjects(LIST + ABROAD.replace("none", referral))) is asks


def test_another_organ_is_another_matter():
    assert subjects(LIST + ABROAD.replace("kidney", "liver")) == set()
    assert subjects(LIST + ABROAD.replace("| kidney |", "| - |")) == {"ana"}


def test_a_working_graft_that_nobody_registered_counts():
    answer = asking(declined_then_transplanted, LIST + NOBODY + SEEN)
    assert answer.sizes == {"ana": 1.0}
    assert answer.cited == {("waiting_list_event", "v1"), ("follow_up", "f1")}


def test_a_graft_that_was_there_before_is_not_asked_about():
    before = SEEN.replace("functioning\n", "functioning\n    f0 | ana | recipient | 2020-01-01 | functioning\n")
    assert subjects(LIST + NOBODY + before) == set()


def test_a_transplant_here_or_a_registration_explains_a_working_graft():
    assert subjects(LIST + NOBODY + SEEN.replace("zoe", "ana")) == set()
    assert subjects(LIST + NOBODY.replace("zoe", "ana") + SEEN) == set()


def test_without_the_transplants_here_no_graft_is_asked_about():
    assert subjects(LIST + NOBODY + SEEN.split("transplant\n")[0]) == set()


def test_missing_values_and_empty_tables_ask_about_nobody():
    three = "waiting_list_entry\nid{0}\n\nwaiting_list_event\nid{1}\n\ntravel_registration\nid{2}"
    assert subjects(three.format("\ne1", "\nv1", "\nr1")) == set()
    assert subjects(three.format("", "", "")) == set()
    assert subjects(LIST + ABROAD.replace("2026-01-01 ", "- ")) == set()
