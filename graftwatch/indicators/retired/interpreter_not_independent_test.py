"""LD-06, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.retired.interpreter_not_independent import interpreter_not_independent
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | d1    | r1        | 2025-01-01
    a2 | d2    | r2        | 2025-01-01
    a3 | d3    | r3        | 2025-01-01
    a4 | d4    | -         | 2025-01-01

    interpreter_session
    id | assessment | interpreter_name | language | accredited | employed_by | paid_by | also_companion | held_on
"""
ONE = FILES + "    i1 | a1         | AMIN             | xx       | no | centre | centre | no | 2025-01-10\n"
AGAIN = (
    ONE
    + "    i2 | a2         | AMIN             | xx       | no  | centre | centre | no | 2025-06-10\n"
    + "    i3 | a3         | SURE             | xx       | yes | state  | state  | no | 2025-06-10\n"
)


def subjects(picture, **settings):
    return asking(interpreter_not_independent, picture, **settings).subjects


def test_a_colleague_of_the_ward_who_stands_in_once_is_not_asked_about():
    assert subjects(ONE) == set()


@pytest.mark.parametrize(
    "told",
    [
        "no | centre | recipient_side | no",
        "no | recipient_side | - | no",
        "yes | donor_side | - | no",
        "- | - | - | yes",
    ],
)
def test_one_who_belongs_to_a_side_is_asked_about(told):
    answer = asking(interpreter_not_independent, ONE.replace("no | centre | centre | no", told))
    assert answer.sizes == {"d1:r1": 1}
    assert answer.cited == {("interpreter_session", "i1"), ("living_donor_assessment", "a1")}


def test_an_accredited_one_of_a_neutral_office_may_send_a_bill():
    assert subjects(ONE.replace("no | centre | centre | no", "yes | state | recipient_side | no")) == set()


def test_one_who_came_along_is_asked_about_and_a_licensed_escort_is_not():
    came = ONE + """
    companion
    id | assessment | name | licensed
    k1 | a1         | AMIN | -
    """  # fmt: skip
    answer = asking(interpreter_not_independent, came)
    assert answer.subjects == {"d1:r1"}
    assert ("companion", "k1") in answer.cited
    assert subjects(came.replace("| -\n", "| yes\n")) == set()
    assert subjects(came.replace("k1 | a1", "k1 | a2")) == set()


def test_an_unaccredited_one_of_min_pairs_unrelated_pairs_is_asked_about():
    answer = asking(interpreter_not_independent, AGAIN, min_pairs=2)
    assert answer.sizes == {"d1:r1": 2, "d2:r2": 2}
    assert subjects(AGAIN, min_pairs=3) == set()


def test_pairs_of_one_family_are_one():
    assert subjects(AGAIN.replace("a2 | d2    | r2", "a2 | d2    | r1")) == set()


def test_a_language_without_an_accredited_interpreter_leaves_no_choice():
    assert subjects(AGAIN.replace("SURE             | xx", "SURE             | yy")) == set()


def test_one_who_is_accredited_in_another_record_is_accredited():
    assert subjects(AGAIN.replace("SURE", "AMIN")) == set()


def test_window_months_end_on_their_last_day():
    assert subjects(AGAIN, window_months=5) == {"d1:r1", "d2:r2"}
    assert subjects(AGAIN.replace("2025-06-10\n    i3", "2025-06-11\n    i3"), window_months=5) == set()


def test_a_gift_to_nobody_in_particular_has_no_pair_to_ask_about():
    assert subjects(ONE.replace("i1 | a1", "i1 | a4").replace("no | centre | centre | no", "no | - | - | yes")) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\ninterpreter_session\nid\ni1\n\ncompanion\nid\nk1"
    assert subjects(empty) == set()
    assert subjects("living_donor_assessment\nid\n\ninterpreter_session\nid") == set()
