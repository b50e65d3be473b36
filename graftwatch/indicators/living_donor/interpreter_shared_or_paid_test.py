"""LD-28, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.interpreter_shared_or_paid import interpreter_shared_or_paid
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | d1    | r1        | 2025-01-01
    a2 | d2    | r2        | 2025-01-01
    a3 | d3    | r3        | 2025-01-01
    a4 | d4    | -         | 2025-01-01

    interpreter_session
    id | assessment | interpreter | interpreter_name | language | accredited | employed_by | paid_by | also_companion | held_on
"""  # noqa: E501
ONE = (
    FILES + "    i1 | a1         | -           | AMIN             | xx       | no | centre | centre | no | 2025-01-10\n"
)
SURE = (
    "    i8 | a3         | -           | SURE             | xx       | yes | state  | state  | no | 2025-06-10\n"
    "    i9 | a3         | -           | OMAR             | xx       | yes | state  | state  | no | 2025-06-10\n"
)
AGAIN = (
    ONE
    + "    i2 | a2         | -           | AMIN             | xx       | no  | centre | centre | no | 2025-06-10\n"
    + SURE
)


def subjects(picture, **settings):
    return asking(interpreter_shared_or_paid, picture, **settings).subjects


def test_a_colleague_of_the_ward_who_stands_in_once_is_not_asked_about():
    assert subjects(ONE + SURE) == set()


@pytest.mark.parametrize(
    "told", ["no | centre | recipient_side", "yes | recipient_side | recipient_side", "- | - | recipient_side"]
)
def test_one_whom_the_recipients_side_paid_is_asked_about(told):
    answer = asking(interpreter_shared_or_paid, ONE.replace("no | centre | centre", told))
    assert answer.sizes == {"d1:r1": 1}
    assert answer.cited == {("interpreter_session", "i1"), ("living_donor_assessment", "a1")}


def test_an_accredited_one_of_a_neutral_office_may_send_a_bill():
    assert subjects(ONE.replace("no | centre | centre | no", "yes | state | recipient_side | no")) == set()


@pytest.mark.parametrize("told", ["no | donor_side | donor_side | yes", "no | recipient_side | - | yes"])
def test_a_relative_who_interprets_for_one_pair_is_not_asked_about(told):
    assert subjects(ONE.replace("no | centre | centre | no", told) + SURE) == set()


def test_one_outside_the_list_of_min_pairs_unrelated_pairs_is_asked_about():
    answer = asking(interpreter_shared_or_paid, AGAIN, min_pairs=2)
    assert answer.sizes == {"d1:r1": 2, "d2:r2": 2}
    assert subjects(AGAIN, min_pairs=3) == set()


def test_pairs_of_one_family_are_one():
    assert subjects(AGAIN.replace("a2 | d2    | r2", "a2 | d2    | r1")) == set()


def test_one_who_comes_along_with_unrelated_pairs_is_asked_about_accredited_or_not():
    along = AGAIN.replace("no  | centre | centre | no", "yes | centre | centre | yes")
    along = along.replace("no | centre | centre | no", "yes | centre | centre | yes")
    assert subjects(along) == {"d1:r1", "d2:r2"}
    companions = "\n    companion\n    id | assessment | name\n    k1 | a1 | AMIN\n    k2 | a2 | AMIN\n"
    listed = along.replace("| yes | 2025", "| no | 2025")
    assert subjects(listed) == set()
    assert ("companion", "k1") in asking(interpreter_shared_or_paid, listed + companions).cited


def test_a_language_with_fewer_than_min_accredited_interpreters_leaves_no_choice():
    assert subjects(AGAIN, min_accredited=2) == {"d1:r1", "d2:r2"}
    assert subjects(AGAIN, min_accredited=3) == set()
    assert subjects(AGAIN.replace("OMAR", "SURE")) == set()
    assert subjects(AGAIN.replace("OMAR             | xx", "OMAR             | yy")) == set()


def test_one_who_is_accredited_in_another_record_is_accredited():
    third = SURE.replace("i8", "i7").replace("SURE", "AMIN").splitlines()[0] + "\n"
    assert subjects(AGAIN + third) == set()
    assert subjects(AGAIN + third.replace("a3         | -  ", "a3         | pat")) == set()


def test_window_months_end_on_their_last_day():
    assert subjects(AGAIN, window_months=5) == {"d1:r1", "d2:r2"}
    assert subjects(AGAIN.replace("no | 2025-06-10\n    i8", "no | 2025-06-11\n    i8"), window_months=5) == set()


def test_a_gift_to_nobody_in_particular_has_no_pair_to_ask_about():
    assert subjects(ONE.replace("i1 | a1", "i1 | a4").replace("| centre | no |", "| recipient_side | no |")) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\ninterpreter_session\nid\ni1\n\ncompanion\nid\nk1"
    assert subjects(empty) == set()
    assert subjects("living_donor_assessment\nid\n\ninterpreter_session\nid") == set()
