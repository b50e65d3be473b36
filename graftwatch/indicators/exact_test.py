"""Small-number statistics against answers known from books, other functions, and counting by hand."""

import itertools
import math

import numpy as np
import pytest
from scipy import stats

from graftwatch.indicators.exact import (
    benjamini_hochberg,
    beta_binomial_upper,
    binomial_upper,
    fisher_greater,
    fisher_less,
    funnel,
    likeness,
    poisson_upper,
    shrunken,
    stratified_greater,
)


def test_the_lady_tasting_tea_has_all_four_cups_right_once_in_seventy():
    assert fisher_greater(4, 4, 0, 4) == pytest.approx(1 / 70)
    assert fisher_greater(3, 4, 1, 4) == pytest.approx(17 / 70)


def test_fishers_two_tails_agree_with_another_reckoning():
    for here, elsewhere in itertools.product([(3, 10), (0, 5), (7, 7)], [(2, 30), (9, 12)]):
        table = [[here[0], here[1] - here[0]], [elsewhere[0], elsewhere[1] - elsewhere[0]]]
        assert fisher_greater(*here, *elsewhere) == pytest.approx(stats.fisher_exact(table, "greater").pvalue)
        assert fisher_less(*here, *elsewhere) == pytest.approx(stats.fisher_exact(table, "less").pvalue)


def test_one_stratum_is_fishers_test_and_two_are_counted_out_by_hand():
    assert stratified_greater([(3, 4, 1, 4)]) == pytest.approx(17 / 70)
    # two strata of one here and one elsewhere, one found in each: both here once in four
    assert stratified_greater([(1, 1, 0, 1), (1, 1, 0, 1)]) == pytest.approx(1 / 4)
    assert stratified_greater([(1, 1, 0, 1), (0, 1, 1, 1)]) == pytest.approx(3 / 4)


def test_a_stratum_without_anybody_to_compare_with_says_nothing():
    assert stratified_greater([(3, 4, 1, 4), (5, 9, 0, 0)]) == pytest.approx(17 / 70)
    assert stratified_greater([]) == 1.0


def test_a_poisson_tail_holds_the_count_itself():
    assert poisson_upper(0, 2.0) == pytest.approx(1.0)
    assert poisson_upper(1, 2.0) == pytest.approx(1 - math.exp(-2))
    assert poisson_upper(3, 2.0) == pytest.approx(1 - 5 * math.exp(-2))


def test_a_binomial_tail_of_ten_heads_in_ten_throws():
    assert binomial_upper(10, 10, 0.5) == pytest.approx(2**-10)


def test_without_likeness_the_beta_binomial_is_a_binomial_and_with_it_the_tail_is_longer():
    assert beta_binomial_upper(8, 20, 0.2, 0.0) == pytest.approx(binomial_upper(8, 20, 0.2))
    assert beta_binomial_upper(8, 20, 0.2, 0.1) > 3 * binomial_upper(8, 20, 0.2)
    # a beta of one and one: every count from none to ten is as likely
    assert beta_binomial_upper(10, 10, 0.5, 1 / 3) == pytest.approx(1 / 11)


def test_centres_that_differ_no_more_than_by_chance_have_no_likeness():
    assert likeness([5, 5, 5], [10, 10, 10]) == 0.0
    assert likeness([0, 10, 0, 10], [10, 10, 10, 10]) > 0.9
    assert likeness([], []) == likeness([3], [10]) == likeness([0, 0], [5, 5]) == 0.0


def test_a_small_centre_is_drawn_further_towards_the_common_share_than_a_large_one():
    small, large, other = shrunken([4, 80, 20], [5, 100, 100])
    assert 0.8 > large > small > 100 / 205 > other > 0.2
    assert shrunken([5, 5], [10, 10]) == pytest.approx([0.5, 0.5])


def test_funnel_limits_widen_for_small_centres_and_for_centres_that_differ():
    low, high = funnel(100, 0.5)
    assert (low, high) == (35, 65)
    small_low, small_high = funnel(10, 0.5)
    assert small_low / 10 < low / 100 < high / 100 < small_high / 10
    assert funnel(100, 0.5, alike=0.05)[1] > high
    assert funnel(100, 0.0) == (0, 0)


def test_benjamini_and_hochbergs_own_example_rejects_the_four_least_of_fifteen():
    # Benjamini and Hochberg 1995, section 3.2: thrombolysis after myocardial infarction
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
         1.0]  # fmt: skip
    shuffled = np.array(p)[::-1]
    assert (benjamini_hochberg(shuffled) <= 0.05).sum() == 4
    assert benjamini_hochberg(shuffled) == pytest.approx(stats.false_discovery_control(shuffled))
    assert benjamini_hochberg([]).size == 0
