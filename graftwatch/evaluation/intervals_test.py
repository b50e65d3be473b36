"""Intervals against values worked elsewhere, and at their edges."""

import math

import pytest

from graftwatch.evaluation.intervals import (
    by_cluster,
    of_mean,
    of_part_trials,
    of_share,
    upper_ratio,
    upper_ratio_by_cluster,
)


def test_a_share_of_none_or_all_is_open_to_one_side_only():
    assert of_share(0, 10) == (0.0, pytest.approx(0.3085, abs=1e-4))
    assert of_share(10, 10) == (pytest.approx(0.6915, abs=1e-4), 1.0)


def test_a_share_in_between_is_clopper_and_pearsons():
    assert of_share(46, 50) == (pytest.approx(0.8077, abs=1e-4), pytest.approx(0.9778, abs=1e-4))


def test_the_mean_of_counts_has_students_interval():
    mean, low, high = of_mean([1, 2, 3, 4])
    assert mean == 2.5
    assert (low, high) == (pytest.approx(0.4457, abs=1e-4), pytest.approx(4.5543, abs=1e-4))
    assert math.isnan(of_mean([3])[1])


def test_the_ratio_of_equal_rates_has_a_limit_that_shrinks_with_the_events():
    # 10 and 10 events: the 95 per cent limit of a binomial share of 10 in 20 is 0.6981, hence 2.31
    assert upper_ratio(10, 1000, 10, 1000) == pytest.approx(0.6981 / 0.3019, abs=0.01)
    assert upper_ratio(1000, 10000, 1000, 10000) < 1.1


def test_no_event_here_still_has_a_limit_and_none_there_has_none():
    assert upper_ratio(0, 100, 20, 1000) == pytest.approx((1 - 0.05 ** (1 / 20)) / 0.05 ** (1 / 20) * 10, rel=1e-6)
    assert upper_ratio(3, 100, 0, 1000) == math.inf


def test_the_ratio_is_of_rates_and_not_of_counts():
    assert upper_ratio(10, 100, 10, 1000) == pytest.approx(10 * upper_ratio(10, 1000, 10, 1000))


def test_where_false_leads_come_in_heaps_the_limit_is_wider_than_the_exact_one():
    there = [(10, 100)] * 20
    heaped = [(40, 100) if n % 4 == 0 else (0, 100) for n in range(20)]
    even = [(10, 100)] * 20
    settings = {"resamples": 1000, "seed": 1}
    assert upper_ratio_by_cluster(even, there, **settings) == upper_ratio(200, 2000, 200, 2000)
    assert upper_ratio_by_cluster(heaped, there, **settings) > 1.3 * upper_ratio(200, 2000, 200, 2000)


def test_a_group_without_events_keeps_the_exact_limit():
    none, there = [(0, 10)] * 5, [(4, 100)] * 5
    assert upper_ratio_by_cluster(none, there, resamples=500, seed=1) == upper_ratio(0, 50, 20, 500)
    assert upper_ratio_by_cluster(there, none, resamples=500, seed=1) == math.inf


def test_plantings_of_one_structure_count_together():
    values = [1, 1, 1, 0, 0, 0] * 10
    apart = by_cluster(values, range(60), resamples=2000, seed=1)
    together = by_cluster(values, [n // 3 for n in range(60)], resamples=2000, seed=1)
    assert apart[0] == together[0] == 0.5
    assert together[2] - together[1] > 1.5 * (apart[2] - apart[1])
    assert together[1] == pytest.approx(0.5 - 1.96 * 0.5 / 20**0.5, abs=0.04)


def test_where_nothing_scatters_the_exact_interval_over_structures_stands():
    clusters = [n // 3 for n in range(30)]
    assert by_cluster([1] * 30, clusters, resamples=100, seed=1, shares=True) == (1.0, *of_share(10, 10))
    assert by_cluster([0] * 30, clusters, resamples=100, seed=1, shares=True) == (0.0, *of_share(0, 10))
    assert by_cluster([-1] * 30, clusters, resamples=100, seed=1) == (-1.0, -1.0, -1.0)


def test_few_structures_that_agree_do_not_make_a_narrow_interval():
    # two of three forms of each of two structures: every resample of whole structures gives 67 per cent
    mean, low, high = by_cluster([1, 1, 0] * 2, [1, 1, 1, 2, 2, 2], resamples=500, seed=1, shares=True)
    assert mean == pytest.approx(2 / 3)
    assert (low, high) == of_part_trials(4 / 3, 2)
    assert low < 0.1
    assert high > 0.97


def test_many_structures_that_agree_have_the_interval_of_so_many_trials():
    mean, low, high = by_cluster([1, 0] * 10, [n // 2 for n in range(20)], resamples=500, seed=1, shares=True)
    assert (mean, low, high) == (0.5, *of_share(5, 10))


def test_seven_of_seven_structures_are_not_enough_to_say_two_thirds():
    assert by_cluster([1] * 7, range(7), resamples=500, seed=1, shares=True) == (1.0, *of_share(7, 7))
    assert of_share(7, 7)[0] < 0.6


def test_a_trial_that_succeeds_in_part_lies_between_its_neighbours():
    lower, between, upper = (of_part_trials(found, 5) for found in (2, 2.5, 3))
    assert lower[0] < between[0] < upper[0]
    assert lower[1] < between[1] < upper[1]


def test_the_same_seed_gives_the_same_interval():
    values, clusters = [0, 1, 1, 0, 1], [1, 1, 2, 3, 4]
    first = by_cluster(values, clusters, resamples=500, seed=7)
    assert by_cluster(values, clusters, resamples=500, seed=7) == first


def test_of_nothing_there_is_no_share():
    assert all(math.isnan(number) for number in by_cluster([], [], resamples=10, seed=1))
