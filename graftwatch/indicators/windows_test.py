"""The sweep against plain counting, on random events."""

import datetime as dt
import itertools

import ibis
from hypothesis import given, settings
from hypothesis import strategies as st

from graftwatch import engines
from graftwatch.indicators.windows import amounts_in_and_out, comings_and_goings, next_end, swept

DAYS = st.integers(0, 40).map(lambda n: dt.date(2024, 2, 1) + dt.timedelta(days=n))
EVENTS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y", "z", None]), DAYS, st.integers(0, 9)),
    min_size=1,
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(events=EVENTS, width=st.integers(0, 12))
def test_the_sweep_counts_members_and_amounts_of_every_window_as_plain_counting_does(events, width):
    engine = engines.connect_duckdb()
    engine.raw_sql("CREATE TABLE event (k VARCHAR, m VARCHAR, d DATE, amount BIGINT)")
    engine.con.executemany("INSERT INTO event VALUES (?, ?, ?, ?)", events)
    table, keeps = engine.table("event"), ibis.interval(days=width)
    steps = [
        comings_and_goings(table, key="k", member="m", on="d", keeps=keeps, name="n"),
        amounts_in_and_out(table, key="k", on="d", keeps=keeps, amount="amount"),
    ]
    found = swept(steps, key="k", on="d").to_pyarrow().to_pylist()
    assert found
    for row in found:
        inside = [e for e in events if e[0] == row["k"] and dt.timedelta() <= row["d"] - e[2] <= dt.timedelta(width)]
        assert row["n"] == len({e[1] for e in inside} - {None})
        assert row["amount"] == sum(e[3] for e in inside)
    changed = {(row["k"], row["d"]) for row in found}
    assert {(e[0], e[2]) for e in events} <= changed


def test_a_window_of_months_keeps_its_last_day():
    engine = engines.connect_duckdb()
    days = [dt.date(2024, 1, 31), dt.date(2024, 4, 30)]
    engine.raw_sql("CREATE TABLE event (k VARCHAR, m VARCHAR, d DATE)")
    engine.con.executemany("INSERT INTO event VALUES ('a', ?, ?)", list(zip("xy", days, strict=True)))
    for months, n in ((3, 2), (2, 1)):
        steps = comings_and_goings(
            engine.table("event"), key="k", member="m", on="d", keeps=ibis.interval(months=months), name="n"
        )
        rows = swept([steps], key="k", on="d").to_pyarrow().to_pylist()
        assert [row["n"] for row in rows if row["d"] == days[1]] == [n]


def test_each_event_meets_the_first_window_that_ends_on_or_after_it():
    engine = engines.connect_duckdb()
    engine.raw_sql("CREATE TABLE event AS FROM (VALUES ('a', 1, DATE '2024-01-01'), ('a', 2, '2024-01-05'), "
                   "('a', 3, '2024-01-09'), ('b', 4, '2024-01-01')) AS t(k, n, d)")  # fmt: skip
    engine.raw_sql("CREATE TABLE ends AS FROM (VALUES ('a', DATE '2024-01-05'), ('a', '2024-01-07')) AS t(k, e)")
    found = next_end(engine.table("event"), engine.table("ends"), key="k", on="d", ends_on="e").to_pyarrow().to_pylist()
    assert {row["n"]: row["e"] for row in found} == {1: dt.date(2024, 1, 5), 2: dt.date(2024, 1, 5)}


def test_a_sweep_over_nothing_is_empty():
    engine = engines.connect_duckdb()
    engine.raw_sql("CREATE TABLE event (k VARCHAR, m VARCHAR, d DATE)")
    steps = comings_and_goings(
        engine.table("event"), key="k", member="m", on="d", keeps=ibis.interval(days=1), name="n"
    )
    assert not list(itertools.chain(swept([steps], key="k", on="d").to_pyarrow().to_pylist()))
