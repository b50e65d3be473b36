"""Every question, view, clearing and list gives the same rows on DuckDB and on Spark.

Asked of the pictures that the test beside each of them draws, as they are and with random rows doubled, emptied,
moved by a day, given another's value, or a name that is not ASCII: ties, gaps, divisors of nothing.
"""

import datetime as dt
import importlib
import inspect
import random
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graftwatch import engines
from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations, all_views
from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.running import ask
from graftwatch.records.schema import schema
from graftwatch.testing import Drawn, draw, watched

ASKED = [
    *all_indicators().values(),
    *all_clearings().values(),
    *all_reconciliations().values(),
]
NAMES = ("Ж", "é", "中文", "ſtraße", "a")
MOST_PICTURES = 2


@cache
def pictures(module: str) -> tuple[Drawn, ...]:
    """The pictures that the test file of a question draws, those first in which it asks."""
    tests = importlib.import_module(f"{module}_test")
    with watched() as seen:
        for name, test in inspect.getmembers(tests, inspect.isfunction):
            if name.startswith("test_") and not inspect.signature(test).parameters:
                try:
                    test()
                except Exception:  # noqa: S112 - its own run says so; here only the picture matters
                    continue
    return tuple(seen)


def worth_asking(asked):
    """Up to two of its pictures in which it finds something; of all others, the largest."""
    own = [each for each in pictures(asked.function.__module__) if each.asked is asked]
    finding = [each for each in own if rows_of(engines.connect_duckdb(), each, draw(each.picture)) not in ([], None)]
    return finding[:MOST_PICTURES] or sorted(own, key=lambda each: -len(each.picture))[:1]


def rows_of(engine, drawn, tables, scratch=None, folder=None):
    """The answer as sorted text, figures to nine places; None where a table is missing."""
    if folder is None:
        there = {name: engine.create_table(name, table) for name, table in tables.items()}
    else:
        there = {name: engine.read_parquet(str(folder / f"{name}.parquet"), table_name=name) for name in tables}
    name = getattr(drawn.asked, "code", drawn.asked.name)
    sitting = Sitting(there, dt.date.fromisoformat(drawn.today), {name: drawn.settings}, engines.keep(engine, scratch))
    try:
        rows = ask(drawn.asked, sitting)
    except TableMissingError:
        return None
    return sorted(
        repr({key: round(value, 9) if isinstance(value, float) else value for key, value in row.items()})
        for row in rows.to_pylist()
    )


def changed(table, chance):
    """A table with some rows doubled, emptied, moved or renamed."""
    rows = table.to_pylist()
    for row in list(rows):
        name = chance.choice(table.column_names)
        value, kind = row[name], table.schema.field(name).type
        what = chance.random()
        if what < 0.15:
            rows.append(row | {"id": f"{row['id']}-twice"})
        elif name == "id" or what > 0.6:
            continue
        elif what < 0.3:
            row[name] = None
        elif what < 0.45:
            row[name] = chance.choice(rows)[name]
        elif isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            row[name] = value + dt.timedelta(days=chance.choice((-1, 1)))
        elif isinstance(value, int | float) and not pa.types.is_temporal(kind):
            row[name] = type(value)(0)
        elif isinstance(value, str) and name not in schema_codes():
            row[name] = chance.choice(NAMES)
    return pa.Table.from_pylist(rows, table.schema)


@cache
def schema_codes():
    return {column.name for table in schema() for column in table.columns if column.codes}


def both_say(drawn, tables, spark, scratch):
    folder = scratch / "tables"
    folder.mkdir(exist_ok=True)
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    here = rows_of(engines.connect_duckdb(), drawn, tables, folder=folder)
    return here, rows_of(spark, drawn, tables, scratch=scratch, folder=folder)


@pytest.mark.slow
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: getattr(asked, "code", asked.name))
@given(seed=st.integers(0, 2**32))
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), database=None)
def test_both_engines_give_the_same_rows(asked, spark, spark_scratch, seed):
    worth = worth_asking(asked)
    assert worth, "the test beside it draws nothing that it is asked of"
    drawn = worth[seed % len(worth)]
    chance = random.Random(seed)  # noqa: S311 - a repeatable disorder
    tables = draw(drawn.picture)
    if seed:  # the first example that Hypothesis draws is nought: the picture as it is
        tables = {name: changed(table, chance) for name, table in tables.items()}
    here, there = both_say(drawn, tables, spark, spark_scratch)
    assert here == there


def test_every_view_is_read_by_something_that_is_asked():
    read = {name for asked in (*ASKED, *all_views().values()) for name in asked.tables}
    assert set(all_views()) <= read


def test_many_pictures_are_worth_asking():
    """Silence on both engines would agree, too: most questions must find something here."""
    finding = [asked for asked in all_indicators().values() if len(worth_asking(asked)) == MOST_PICTURES]
    assert len(finding) > len(all_indicators()) * 0.8
