"""LD-23, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.never_seen_alone import never_seen_alone
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | opened_on  | surgery_planned_on | outcome | seen_alone
    a1 | d1    | r1        | 2026-01-02 | 2026-06-01         | open    | -
"""
MET = (
    FILE
    + """
    board_decision
    id | assessment | decision | met_on
    k1 | a1         | approve  | 2026-04-01

    donor_session
    id | assessment | kind      | others_present | held_on
    s1 | a1         | interview | recipient      | 2026-02-01
    s2 | a1         | medical   | companion      | 2026-02-08
    s3 | a1         | consent   | family         | 2026-03-01
"""
)
THIRD = "s3 | a1         | consent   | family "


def sizes(picture, today="2026-06-30", **settings):
    return asking(never_seen_alone, picture, today, **settings).sizes


def test_a_donor_in_company_at_every_meeting_is_asked_about():
    answer = asking(never_seen_alone, MET)
    assert answer.sizes == {"d1": 3}
    assert answer.cited == {("living_donor_assessment", "a1"), *(("donor_session", f"s{n}") for n in (1, 2, 3))}


@pytest.mark.parametrize("alone", ["nobody", "own_trusted_person"])
def test_one_meeting_alone_or_with_whom_the_donor_chose_answers_it(alone):
    assert sizes(MET.replace(THIRD, f"s3 | a1 | consent | {alone}")) == {}


def test_min_private_sessions_are_enough():
    once = MET.replace(THIRD, "s3 | a1 | consent | nobody")
    assert sizes(once, min_private_sessions=1) == {}
    assert sizes(once, min_private_sessions=2) == {"d1": 2}


def test_a_meeting_after_the_decision_came_too_late():
    late = MET.rstrip() + "\n    s4 | a1 | interview | nobody | {}\n"
    assert sizes(late.format("2026-04-01")) == {}
    assert sizes(late.format("2026-04-02")) == {"d1": 3}


def test_with_fewer_than_min_sessions_on_file_what_the_file_says_decides():
    assert sizes(MET, min_sessions=3) == {"d1": 3}
    assert sizes(MET, min_sessions=4) == {}
    said_no = MET.replace("open    | -", "open    | no")
    assert sizes(said_no, min_sessions=4) == {"d1": 3}
    assert sizes(MET.replace("open    | -", "open    | yes"), min_sessions=4) == {}


def test_without_meetings_on_file_its_no_is_asked_about():
    assert sizes(FILE.replace("open    | -", "open    | no")) == {"d1": 1}
    assert sizes(FILE.replace("open    | -", "open    | yes")) == {}
    assert sizes(FILE) == {}


def test_a_yes_does_not_outweigh_meeting_after_meeting_in_company():
    assert sizes(MET.replace("open    | -", "open    | yes")) == {"d1": 3}


def test_until_the_decision_or_notice_days_before_surgery_there_is_time_to_see_the_donor():
    assert sizes(MET, today="2026-03-31", notice_days=14) == {}
    assert sizes(MET, today="2026-04-01", notice_days=14) == {"d1": 3}
    undecided = MET.replace("approve", "defer  ")
    assert sizes(undecided, today="2026-05-17", notice_days=14) == {}
    assert sizes(undecided, today="2026-05-18", notice_days=14) == {"d1": 3}


def test_a_companion_at_the_consent_is_asked_about_at_once():
    beside = MET.replace(THIRD, "s3 | a1 | consent | companion").replace(
        "interview | recipient", "interview | nobody   "
    )
    assert sizes(beside, today="2026-03-01") == {"d1": 2}
    assert sizes(beside.replace("consent | companion", "consent | recipient"), today="2026-03-01") == {}


def test_a_candidate_who_does_not_give_is_not_asked_about():
    assert sizes(MET.replace("| open  ", "| withdrew  ")) == {}


def test_company_that_nobody_wrote_down_is_no_company():
    unknown = MET.replace("recipient      | 2026", "unknown | 2026").replace("| companion ", "| - ")
    assert sizes(unknown) == {}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\ndonor_session\nid\ns1\n\nboard_decision\nid\nk1"
    assert sizes(empty, min_sessions=0) == {}
    assert sizes("living_donor_assessment\nid\n\ndonor_session\nid") == {}
