"""Visits that stop since records are read: found where they fall, silent where months always differed so much."""

import datetime as dt

import pytest

from graftwatch.measures.visits_stopped import Month, visits_stopped

LIVE = dt.date(2026, 3, 10)


def months(kind, before, since):
    first = [Month(kind, dt.date(2025, 1 + n, 1), count) for n, count in enumerate(before)]
    return first + [Month(kind, dt.date(2026, 4 + n, 1), count) for n, count in enumerate(since)]


def test_visits_that_fell_are_asked_about_and_steady_ones_are_not():
    steady = [100, 104, 97, 99, 101, 98]
    found = visits_stopped([*months("follow-up", steady, [60, 62, 58]), *months("files", steady, [99, 103])], LIVE)
    assert [(each.kind, each.asks) for each in found] == [("follow-up", True), ("files", False)]
    assert found[0].before == pytest.approx(99.83, abs=0.01)
    assert found[0].since == 60


def test_months_that_always_differed_ask_for_more():
    restless = [40, 160, 60, 150, 100, 90]
    (found,) = visits_stopped(months("follow-up", restless, [60, 62, 58]), LIVE)
    assert not found.asks


def test_a_fall_of_a_tenth_asks_and_a_smaller_one_does_not():
    many = [10000] * 6
    (just,), (less,) = (visits_stopped(months("a", many, [count] * 3), LIVE) for count in (9000, 9010))
    assert just.asks
    assert not less.asks
    assert less.p < 0.05


def test_small_numbers_cannot_show_a_fall():
    (found,) = visits_stopped(months("a", [2, 1, 3], [1]), LIVE)
    assert not found.asks


def test_what_never_came_cannot_stop():
    (found,) = visits_stopped(months("a", [0, 0, 0], [0]), LIVE)
    assert (found.asks, found.p) == (False, 1.0)


def test_two_months_before_are_too_few_and_the_month_of_going_live_is_on_no_side():
    assert visits_stopped(months("a", [5, 5], [1]), LIVE) == []
    assert visits_stopped([*months("a", [5, 5, 5], []), Month("a", dt.date(2026, 3, 1), 0)], LIVE) == []


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        visits_stopped(months("a", [-1], []), LIVE)
