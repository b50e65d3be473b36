"""A query that was kept answers as the question does: the same night, another day, and over fewer rows."""

import datetime as dt
import json

import pytest

from graftwatch import engines
from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations
from graftwatch.indicators.asking import Sitting
from graftwatch.indicators.compiled import CompiledSitting
from graftwatch.indicators.running import ask, ask_all
from graftwatch.indicators.store import Store
from graftwatch.testing import draw, schema

DAY, ANOTHER = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
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

    waiting_list_entry
    id | person | organ  | listed_on
    e1 | ana    | kidney | 2024-01-01

    waiting_list_event
    id | entry | kind    | reason            | effective_on
    v1 | e1    | removed | unable_to_contact | 2026-01-01

    facility
    id | kind
    f1 | transplant_centre
    """
ALL = [*all_indicators().values(), *all_clearings().values(), *all_reconciliations().values()]


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "compiled")


@pytest.fixture
def laid():
    engine = engines.connect_duckdb(threads=1)
    return engine, {name: engine.create_table(f"file_{name}", table) for name, table in draw(PICTURE).items()}


def compiled(laid, store, day=DAY, values=None, called="asked"):
    engine, tables = laid
    return CompiledSitting(
        tables, day, values or {}, engines.keep(engine), engine=engine, schema=schema(), store=store, called=called
    )


def plain(laid, day=DAY, values=None):
    return Sitting(laid[1], day, values or {}, engines.keep(laid[0]))


def told(sitting, questions):
    outcome = ask_all(questions, sitting, schema())
    return set(outcome.answers), outcome.findings.to_pylist(), outcome.evidence.to_pylist()


@pytest.fixture
def few():
    """Questions that read the day, or the contacts in a file."""
    return [
        each for each in all_indicators().values() if {"departure", "private_contact"} & {*each.tables}
    ]  # fmt: skip


def test_what_is_kept_answers_as_the_questions_do(laid, store, few):
    expected = told(plain(laid), few)
    assert expected[1]
    assert told(compiled(laid, store), few) == expected
    assert told(compiled(laid, store), few) == expected  # the second time nothing is written anew


def test_nothing_is_written_a_second_time_and_on_another_day_nothing_but_the_day(laid, store, few):
    told(compiled(laid, store), few)
    written = {path.name: path.stat().st_mtime_ns for path in store.folder.iterdir()}
    assert written
    assert told(compiled(laid, store, ANOTHER), few) == told(plain(laid, ANOTHER), few)
    assert {path.name: path.stat().st_mtime_ns for path in store.folder.iterdir()} == written


def test_other_values_are_another_query(laid, store):
    question = all_indicators()["WL-01"]
    usual = compiled(laid, store)
    assert ask(question, usual).num_rows == ask(question, plain(laid)).num_rows
    for days in (10, 500):
        values = {"WL-01": {"grace_days": days}}
        assert ask(question, compiled(laid, store, values=values)).equals(ask(question, plain(laid, values=values)))


def test_a_view_of_fewer_tables_does_not_stand_for_a_fuller_one(laid, store, few):
    engine, tables = laid
    fewer = engine, {name: table for name, table in tables.items() if name != "facility"}
    assert told(compiled(fewer, store), few) == told(plain(fewer), few)
    assert told(compiled(laid, store), few) == told(plain(laid), few)


def test_the_same_queries_read_other_tables(laid, store, few):
    engine, tables = laid
    whole = compiled(laid, store)
    told(whole, few)
    contacts = tables["contact_point"]
    some = tables | {"contact_point": contacts.filter(contacts.id != "c3")}
    assert told(whole.over(some, "some"), few) == told(plain((engine, some)), few)
    assert told(whole, few) == told(plain(laid), few)


def test_a_question_says_today_as_a_day_and_works_nothing_out_of_it_beforehand(store):
    """So one query serves every day; a rule that began on a day belongs into the records or the parameters."""
    tables = {table.name: engines.unbound(table) for table in schema().readable()}
    engine = engines.connect_duckdb()
    asked = [each for each in ALL if each.needs_today]
    assert len(asked) > 10
    for each in asked:
        sitting = _Unlaid(tables, DAY, engine=engine, schema=schema(), store=store)
        assert sitting._query(each).sql == sitting._written(each, sitting._arguments(each), DAY).sql, each.name


class _Unlaid(CompiledSitting):
    """Over tables that are only named."""

    def _made(self, name, asked):
        return Sitting(self.tables, self.today).expression(asked)


def test_what_is_kept_is_its_owners_alone(laid, store):
    ask(all_indicators()["WL-01"], compiled(laid, store))
    assert store.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in store.folder.iterdir()} == {0o600}
    assert all(json.loads(path.read_text("utf-8"))["sql"] for path in store.folder.iterdir())
