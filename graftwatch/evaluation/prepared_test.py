"""A question compiled for a day says the same as the question asked; what is kept on disk is what was compiled."""

import datetime as dt

import pytest

from graftwatch import engines
from graftwatch.evaluation.prepared import Cache, prepare
from graftwatch.indicators import all_indicators
from graftwatch.indicators.asking import Sitting
from graftwatch.indicators.running import ask
from graftwatch.testing import draw, schema

TODAY = dt.date(2026, 6, 30)
PICTURE = """
    living_donor_assessment
    id | donor | recipient | organ  | relationship | facility | opened_on
    a1 | d1    | r1        | kidney | friend       | f1       | 2025-01-01
    a2 | d2    | r2        | kidney | friend       | f1       | 2025-02-01
    a3 | d3    | r3        | kidney | friend       | f1       | 2025-03-01

    contact_point
    id | assessment | person | phone | capacity | noted_on
    c1 | a1         | -      | 0011  | private  | 2025-01-02
    c2 | a2         | -      | 0011  | private  | 2025-02-02
    c3 | a3         | -      | 0011  | private  | 2025-03-02

    person
    id | sex
    d1 | female

    facility
    id | kind
    f1 | transplant_centre
    """


@pytest.fixture
def engine():
    """Drawn tables under their own names."""
    engine = engines.connect_duckdb(threads=1)
    for name, table in draw(PICTURE).items():
        engine.create_table(name, table)
    return engine


def test_compiled_questions_answer_as_the_questions_do(engine):
    tables = {name: engine.table(name) for name in draw(PICTURE)}
    prepared = prepare(all_indicators().values(), frozenset(tables), schema(), TODAY, {})
    for name, sql in prepared.views.items():
        engine.con.execute(f"CREATE TABLE {name} AS {sql}")
    sitting = Sitting(tables, TODAY, {}, engines.keep(engine))
    assert len(prepared.questions) > 5
    for each in prepared.questions:
        judge = getattr(each.asked, "judge", None)
        rows = engine.con.execute(each.sql).to_arrow_table().cast(each.shape)
        rows = judge(rows, **each.settings) if judge else rows
        theirs = ask(each.asked, sitting)
        assert sorted(rows.to_pylist(), key=str) == sorted(theirs.to_pylist(), key=str), each.asked.name


def test_a_question_without_its_table_is_left_out():
    prepared = prepare(all_indicators().values(), frozenset({"person"}), schema(), TODAY, {})
    assert len(prepared.questions) < len(all_indicators())


def test_what_is_kept_on_disk_is_what_was_compiled(tmp_path):
    asked = tuple(all_indicators().values())
    tables = frozenset(draw(PICTURE))
    first = Cache(schema(), {}, tmp_path / "compiled").of(asked, tables, TODAY)
    again = Cache(schema(), {}, tmp_path / "compiled").of(asked, tables, TODAY)
    assert again == first
    other_day = Cache(schema(), {}, tmp_path / "compiled").of(asked, tables, dt.date(2020, 1, 1))
    assert [each.sql for each in other_day.questions] != [each.sql for each in first.questions]
