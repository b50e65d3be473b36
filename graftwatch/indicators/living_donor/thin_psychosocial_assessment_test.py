"""LD-10, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.thin_psychosocial_assessment import thin_psychosocial_assessment
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on  | surgery_planned_on | outcome
    a1 | d1    | r1        | H        | 2026-01-02 | 2026-06-01         | open
    b1 | e1    | s1        | H        | 2026-01-01 | 2026-06-01         | open
    b2 | e2    | s2        | H        | 2026-01-03 | 2026-06-01         | open

    board_decision
    id | assessment | decision | met_on
    k1 | a1         | approve  | 2026-04-01

    donor_evaluation
    id | assessment | kind         | made_on    | minutes | n_topics
    f1 | b1         | psychosocial | 2026-02-01 | 60      | 5
    f2 | b2         | psychosocial | 2026-02-01 | 60      | 5
"""
ONE = FILES.rstrip() + "\n    v1 | a1         | psychosocial | 2026-03-01 | 40      | 5\n"
HERE = {"min_files": 2, "usual_share": 0.5}


def sizes(picture, today="2026-06-30", **settings):
    return asking(thin_psychosocial_assessment, picture, today, **(HERE | settings)).sizes


def made(on="2026-03-01", minutes="40", topics="5"):
    return ONE.replace("2026-03-01 | 40      | 5", f"{on} | {minutes} | {topics}")


def test_a_full_assessment_before_the_approval_answers_it():
    assert sizes(ONE) == {}
    assert sizes(made(on="2026-04-01")) == {}


def test_none_where_the_centre_usually_writes_one_is_asked_about():
    answer = asking(thin_psychosocial_assessment, FILES, **HERE)
    assert answer.sizes == {"d1:r1": 1}
    assert answer.cited == {("living_donor_assessment", "a1"), ("board_decision", "k1")}


def test_one_made_after_the_approval_is_late():
    answer = asking(thin_psychosocial_assessment, made(on="2026-04-02"), **HERE)
    assert answer.sizes == {"d1:r1": 1}
    assert ("donor_evaluation", "v1") in answer.cited


def test_min_minutes_are_enough():
    assert sizes(made(minutes="15"), min_minutes=30) == {"d1:r1": 0.5}
    assert sizes(made(minutes="30"), min_minutes=30) == {}
    assert sizes(made(minutes="29"), min_minutes=30).keys() == {"d1:r1"}


def test_required_topics_are_enough():
    assert sizes(made(topics="4"), required_topics=5) == {"d1:r1": pytest.approx(0.2)}
    assert sizes(made(topics="4"), required_topics=4) == {}


def test_what_nobody_wrote_down_is_not_counted_against_it():
    assert sizes(made(minutes="-", topics="-")) == {}
    assert sizes(made(minutes="-", topics="1")) == {"d1:r1": pytest.approx(0.8)}


def test_two_short_sittings_are_one_assessment():
    second = made(minutes="15", topics="3").rstrip() + "\n    v2 | a1 | psychosocial | 2026-03-08 | 15 | 2\n"
    assert sizes(second) == {}
    assert sizes(second.replace("2026-03-08", "2026-04-08")) == {"d1:r1": 0.5}


ELSEWHERE = "    a0 | d1    | r1        | G        | 2025-01-01 | -                  | referred\n\n    board_decision"
OLD = FILES.replace("\n    board_decision", ELSEWHERE)
OLD = OLD.replace("    f1 |", "    v0 | a0 | psychosocial | 2025-04-01 | 40 | 5\n    f1 |")


def test_an_assessment_of_the_same_donor_is_used_again_within_valid_months():
    assert sizes(OLD, valid_months=12) == {}
    assert sizes(OLD.replace("2025-04-01", "2025-03-31"), valid_months=12) == {"d1:r1": 1}


def test_recording_days_after_the_approval_the_report_should_be_typed_in():
    assert sizes(FILES, today="2026-04-08", recording_days=7, notice_days=55) == {"d1:r1": 1}
    assert sizes(FILES, today="2026-04-07", recording_days=7, notice_days=55) == {}


def test_without_a_decision_it_is_due_notice_days_before_surgery():
    undecided = FILES.replace("approve", "defer  ")
    assert sizes(undecided, today="2026-05-18", notice_days=14) == {"d1:r1": 1}
    assert sizes(undecided, today="2026-05-17", notice_days=14) == {}


def test_a_centre_that_writes_fewer_than_min_files_such_reports_is_unseen():
    assert sizes(FILES, min_files=2) == {"d1:r1": 1}
    assert sizes(FILES, min_files=3) == {}
    assert sizes(made(minutes="15"), min_files=9) == {"d1:r1": 0.5}


def test_a_centre_below_the_usual_share_has_a_habit():
    assert sizes(FILES, usual_share=0.66) == {"d1:r1": 1}
    assert sizes(FILES, usual_share=0.67) == {}


def test_a_candidate_who_does_not_give_needs_no_assessment():
    assert sizes(FILES.replace("| open", "| withdrew", 2).replace("withdrewed_on", "opened_on")) == {}


def test_without_decisions_the_day_of_surgery_decides():
    alone = ONE.replace(ONE[ONE.index("    board_decision") : ONE.index("    donor_evaluation")], "")
    assert sizes(alone) == {}
    assert sizes(alone.replace("2026-03-01", "2026-06-02")) == {"d1:r1": 1}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\ndonor_evaluation\nid\nv1\n\nboard_decision\nid\nk1"
    assert sizes(empty, min_files=0) == {}
    assert sizes("living_donor_assessment\nid\n\ndonor_evaluation\nid") == {}
