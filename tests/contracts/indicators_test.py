"""What every question keeps: it asks, cites, names innocent readings and limits, reads only what is, and is shown."""

import ast
import datetime as dt
import importlib
import inspect
import pkgutil
import re
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest

import graftwatch.indicators as folder
from graftwatch import engines
from graftwatch.apps.screening.entitled import restricted_columns
from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE
from graftwatch.indicators import all_clearings, all_indicators, all_retired, all_views
from graftwatch.indicators.asking import Sitting, columns_read
from graftwatch.indicators.decided import all_decided
from graftwatch.indicators.indicator import Asked, Clearing, Indicator, Range
from graftwatch.indicators.portable import objections
from graftwatch.indicators.running import NUMBER_PREFIXES, ask
from graftwatch.law import Citation
from graftwatch.records.schema import schema

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 120  # of code: a question's law and readings, its docstrings and blank lines are words, and welcome
FORBIDDEN = ("ethnic", "religio", "race", "caste", "tribe", "surname_origin", "migration_status", "income")
ONLY_WITHIN_A_PAIR = "nationality"
VIEWS_OR_TABLES = {table.name for table in schema().readable()} | set(all_views())
MAY_NAME = VIEWS_OR_TABLES | {each.name for each in all_indicators().values()}

QUESTIONS = list(all_indicators().values())
EVERYTHING: list[Asked] = [*QUESTIONS, *all_clearings().values(), *all_views().values()]

every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.code)
all_that_is_asked = pytest.mark.parametrize("asked", EVERYTHING, ids=lambda asked: asked.name)


def source(asked: Asked) -> Path:
    return Path(inspect.getfile(asked.function))


@cache
def bare() -> Sitting:
    return Sitting({table.name: engines.unbound(table) for table in schema().readable()}, dt.date(2026, 6, 30))


@cache
def expression(asked: Asked):
    return bare().expression(asked)


def made() -> list[tuple[str, str, Asked]]:
    """Every question, view and clearing that a module of the folder defines: module, name there, and itself."""
    found = []
    for each in pkgutil.walk_packages(folder.__path__, folder.__name__ + "."):
        if each.ispkg or each.name.endswith("_test"):
            continue
        module = importlib.import_module(each.name)
        for name, member in vars(module).items():
            if isinstance(member, Asked) and member.function.__module__ == each.name:
                found.append((each.name, name, member))
    return found


def test_the_folder_is_the_catalogue_and_each_file_defines_the_one_thing_it_is_named_after():
    assert len(QUESTIONS) > 1, "there are no questions: these contracts see nothing"
    misnamed = [(module, name) for module, name, _ in made() if module.rsplit(".", 1)[-1] != name]
    assert not misnamed, f"the catalogue does not see these; name file and function alike: {misnamed}"


def test_no_code_is_used_twice():
    codes = [each.code for _, _, each in made() if isinstance(each, Indicator | Clearing)]
    assert sorted(codes) == sorted({*all_indicators(), *all_retired(), *all_clearings()})


def test_a_retired_question_says_what_became_of_it_and_still_runs():
    assert all_retired(), "there is no retired question: this test sees nothing"
    assert set(all_retired()) <= set(all_decided())
    assert not set(all_decided()) & set(all_indicators()), "a decided code is asked again"
    empty = over_empty_tables({table.name for table in schema().readable() if not table.versions_of})
    for question in all_retired().values():
        assert ask(question, empty).num_rows == 0
        assert not any(question.name in other.tables for other in EVERYTHING), "a question that is asked reads it"


def test_no_name_stands_for_two_things():
    names = [each.name for _, _, each in made()]
    assert sorted(names) == sorted(set(names))
    assert not set(names) & {table.name for table in schema()}, "a view or question must not hide a table"


@every_question
def test_the_docstring_is_a_question(question):
    assert question.question.endswith("?"), question.question
    assert not re.search(r"\bsuspects?\b|\bguilty\b|\bcriminals?\b", question.doc, re.IGNORECASE)


@every_question
def test_it_cites_law_or_a_source_that_exists(question):
    assert question.cites
    assert all(isinstance(each, Citation) for each in question.cites)


@every_question
def test_it_names_innocent_readings_limits_and_whom_to_ask_first(question):
    assert len(question.benign) >= 2, "a finding with one innocent reading has not been thought through"
    for said in (question.benign, question.blind_to, question.ask_first):
        assert said
        assert all(len(sentence.split()) >= 4 for sentence in said), said
        assert len(set(said)) == len(said)


@every_question
def test_its_rates_are_dated_ranges_with_a_source(question):
    for rate in (question.p_ring, question.p_ordinary):
        assert isinstance(rate, Range)
        assert 0 < rate.low <= rate.high <= 1
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", rate.on), "write the day, month or year of the figure"
        assert len(rate.source.split()) >= 3, rate.source
    assert question.p_ring.high > question.p_ordinary.low, "a ring's file would answer yes less often than others"


@every_question
def test_its_parameters_say_unit_basis_and_source(question):
    for name, parameter in question.parameters.items():
        assert parameter.unit, name
        assert parameter.source.strip(), name


@all_that_is_asked
def test_its_signature_names_tables_views_and_questions_that_exist(asked):
    assert asked.tables, "it reads nothing"
    assert set(asked.tables) <= MAY_NAME, f"no such table, view or question: {set(asked.tables) - MAY_NAME}"


@every_question
def test_it_says_what_could_not_be_excluded_without_each_table_it_can_do_without(question):
    said = {name for name, _ in question.without}
    assert set(question.optional) <= said, f"say what is lost without {set(question.optional) - said}"
    assert said <= MAY_NAME, f"no such table, view or question: {said - MAY_NAME}"


@every_question
def test_a_donor_is_a_possible_victim(question):
    assert question.about != "donor" or question.may_be_victim


@all_that_is_asked
def test_columns_that_may_be_empty_exist(asked):
    known = {f"{table.name}.{name}" for table in schema().readable() for name in table.readable}
    assert set(asked.may_be_empty) <= known, set(asked.may_be_empty) - known


@all_that_is_asked
def test_it_reads_nothing_of_who_somebody_is_by_birth_or_belief(asked):
    read = columns_read(asked, schema())
    assert read, "no column is read: this test sees nothing"
    for table, columns in read.items():
        for column in columns:
            assert not any(word in column for word in FORBIDDEN), f"{table}.{column} may not be read"
            assert column != ONLY_WITHIN_A_PAIR or asked.about == "pair", f"{table}.{column}: only inside one pair"


@all_that_is_asked
def test_what_rests_on_a_restricted_column_is_for_those_entitled_only(asked):
    """Genes for one role, what a donor confides for another. Views, lists and evidence the other way are seen by
    everybody: they read nothing restricted at all."""
    for table, columns in columns_read(asked, schema()).items():
        if table in schema() and columns & restricted_columns(schema(), table):
            wanted = "genetics" if table == "genotype" else "confidences"
            assert getattr(asked, "entitled", "") == wanted, f'say entitled="{wanted}"'


def test_some_question_rests_on_genes_and_somebody_is_entitled_to_it():
    gated = [each.code for each in QUESTIONS if each.entitled]
    assert "LD-01" in gated
    for question in (each for each in QUESTIONS if each.entitled):
        assert any(question.entitled in role.compartments for role in GIVEN_TO_PEOPLE)
        assert not any(question.name in other.tables for other in EVERYTHING), "who reads it would tell it to others"


@all_that_is_asked
def test_it_means_the_same_on_every_engine(asked):
    assert objections(expression(asked)) == []


def is_number(kind) -> bool:
    return kind.is_integer() or kind.is_floating()


@every_question
def test_its_rows_have_the_columns_of_a_finding(question):
    columns = dict(expression(question).schema().items())
    if question.judge is None:
        assert columns["subject"].is_string()
        assert columns["known_on"].is_date()
        assert columns["size"].is_float64()
    proof = set(columns) - {"subject", "known_on", "size"}
    cited = {name for name in proof if name in schema()}
    assert cited, "no row is cited"
    assert all(columns[name].is_string() for name in cited)
    numbers = proof - cited
    if question.judge is None:
        assert all(name.startswith(NUMBER_PREFIXES) for name in numbers), numbers
        assert all(is_number(columns[name]) for name in numbers), numbers


def over_empty_tables(names: set[str]) -> Sitting:
    engine = engines.connect_duckdb()
    every = [table for table in schema().readable() if table.name in names]
    tables = {table.name: engine.create_table(table.name, schema=table.engine_schema) for table in every}
    return Sitting(tables, dt.date(2026, 6, 30), {}, engines.keep(engine))


def test_over_empty_tables_every_question_asks_about_nobody():
    named = {name for asked in EVERYTHING for name in asked.tables}
    empty = over_empty_tables({table.name for table in schema().readable() if not table.versions_of} | named)
    for question in QUESTIONS:
        rows = ask(question, empty)
        assert isinstance(rows, pa.Table)
        assert rows.num_rows == 0, question.code
        assert {"subject", "known_on", "size"} <= set(rows.column_names), question.code


@all_that_is_asked
def test_it_is_shown_beside_it_at_the_edge_of_each_parameter(asked):
    beside = source(asked).with_name(f"{source(asked).stem}_test.py")
    assert beside.is_file(), f"write {beside.name}"
    tests = beside.read_text("utf-8")
    untold = [name for name in asked.parameters if not re.search(rf"\b{name}\b", tests)]
    assert not untold, f"{beside.name} shows no case for {untold}"


@all_that_is_asked
def test_its_code_is_short(asked):
    assert code_lines(source(asked).read_text("utf-8")) <= MOST_LINES


def code_lines(text: str) -> int:
    """Lines that are neither blank nor comment, nor words: the head of a question, docstrings."""
    tree, words = ast.parse(text), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for head in node.decorator_list:
                words |= set(range(head.lineno, (head.end_lineno or head.lineno) + 1))
        if isinstance(node, ast.FunctionDef | ast.Module | ast.ClassDef) and ast.get_docstring(node):
            said = node.body[0]
            words |= set(range(said.lineno, (said.end_lineno or said.lineno) + 1))
    lines = enumerate(text.splitlines(), 1)
    return sum(1 for number, line in lines if number not in words and line.strip() and not line.strip().startswith("#"))


def test_words_are_not_counted_as_code():
    assert code_lines('"""Says."""\n\n# why\n@indicator(\n    a=1,\n)\ndef f():\n    """Is it?"""\n    return 1\n') == 2
