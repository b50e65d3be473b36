"""Absence counts only where presence is usual."""

import datetime as dt

import pyarrow as pa

from graftwatch import engines
from graftwatch.indicators.usual import where_usual

FILES = pa.schema(
    [("file", pa.string()), ("facility", pa.string()), ("opened_on", pa.date32()), ("n_papers", pa.int64())]
)
LINES = [("a", "H", "2025-01-01", 1), ("b", "H", "2025-02-01", 2), ("c", "H", "2025-03-01", 0)]


def kept(lines, at_least=2, usual_share=0.5):
    rows = [
        {"file": f, "facility": h, "opened_on": d and dt.date.fromisoformat(d), "n_papers": n} for f, h, d, n in lines
    ]
    table = engines.connect_duckdb().create_table("noted", pa.Table.from_pylist(rows, FILES))
    found = where_usual(table, written="n_papers", at_least=at_least, usual_share=usual_share)
    return set(found.to_pyarrow()["file"].to_pylist())


def test_a_centre_that_usually_writes_them_is_kept_with_all_its_files():
    assert kept(LINES) == {"a", "b", "c"}


def test_a_centre_that_writes_none_is_unseen():
    assert kept([(f, h, d, 0) for f, h, d, _ in LINES]) == set()


def test_at_least_so_many_files_show_that_a_centre_writes_them():
    assert kept(LINES, at_least=2)
    assert not kept(LINES, at_least=3)


def test_a_centre_that_rarely_writes_them_has_a_habit_and_no_finding():
    assert kept(LINES, usual_share=0.66)
    assert not kept(LINES, usual_share=0.67)


def test_files_from_before_a_centre_began_are_left_out():
    before = [(f"old{n}", "H", "2024-01-01", 0) for n in range(9)]
    assert kept([*LINES, *before]) == {"a", "b", "c"}


def test_files_without_a_centre_or_a_day_are_left_out():
    assert kept([*LINES, ("x", None, "2025-03-01", 0), ("y", "H", None, 0)]) == {"a", "b", "c"}
