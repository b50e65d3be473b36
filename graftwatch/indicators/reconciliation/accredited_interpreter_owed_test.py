"""Interviews for which the centre owes an accredited interpreter, and what settles one."""

import pytest

from graftwatch.indicators.reconciliation.accredited_interpreter_owed import accredited_interpreter_owed
from graftwatch.testing import asking

DRAWN = """
    living_donor_assessment
    id | donor | recipient | facility | opened_on
    a1 | dan   | rosa      | north    | 2025-03-01

    interpreter_session
    id | assessment | interpreter_name | accredited | employed_by | also_companion | held_on
"""
SESSION = "    s1 | a1         | AMIN             | {}         | {}          | {}             | 2025-03-10\n"
PROPER = "    s2 | a1         | SURE             | yes        | state       | no             | {}\n"


def listed(*rows: str) -> list[object]:
    return asking(accredited_interpreter_owed, DRAWN + "".join(rows)).number("what")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        (("no", "donor_side", "yes"), ["came_along"]),
        (("-", "-", "yes"), ["came_along"]),
        (("yes", "recipient_side", "no"), ["of_a_side"]),
        (("no", "centre", "no"), ["not_accredited"]),
        (("yes", "centre", "no"), []),
        (("-", "-", "-"), []),
    ],
)
def test_each_interview_without_an_accredited_interpreter_is_listed(said, what):
    assert listed(SESSION.format(*said)) == what


def test_a_row_says_which_interview_at_which_centre():
    answer = asking(accredited_interpreter_owed, DRAWN + SESSION.format("no", "donor_side", "yes"))
    assert answer.number("row") == ["s1"]
    assert answer.number("facility") == ["north"]


def test_an_interpreter_who_is_on_file_as_a_companion_came_along():
    came = "\n    companion\n    id | assessment | name\n    c1 | a1 | AMIN\n"
    assert listed(SESSION.format("yes", "centre", "no"), came) == ["came_along"]


def test_an_interview_with_an_accredited_interpreter_on_that_day_or_later_settles_it():
    owed = SESSION.format("no", "donor_side", "yes")
    assert listed(owed, PROPER.format("2025-03-09")) == ["came_along"]
    assert listed(owed, PROPER.format("2025-03-10")) == []
    assert listed(owed, PROPER.format("2025-04-01")) == []
    assert listed(owed, PROPER.format("2025-04-01").replace("state ", "donor_side")) == ["came_along", "of_a_side"]


def test_rows_without_values_and_tables_without_rows_list_nothing():
    empty = "living_donor_assessment\nid\na1\n\ninterpreter_session\nid\ni1\n\ncompanion\nid\nk1"
    assert asking(accredited_interpreter_owed, empty).number("what") == []
    assert (
        asking(accredited_interpreter_owed, "living_donor_assessment\nid\n\ninterpreter_session\nid").number("what")
        == []
    )
