"""LD-25, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.risk_not_understood import risk_not_understood
from graftwatch.testing import asking

CHECKED = """
    living_donor_assessment
    id | donor | recipient | organ  | opened_on  | surgery_planned_on | outcome
    a1 | d1    | r1        | kidney | 2026-01-02 | 2026-06-01         | open

    donor_evaluation
    id | assessment | kind          | made_on    | score | key_item_failed
    v1 | a1         | understanding | 2026-03-01 | 0.3   | no
"""
SPOKEN = (
    CHECKED
    + """
    person
    id | interpreter_needed
    d1 | yes

    interpreter_session
    id | assessment | held_on
    i1 | a1         | 2026-03-02
"""
)


def sizes(picture, today="2026-06-30", **settings):
    return asking(risk_not_understood, picture, today, **settings).sizes


def test_a_last_check_that_falls_short_is_asked_about():
    answer = asking(risk_not_understood, CHECKED)
    assert answer.sizes == {"d1": 0.5}
    assert answer.cited == {("living_donor_assessment", "a1"), ("donor_evaluation", "v1")}


def test_min_score_is_enough():
    assert sizes(CHECKED, min_score=0.3) == {}
    assert sizes(CHECKED, min_score=0.31).keys() == {"d1"}


def test_who_does_not_know_that_one_may_stop_has_understood_nothing():
    assert sizes(CHECKED.replace("0.3   | no", "0.9   | yes")) == {"d1": 1}
    assert sizes(CHECKED.replace("0.3   | no", "-     | yes")) == {"d1": 1}
    assert sizes(CHECKED.replace("0.3   | no", "0.9   | no")) == {}


def test_a_liver_does_grow_back():
    liver = CHECKED.replace("kidney", "liver ")
    assert sizes(liver.replace("0.3   | no", "0.9   | yes")) == {}
    assert sizes(liver) == {"d1": 0.5}


def test_a_later_check_that_was_passed_answers_it():
    again = CHECKED.rstrip() + "\n    v2 | a1 | understanding | 2026-03-20 | 0.8 | no\n"
    assert sizes(again) == {}
    assert sizes(again.replace("2026-03-20", "2026-02-20")) == {"d1": 0.5}
    assert sizes(again.replace("0.8 | no", "-   | - ")) == {"d1": 0.5}


def test_for_teaching_days_the_donor_may_be_taught_and_asked_again():
    assert sizes(CHECKED, today="2026-03-15", teaching_days=14) == {"d1": 0.5}
    assert sizes(CHECKED, today="2026-03-14", teaching_days=14) == {}


def test_a_check_without_the_interpreter_whom_the_donor_needs_shows_nothing():
    assert sizes(SPOKEN) == {"d1": 0.5}
    assert sizes(SPOKEN.replace("i1 | a1", "i1 | a2")) == {}
    assert sizes(SPOKEN.replace("i1 | a1", "i1 | a2").replace("d1 | yes", "d1 | no")) == {"d1": 0.5}


def test_an_interpreter_within_interpreter_days_was_there():
    assert sizes(SPOKEN, interpreter_days=1) == {"d1": 0.5}
    assert sizes(SPOKEN, interpreter_days=0) == {}


@pytest.mark.parametrize("outcome", ["withdrew", "declined_psychosocial"])
def test_a_candidate_who_does_not_give_is_not_asked_about(outcome):
    assert sizes(CHECKED.replace("| open\n", f"| {outcome}\n")) == {}


def test_other_evaluations_are_no_check_of_understanding():
    assert sizes(CHECKED.replace("understanding", "advocate")) == {}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = (
        "living_donor_assessment\nid\na1\n\ndonor_evaluation\nid\nv1\n\nperson\nid\nd1\n\ninterpreter_session\nid\ni1"
    )
    assert sizes(empty) == {}
    assert sizes("living_donor_assessment\nid\n\ndonor_evaluation\nid") == {}
