"""WL-03, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.waiting_list.records_then_silence import records_then_silence
from graftwatch.testing import asking

ASKED = """
    records_request
    id | person | requested_on | items                | for_hospital | referral
    q1 | ana    | 2026-01-10   | complete_with_typing | -            | none

    dialysis_session
    id | person | facility | held_on
    s1 | ana    | unit     | 2026-01-02
    s2 | ana    | unit     | 2026-01-20
    s3 | ben    | unit     | 2026-06-01
"""
LISTED = """
    waiting_list_entry
    id | person | listed_on
    e1 | ana    | 2024-01-01

    waiting_list_event
    id | entry | kind    | reason | effective_on
    v1 | e1    | removed | {}     | {}
"""


def subjects(picture, today="2026-06-30", **settings):
    return asking(records_then_silence, picture, today, **settings).subjects


def test_a_patient_who_asked_for_the_file_and_was_not_seen_any_more_is_asked_about():
    answer = asking(records_then_silence, ASKED)
    assert answer.sizes == {"ana": 1.0}
    assert answer.number("days_after_request") == [10]
    assert answer.cited == {("records_request", "q1"), ("dialysis_session", "s2")}


@pytest.mark.parametrize(("items", "asks"), [("typing_only", True), ("cardiac_clearance", True), ("summary", False),
                                             ("other", False), ("-", False)])  # fmt: skip
def test_only_what_a_transplant_needs_is_asked_about(items, asks):
    assert bool(subjects(ASKED.replace("complete_with_typing", items))) is asks


def test_a_hospital_that_is_named_or_a_referral_explains():
    assert subjects(ASKED.replace("| -            | none", "| elsewhere | none")) == set()
    for referral in ("clinician", "authority", "insurer"):
        assert subjects(ASKED.replace("none", referral)) == set()
    assert subjects(ASKED.replace("none", "-")) == {"ana"}


def test_the_silence_lasts_silent_days():
    back = ASKED + "    s4 | ana | unit | 2026-03-21\n"  # 60 days later
    assert subjects(back, silent_days=59) == {"ana"}
    assert subjects(back, silent_days=60) == set()


def test_the_silence_must_be_over_today():
    assert subjects(ASKED, today="2026-03-21", silent_days=60) == {"ana"}
    assert subjects(ASKED, today="2026-03-20", silent_days=60) == set()


def test_the_last_session_lies_near_the_request_before_it_or_after():
    assert subjects(ASKED, near_days=10) == {"ana"}
    assert subjects(ASKED, near_days=9) == set()  # the session after the request ends the silence after the one before
    before = ASKED.replace("2026-01-20", "2026-01-02")
    assert subjects(before, near_days=8) == {"ana"}
    assert subjects(before, near_days=7) == set()


def test_a_unit_that_stopped_reporting_says_nothing_of_its_patients():
    assert subjects(ASKED.replace("2026-06-01", "2026-03-22"), silent_days=60) == {"ana"}
    assert subjects(ASKED.replace("2026-06-01", "2026-03-21"), silent_days=60) == set()


@pytest.mark.parametrize(
    "table",
    [
        "follow_up\nid | person | visited_on\nf1 | ana | {}",
        "laboratory_order\nid | person | ordered_on\nf1 | ana | {}",
        "dispensing\nid | person | dispensed_on\nf1 | ana | {}",
        "transplant\nid | recipient | performed_on\nf1 | ana | {}",
        "death\nid | person | died_on\nf1 | ana | {}",
    ],
)
def test_any_contact_a_transplant_here_or_a_death_ends_the_silence(table):
    assert subjects(ASKED + "\n" + table.format("2026-03-01")) == set()
    assert subjects(ASKED + "\n" + table.format("2026-05-01")) == {"ana"}


def test_a_visit_that_was_not_kept_is_no_contact():
    lost = "\nfollow_up\nid | person | visited_on | vital_status\nf1 | ana | 2026-03-01 | lost"
    assert subjects(ASKED + lost) == {"ana"}


@pytest.mark.parametrize(("reason", "asks"), [("moved_abroad", False), ("transferred", False), ("improved", False),
                                              ("unable_to_contact", True), ("transplanted_abroad", True),
                                              ("-", True)])  # fmt: skip
def test_a_departure_that_the_list_explains_is_an_answer_then_or_later(reason, asks):
    assert bool(subjects(ASKED + LISTED.format(reason, "2026-05-01"))) is asks


def test_an_old_departure_is_no_answer():
    assert subjects(ASKED + LISTED.format("transferred", "2025-05-01")) == {"ana"}


def test_the_list_sees_a_patient_who_comes_back_to_it():
    listed = LISTED.replace("removed", "activated")
    assert subjects(ASKED + listed.format("-", "2026-03-01")) == set()
    assert subjects(ASKED + listed.format("-", "2026-05-01")) == {"ana"}


def test_a_patient_who_is_not_on_dialysis_is_not_asked_about():
    assert subjects(ASKED.replace("| ana    | unit", "| eva    | unit")) == set()


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects("records_request\nid\nq1\n\ndialysis_session\nid\ns1") == set()
    assert subjects("records_request\nid\n\ndialysis_session\nid") == set()
    assert subjects(ASKED.replace("q1 | ana ", "q1 | - ")) == set()
