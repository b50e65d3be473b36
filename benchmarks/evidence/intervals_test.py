"""Intervals against published values."""

import pytest

from benchmarks.evidence.intervals import of_mean, of_share


def test_shares_have_the_exact_interval():
    # Clopper and Pearson 1934: 0 of 10 reaches to 0.3085, 10 of 10 from 0.6915, 8 of 10 from 0.4439 to 0.9748
    assert of_share(0, 10) == (0.0, pytest.approx(0.3085, abs=1e-4))
    assert of_share(10, 10) == (pytest.approx(0.6915, abs=1e-4), 1.0)
    assert of_share(8, 10) == (pytest.approx(0.4439, abs=1e-4), pytest.approx(0.9748, abs=1e-4))


def test_a_mean_comes_with_students_interval():
    mean, low, high = of_mean([1, 2, 3, 4, 5])
    assert mean == 3
    assert (low, high) == (pytest.approx(1.0368, abs=1e-4), pytest.approx(4.9632, abs=1e-4))


def test_a_count_cannot_be_below_nought():
    assert of_mean([0, 0, 3])[1] == 0
