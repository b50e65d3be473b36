"""A run that asks only what changed since the day before finds what a full run finds: for every question."""

import datetime as dt
import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graftwatch import engines
from graftwatch.indicators import all_indicators
from graftwatch.indicators.nightly import ask_since
from graftwatch.indicators.running import ask_all
from graftwatch.records.schema import schema
from tests.nightly.a_day import a_day_earlier, country, earlier_run, sitting_of
from tests.nightly.false_promise import DRAWN, QUESTION
from tests.nightly.pictures import worth_asking

QUESTIONS = list(all_indicators().values())
PROMISING = [question for question in QUESTIONS if question.depends_on]
ways: Counter[str] = Counter()


def told(outcome):
    return outcome.findings.to_pylist(), outcome.evidence.to_pylist()


def both_runs(question, drawn, seed, days_later=0):
    chance = random.Random(seed)  # noqa: S311 - a repeatable day
    now = country([each.picture for each in drawn])
    then = a_day_earlier(now, chance)
    engine, values = engines.connect_duckdb(), {question.code: drawn[0].settings}
    today = dt.date.fromisoformat(drawn[0].today)
    before = sitting_of(engine, "then", then, today - dt.timedelta(days=days_later), values)
    after = sitting_of(engine, "now", now, today, values)
    earlier = earlier_run([question], before, then, after, now)
    nightly, how = ask_since([question], after, schema(), earlier)
    full = ask_all([question], sitting_of(engine, "full", now, today, values), schema())
    return nightly, full, how[question.code]


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.code)
@given(seed=st.integers(0, 2**32), days_later=st.integers(0, 1))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_a_nightly_run_finds_what_a_full_run_finds(question, seed, days_later):
    drawn = worth_asking(question.code, question.function.__module__)
    assert drawn, "the test beside it draws nothing that it is asked of"
    nightly, full, how = both_runs(question, drawn, seed, days_later)
    ways[how] += 1
    assert told(nightly) == told(full)


def test_a_false_promise_is_caught():
    """The made-up question promises persons and looks at what others do."""
    drawn = [DRAWN]
    differ = []
    for seed in range(12):
        nightly, full, how = both_runs(QUESTION, drawn, seed)
        assert how in ("in part", "kept")
        differ.append(told(nightly) != told(full))
    assert any(differ)


def test_promises_name_a_kind_of_key_that_their_subjects_are():
    from graftwatch.indicators.belonging import kind_of

    persons = {"donor", "recipient", "pair", "person"}
    for question in PROMISING:
        kind = kind_of(question.depends_on)
        assert kind in schema()
        assert (kind == "person") == (question.about in persons)
    assert len(PROMISING) > 20
