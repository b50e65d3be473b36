"""The fullest window of each key."""

import datetime as dt

import pyarrow as pa

from graftwatch import engines
from graftwatch.indicators.fullest import in_fullest_window

KINDS = pa.schema([("thing", pa.string()), ("file", pa.string()), ("on", pa.date32()), ("row", pa.int64())])


def kept(lines, **settings):
    rows = [
        {"thing": t, "file": f, "on": d and dt.date.fromisoformat(d), "row": n} for n, (t, f, d) in enumerate(lines)
    ]
    table = engines.connect_duckdb().create_table("noted", pa.Table.from_pylist(rows, KINDS))
    chosen = {"months": 12, "at_least": 2} | settings
    found = in_fullest_window(table, key="thing", member="file", on="on", name="n_files", **chosen)
    return {(row["row"], row["n_files"]) for row in found.to_pyarrow().to_pylist()}


def test_rows_of_the_fullest_window_are_kept_and_older_ones_are_not():
    lines = [("x", "a", "2020-01-01"), ("x", "b", "2024-01-01"), ("x", "c", "2024-06-01"), ("y", "a", "2024-01-01")]
    assert kept(lines) == {(1, 2), (2, 2)}


def test_one_member_noted_twice_is_one_member():
    assert kept([("x", "a", "2024-01-01"), ("x", "a", "2024-06-01")]) == set()


def test_a_window_keeps_its_last_day_and_its_least_number():
    lines = [("x", "a", "2024-01-01"), ("x", "b", "2025-01-01")]
    assert kept(lines) == {(0, 2), (1, 2)}
    assert kept([("x", "a", "2024-01-01"), ("x", "b", "2025-01-02")]) == set()
    assert kept(lines, at_least=3) == set()


def test_of_equally_full_windows_the_last_counts():
    lines = [("x", "a", "2020-01-01"), ("x", "b", "2020-02-01"), ("x", "c", "2024-01-01"), ("x", "d", "2024-02-01")]
    assert kept(lines) == {(2, 2), (3, 2)}


def test_rows_without_a_day_a_key_or_a_member_count_for_nothing():
    assert (
        kept([("x", "a", None), ("x", "b", "2024-01-01"), (None, "a", "2024-01-01"), ("x", None, "2024-01-01")])
        == set()
    )
