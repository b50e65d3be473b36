"""A question compiled for a day says the same as the question asked; what is kept on disk is what was compiled."""

import datetime as dt

import pytest

from graftwatch import engines
from graftwatch.evaluation.prepared import Cache
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
    prepared = Cache(schema(), {}).of(all_indicators().values(), frozenset(tables), TODAY)
    for name, sql in prepared.views.items():
        engine.con.execute(f"CREATE TABLE {name} AS {sql}")
    sitting = Sitting(tables, TODAY, {}, engines.keep(engine))
    assert len(prepared.questions) > 5
    for each in prepared.questions:
        judge = getattr(each.asked, "judge", None)
        rows = engine.con.execute(each.query.sql).to_arrow_table().cast(each.query.shape)
        rows = judge(rows, **each.settings) if judge else rows
        theirs = ask(each.asked, sitting)
        assert sorted(rows.to_pylist(), key=str) == sorted(theirs.to_pylist(), key=str), each.asked.name


def test_a_question_without_its_table_is_left_out():
    prepared = Cache(schema(), {}).of(all_indicators().values(), frozenset({"person"}), TODAY)
    assert len(prepared.questions) < len(all_indicators())


@pytest.fixture
def asked():
    """Questions that read the day or the contacts in a file: few, for compiling takes long."""
    return tuple(each for each in all_indicators().values() if each.needs_today or "private_contact" in each.tables)


def test_what_is_kept_on_disk_is_what_was_compiled(tmp_path, asked):
    tables = frozenset(draw(PICTURE))
    first = Cache(schema(), {}, tmp_path / "compiled").of(asked, tables, TODAY)
    assert Cache(schema(), {}, tmp_path / "compiled").of(asked, tables, TODAY) == first


def test_a_question_that_reads_the_day_is_another_on_another_day_and_no_other_is(tmp_path, asked):
    cache, tables = Cache(schema(), {}, tmp_path / "compiled"), frozenset({*draw(PICTURE), "waiting_list_entry"})
    days = [
        {each.asked.code: each.query for each in cache.of(asked, tables, day).questions}
        for day in (TODAY, dt.date(2020, 1, 1))
    ]
    other = {code for code, query in days[0].items() if query != days[1][code]}
    assert other
    assert other <= {each.code for each in asked if each.needs_today}
    alone = Cache(schema(), {}).of(asked, tables, dt.date(2020, 1, 1))
    assert {each.asked.code: each.query.sql for each in alone.questions} == {
        code: query.sql for code, query in days[1].items()
    }


def test_a_view_of_fewer_tables_does_not_stand_for_a_fuller_one(asked):
    tables = frozenset(draw(PICTURE))
    cache = Cache(schema(), {})
    fewer, fuller = (cache.of(asked, some, TODAY) for some in (tables, tables | {"interpreter_session", "statement"}))
    of_contact = [{name for name in each.views if name.startswith("view_contact")} for each in (fewer, fuller)]
    assert of_contact[0]
    assert of_contact[0] != of_contact[1]
