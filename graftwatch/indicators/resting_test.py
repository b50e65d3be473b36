"""What an answer rests on, read off the expression, is what a second reader finds in the query that is sent."""

import datetime as dt
import random

import ibis
import pytest
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from graftwatch import engines
from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations, all_views
from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.resting import columns_behind
from graftwatch.testing import schema

FEW = 10
VISIT = ibis.table({"id": "string", "who": "string", "at": "string", "on": "date", "cost": "float64"}, name="visit")
PLACE = ibis.table({"id": "string", "kind": "string", "town": "string"}, name="place")

RESTS_ON = {
    "what is shown": (VISIT.select("who"), {"visit": {"who"}}),
    "what is left out by": (VISIT.filter(VISIT.cost > 3).select("who"), {"visit": {"who", "cost"}}),
    "no row of it, but its shape": (VISIT.select("who").limit(0), {"visit": {"who"}}),
    "how many there are": (VISIT.agg(n=VISIT.count()), {"visit": set()}),
    "what is grouped by, though it is not shown": (
        VISIT.group_by("at").agg(n=VISIT.count(), most=VISIT.cost.max()).select("n"),
        {"visit": {"at"}},
    ),
    "what a window looks at": (
        VISIT.mutate(nth=ibis.row_number().over(group_by="who", order_by="on")).select("nth"),
        {"visit": {"who", "on"}},
    ),
    "what is joined by": (
        VISIT.join(PLACE, VISIT.at == PLACE.id).select(VISIT.who),
        {"visit": {"who", "at"}, "place": {"id"}},
    ),
    "what must be among others": (
        VISIT.filter(VISIT.at.isin(PLACE.filter(PLACE.kind == "clinic").id)).select("who"),
        {"visit": {"who", "at"}, "place": {"id", "kind"}},
    ),
    "every column of what is made distinct": (
        VISIT.select("who", "at").distinct().select("who"),
        {"visit": {"who", "at"}},
    ),
    "the few that stand first in some order": (
        VISIT.order_by("on").limit(3).select("who"),
        {"visit": {"who", "on"}},
    ),
    "two lists, of which one is taken away from the other": (
        VISIT.select(key="id", text="who").difference(PLACE.select(key="id", text="town")).select("text"),
        {"visit": {"id", "who"}, "place": {"id", "town"}},
    ),
    "of two lists in one, the same column of each": (
        VISIT.select(key="id", text="who").union(PLACE.select(key="id", text="town")).select("text"),
        {"visit": {"who"}, "place": {"town"}},
    ),
    "of two lists in one without doubles, every column": (
        VISIT.select(key="id", text="who").union(PLACE.select(key="id", text="town"), distinct=True).select("text"),
        {"visit": {"id", "who"}, "place": {"id", "town"}},
    ),
    "not what is dropped or passed by": (
        VISIT.mutate(double=VISIT.cost * 2).drop("cost", "at").select("who", "on"),
        {"visit": {"who", "on"}},
    ),
}


@pytest.mark.parametrize(("expression", "said"), RESTS_ON.values(), ids=RESTS_ON)
def test_an_answer_rests_on(expression, said):
    assert columns_behind(expression) == said
    assert in_the_query(expression, {"visit": dict(VISIT.schema()), "place": dict(PLACE.schema())}) == said


def test_an_answer_rests_on_what_its_rows_must_not_be_found_in():
    """The second reader overlooks tables of which nothing is taken."""
    expression = VISIT.anti_join(PLACE, VISIT.at == PLACE.id).select("who")
    assert columns_behind(expression) == {"visit": {"who", "at"}, "place": {"id"}}


def test_below_an_operation_that_nobody_has_thought_about_every_column_counts():
    assert columns_behind(VISIT.select("id", "who").sample(0.5).select("id")) == {"visit": {"id", "who"}}


def in_the_query(expression, shapes):
    """The second reader: the compiled query, qualified and pruned from the answer down by sqlglot."""
    query = qualify(sqlglot.parse_one(str(ibis.to_sql(expression, dialect="duckdb")), dialect="duckdb"), schema=shapes)
    found = {}
    for scope in traverse_scope(pushdown_projections(query, schema=shapes)):
        for alias, (_node, source) in scope.selected_sources.items():
            if isinstance(source, exp.Table):
                found.setdefault(source.name, set()).update(column.name for column in scope.source_columns(alias))
    return found


def test_of_our_questions_both_readers_find_the_same(request):
    """Of few, over some of the tables, others with every seed: the second reader takes half a second for each."""
    chance = random.Random(request.config.getoption("hypothesis_seed") or 0)  # noqa: S311 - repeatable
    kinds = (all_indicators(), all_clearings(), all_reconciliations(), all_views())
    tables = {table.name: engines.unbound(table) for table in schema().readable() if chance.random() < 0.9}
    shapes = {name: dict(table.schema()) for name, table in tables.items()}
    sitting = Sitting(tables, dt.date(2026, 6, 30))
    compared = 0
    for asked in chance.sample([each for kind in kinds for each in kind.values()], 3 * FEW):
        try:
            expression = sitting.expression(asked)
        except TableMissingError:
            continue
        assert columns_behind(expression) == in_the_query(expression, shapes), asked.name
        compared += 1
        if compared == FEW:
            break
    assert compared == FEW
