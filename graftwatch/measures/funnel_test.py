"""Limits for a share by centre: worked by hand, wider for small centres, and wider where centres differ anyway."""

import numpy as np
import pytest

from graftwatch.measures.funnel import funnel, likeness_of


def test_limits_of_ten_coins_are_two_and_eight():
    # at most 1 of 10: 0.0107, at most 2: 0.0547; so 2 lies within 95 per cent and 1 does not
    found = funnel([1, 2, 8, 9], [10, 10, 10, 10], share=0.5, likeness=0, level=0.95)
    assert list(found.lower) == [2, 2, 2, 2]
    assert list(found.upper) == [8, 8, 8, 8]
    assert list(found.below) == [True, False, False, False]
    assert list(found.above) == [False, False, False, True]
    assert found.p_low[0] == pytest.approx(11 / 1024)
    assert found.p_high[3] == pytest.approx(11 / 1024)


def test_a_centre_with_one_file_or_none_is_never_unusual():
    found = funnel([1, 0, 0], [1, 1, 0], share=0.126, likeness=0)
    assert not found.above.any()
    assert not found.below.any()


def test_the_same_share_is_usual_in_a_small_centre_and_unusual_in_a_large_one():
    found = funnel([6, 300], [20, 1000], share=0.126, likeness=0)
    assert list(found.above) == [False, True]


def test_the_common_share_is_that_of_all_files_and_not_of_all_centres():
    assert funnel([1, 90], [10, 890]).share == pytest.approx(91 / 900)


def test_where_centres_differ_anyway_limits_are_wider():
    alike = funnel([30], [100], share=0.15, likeness=0)
    apart = funnel([30], [100], share=0.15, likeness=0.05)
    assert alike.above[0]
    assert not apart.above[0]


def test_likeness_is_none_when_chance_explains_the_scatter_and_found_when_it_does_not():
    rng = np.random.default_rng(20261121)
    n = np.full(400, 200)
    assert likeness_of(rng.binomial(n, 0.13), n, 0.13) < 0.002
    shares = rng.beta(0.13 * 19, 0.87 * 19, size=400)
    assert likeness_of(rng.binomial(n, shares), n, 0.13) == pytest.approx(0.05, abs=0.01)


def test_a_share_of_nothing_or_of_everything_has_limits_too():
    assert list(funnel([0, 0], [5, 9]).upper) == [0, 0]
    assert list(funnel([5, 9], [5, 9]).lower) == [5, 9]


def test_more_found_than_there_are_is_refused():
    with pytest.raises(ValueError, match="no more found"):
        funnel([3], [2])
