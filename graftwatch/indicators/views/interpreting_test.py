"""Interviews with their file, and with the companion who interpreted."""

from graftwatch.indicators.views.interpreting import interpreting
from graftwatch.testing import asking

SPOKE = """
    living_donor_assessment
    id | donor | recipient | opened_on
    f1 | ana   | ben       | 2026-01-01

    interpreter_session
    id | assessment | interpreter | interpreter_name | held_on
    s1 | f1         | bo          | BO               | 2026-01-05
    s2 | f1         | -           | CAI              | 2026-01-06
    s3 | f9         | bo          | -                | 2026-01-06
"""
CAME = """
    companion
    id | assessment | person | name | licensed | noted_on
    c1 | {file}     | -      | CAI  | {licensed} | 2026-01-02
"""


def _rows(picture):
    return {row["interpreter_session"]: row for row in asking(interpreting, picture).rows.to_pylist()}


def test_an_interpreter_is_known_by_person_or_else_by_name():
    rows = _rows(SPOKE)
    assert {key: row["who"] for key, row in rows.items()} == {"s1": "person:bo", "s2": "name:CAI"}
    assert {key: row["named"] for key, row in rows.items()} == {"s1": "BO", "s2": "CAI"}
    assert rows["s1"]["pair"] == "ana:ben"
    assert rows["s1"]["companion"] is None


def test_a_companion_of_the_file_who_interprets_stands_beside_the_interview():
    assert _rows(SPOKE + CAME.format(file="f1", licensed="-"))["s2"]["companion"] == "c1"
    assert _rows(SPOKE + CAME.format(file="f1", licensed="yes"))["s2"]["companion"] is None
    assert _rows(SPOKE + CAME.format(file="f2", licensed="-"))["s2"]["companion"] is None


def test_missing_values_and_empty_tables_give_nothing():
    assert _rows("living_donor_assessment\nid\n\ninterpreter_session\nid\ns1\n\ncompanion\nid\nc1") == {}
    assert _rows("living_donor_assessment\nid\n\ninterpreter_session\nid") == {}
