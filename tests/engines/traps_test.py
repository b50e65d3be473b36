"""Where engines part without a word: each trap, and the way round it that questions take, on both engines."""

import datetime as dt

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graftwatch import engines
from graftwatch.indicators.portable import objections

ROWS = pa.table(
    {
        "key": ["a", "b", "c", "d", "é", "Ж", None],
        "n": pa.array([3, None, 0, 5, 2, 2, None], pa.int64()),
        "x": pa.array([1.5, None, 0.0, -2.5, None, 4.0, 1.0], pa.float64()),
        "on": pa.array([dt.date(2025, 1, 31), None, dt.date(2024, 2, 29), dt.date(2025, 12, 31)] + [None] * 3),
        "until": pa.array([dt.date(2025, 3, 1), None, dt.date(2024, 3, 1), dt.date(2026, 1, 1)] + [None] * 3),
        "text": ["Müller, JÖRG", "", None, " x ", "中文", "a", "a"],
    }
)


@pytest.fixture
def both(duck, spark, spark_scratch):
    path = spark_scratch / "rows.parquet"
    pq.write_table(ROWS, path)
    return [engine.read_parquet(str(path), table_name="rows") for engine in (duck, spark)]


def answers(both, ask):
    return [sorted(map(repr, engines.fetch(ask(rows)).to_pylist())) for rows in both]


AGREE = {
    "an empty whole number stays empty": lambda t: t.select("key", "n"),
    "an empty number is not more than three": lambda t: t.filter(t.x > 3).select("key"),
    "days between two days": lambda t: t.select("key", days=t.until.delta(t.on, unit="day")),
    "a month after the last of January": lambda t: t.select("key", later=(t.on + ibis.interval(months=1)).cast("date")),
    "a fraction of whole numbers": lambda t: t.select(
        "key", part=t.n.cast("float64") / t.n.cast("float64").nullif(0) / ibis.literal(3.0)
    ),
    "nothing divided by nothing is empty": lambda t: t.select("key", part=t.x / t.n.cast("float64").nullif(0)),
    "a month as text": lambda t: t.select("key", month=t.on.strftime("%Y-%m")),
    "the first day of a month": lambda t: t.select("key", month=t.on.truncate("month").cast("date")),
    "ties are numbered by the key": lambda t: t.filter(t.key.notnull()).mutate(
        nth=ibis.row_number().over(order_by=[t.n, t.key])
    )["key", "nth"],
    "the middle of values with empty ones": lambda t: t.agg(middle=t.x.median(), mean=t.x.mean()),
    "counting leaves out what is empty": lambda t: t.agg(n=t.n.count(), rows=t.count(), kinds=t.text.nunique()),
    "the greater of two with one empty": lambda t: t.select("key", most=ibis.greatest(t.on, t.until)),
    "letters beyond the alphabet are upper-cased": lambda t: t.select("key", big=t.text.upper()),
    "empty text is not nothing": lambda t: t.select("key", has=t.text.notnull(), same=(t.text == "")),
    "a list of literals makes a row twice": lambda t: t.select(
        "key", step=ibis.literal([1, -1], type="array<int64>").unnest()
    ),
    "a rest, and a fraction as one": lambda t: t.select(
        "key", tens=(t.n.cast("float64") * 7.0 / ibis.literal(5.0)), rest=(t.n * 7) % 5
    ),
}


@pytest.mark.parametrize("ask", AGREE.values(), ids=AGREE)
def test_both_engines_say_the_same(both, ask):
    here, there = answers(both, ask)
    assert here
    assert here == there
    assert not objections(ask(both[0])), "the lint lets through what is shown here"


def test_rows_given_to_spark_past_parquet_are_what_the_lint_refuses(both):
    """An empty whole number becomes another value there; so nothing but Parquet is ever handed in."""
    typed_in = ibis.memtable({"key": ["a"], "n": [1]}, schema={"key": "string", "n": "int64"})
    joined = both[0].join(typed_in, "key")
    assert any("InMemoryTable" in said for said in objections(joined))


def test_what_is_kept_of_a_view_is_what_was_computed(both, duck, spark, spark_scratch):
    for engine, rows in zip((duck, spark), both, strict=True):
        kept = engines.keep(engine, spark_scratch)("numbered", rows.filter(rows.n.notnull()).select("key", "n"))
        assert engines.fetch(kept).num_rows == 5


def test_without_spark_the_message_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(engines.SparkMissingError, match="extra"):
        engines.connect_spark(scratch=tmp_path)
