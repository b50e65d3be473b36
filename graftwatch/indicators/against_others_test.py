"""Shares compared with everybody else's: exact chances, differing centres, one item of several people."""

import pyarrow as pa
import pytest
from scipy import stats

from graftwatch.indicators.against_others import above, compared


def _rows(**counts):
    """Per subject (found, of) as rows with items of their own."""
    found = [
        (subject, f"{subject}{number}", float(number < x)) for subject, (x, n) in counts.items() for number in range(n)
    ]
    subject, item, mark = zip(*found, strict=True)
    return pa.table({"subject": subject, "item": item, "found": mark, "share_p": pa.nulls(len(item), pa.float64())})


def test_between_two_centres_the_chance_is_fishers():
    north = compared(_rows(north=(8, 10), south=(5, 40)), item="item", found="found", min_n=1)["north"]
    assert north.chance == pytest.approx(stats.fisher_exact([[8, 2], [5, 35]], "greater").pvalue)
    assert (north.share, north.share_elsewhere) == (0.8, 0.125)


def test_where_honest_centres_differ_one_more_that_differs_is_less_of_a_surprise():
    alike = _rows(north=(12, 20), a=(5, 20), b=(5, 20), c=(5, 20), d=(5, 20))
    differing = _rows(north=(12, 20), a=(0, 20), b=(10, 20), c=(0, 20), d=(10, 20))
    chances = [compared(each, item="item", found="found", min_n=1)["north"].chance for each in (alike, differing)]
    assert chances[0] < 0.01 < chances[1]


def test_a_subject_with_too_few_items_is_neither_asked_about_nor_counted_among_the_tests():
    rows = _rows(north=(8, 10), south=(5, 40), tiny=(1, 2))
    tested = compared(rows, item="item", found="found", min_n=3)
    assert set(tested) == {"north", "south"}
    assert tested["north"].false == pytest.approx(min(1.0, 2 * tested["north"].chance))


def test_an_item_of_two_people_counts_once_elsewhere():
    rows = pa.table({"subject": ["a", "b", "c"], "item": ["t1", "t2", "t2"], "found": [1.0, 0.0, 0.0]})
    assert compared(rows, item="item", found="found", min_n=1)["a"].of_elsewhere == 1


def test_alone_nobody_can_be_compared():
    assert compared(_rows(north=(8, 10)), item="item", found="found", min_n=1) == {}


def test_the_found_rows_of_those_asked_about_are_kept_with_their_numbers():
    rows = _rows(north=(2, 3), south=(1, 40))
    asked = compared(rows, item="item", found="found", min_n=1)
    kept = above(rows, {"north": asked["north"]}, found="found", numbers={"share_p": "chance"})
    assert kept["item"].to_pylist() == ["north0", "north1"]
    assert set(kept["share_p"].to_pylist()) == {asked["north"].chance}
