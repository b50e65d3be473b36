"""A State's own values lie within what the sources bear out, and are of the kind that the question takes."""

import random

from graftwatch.indicators import all_indicators
from graftwatch.indicators.drawing import draw, drawable
from graftwatch.indicators.parameters import Parameter


def chance(seed):
    return random.Random(seed)  # noqa: S311 - the same draw each time, for a test


def parameter(unit, low, high):
    return Parameter(low, unit, "design", "a test", (low, high))


def test_what_is_counted_is_whole_and_both_ends_are_drawn():
    drawn = {draw(parameter("count", 3, 5), chance(seed)) for seed in range(60)}
    assert drawn == {3, 4, 5}
    assert all(isinstance(each, int) for each in drawn)


def test_a_share_lies_within_its_range_and_is_seldom_drawn_twice():
    drawn = [draw(parameter("ratio", 0.2, 0.5), chance(seed)) for seed in range(60)]
    assert all(0.2 <= each <= 0.5 for each in drawn)
    assert len(set(drawn)) > 40


def test_a_tiny_range_is_not_left_by_rounding():
    assert draw(parameter("ratio", 0.10001, 0.10002), chance(1)) in (0.10001, 0.10002)


def test_what_has_no_range_or_a_value_already_is_left_alone():
    every = drawable(all_indicators().values())
    assert len(every) > 20
    first = next(iter(every))
    assert first not in drawable(all_indicators().values(), already={first})
    assert all(each.within for each in every.values())


def test_every_default_that_is_published_lies_within_its_own_range():
    every = drawable(all_indicators().values())
    outside = {name: each for name, each in every.items() if not each.within[0] <= each.value <= each.within[1]}
    assert outside == {}
