"""Every question, clearing and list, and through them every view, gives the same rows on DuckDB and on Spark.

Asked of a random country that is drawn once (country.py): what the tests beside them draw, as it is and in disorder.
`make test SEED=n` draws the same country again.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graftwatch import engines
from graftwatch.indicators import all_views
from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.running import ask
from tests.engines.country import ASKED, TODAY, drawn_country, name_of

FEW = 8
FOUND_BY_AT_LEAST = 0.85
"""Of what is asked, this share must find something in the country: silence on both engines would agree, too."""


@dataclass
class Engine:
    """A country laid before one engine, and what it was already asked."""

    sitting: Sitting
    rows: dict[str, list[str] | None] = field(default_factory=dict)

    def answer(self, asked):
        """Rows as sorted text, figures to nine places; None where a table is missing."""
        if name_of(asked) not in self.rows:
            try:
                found = ask(asked, self.sitting)
            except TableMissingError:
                self.rows[name_of(asked)] = None
            else:
                self.rows[name_of(asked)] = told(found)
        return self.rows[name_of(asked)]


def told(rows: pa.Table):
    names, columns = rows.column_names, [_rounded(column) for column in rows.columns]
    return sorted(repr(dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def _rounded(column):
    values = column.to_pylist()
    return [round(each, 9) if isinstance(each, float) else each for each in values]


def laid(engine, folder, called, scratch=None):
    files = sorted(folder.glob("*.parquet"))
    tables = {file.stem: engine.read_parquet(str(file), table_name=f"{called}_{file.stem}") for file in files}
    return Engine(Sitting(tables, dt.date.fromisoformat(TODAY), {}, engines.keep(engine, scratch)))


@pytest.fixture(scope="module")
def seed(request):
    return request.config.getoption("hypothesis_seed") or 0


@pytest.fixture(scope="module")
def countries(seed, spark, tmp_path_factory):
    """Lays a country before both engines: `full`, or with `half` of its tables empty."""

    def lay(called):
        chance = random.Random(f"{called} {seed}")  # noqa: S311 - a repeatable disorder
        tables, folder = drawn_country(chance), tmp_path_factory.mktemp(called)
        if called == "half":
            tables = {name: table.slice(0, 0) if chance.random() < 0.5 else table for name, table in tables.items()}
        for name, table in tables.items():
            pq.write_table(table, folder / f"{name}.parquet")
        scratch = tmp_path_factory.mktemp(f"{called}-views")
        return laid(engines.connect_duckdb(), folder, called), laid(spark, folder, called, scratch)

    return cache(lay)


@pytest.mark.slow
@pytest.mark.parametrize("asked", ASKED, ids=name_of)
def test_both_engines_give_the_same_rows(asked, countries):
    here, there = countries("full")
    assert here.answer(asked) == there.answer(asked)


@pytest.mark.slow
def test_most_of_what_is_asked_finds_something(countries):
    here, _there = countries("full")
    silent = sorted(name_of(asked) for asked in ASKED if not here.answer(asked))
    assert len(silent) <= (1 - FOUND_BY_AT_LEAST) * len(ASKED), silent


@pytest.mark.slow
def test_where_half_of_the_tables_are_empty_they_give_the_same_rows_too(countries, seed):
    """Of few, others with every seed: planning a query takes Spark a second, whatever there is to read."""
    here, there = countries("half")
    few = random.Random(seed).sample(ASKED, FEW)  # noqa: S311 - with every seed others
    differ = [name_of(asked) for asked in few if here.answer(asked) != there.answer(asked)]
    assert not differ


def test_every_view_is_read_by_something_that_is_asked():
    read = {name for asked in (*ASKED, *all_views().values()) for name in asked.tables}
    assert set(all_views()) <= read
