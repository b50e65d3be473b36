"""What is common here weighs little here; no single finding decides."""

import pytest

from graftwatch.leads.weight import CAP_PER_FINDING, bits_of, bits_of_p_value, share_seen


def seen(n_yes, n_files, yes_here=None, files_here=None, reference=0.01):
    yes = n_yes if yes_here is None else yes_here
    files = n_files if files_here is None else files_here
    return share_seen(n_yes, n_files, yes, files, reference=reference, stratum="all")


def test_a_finding_that_one_ordinary_file_in_forty_gives_weighs_about_four_bits():
    weight = bits_of((0.3, 0.6), seen(25, 1000))
    assert 3.7 < weight.value < 4.3
    assert weight.low < weight.value < weight.high


def test_what_is_common_among_honest_files_here_weighs_little_here():
    assert bits_of((0.3, 0.6), seen(400, 1000)).value < 0.3


def test_a_stratum_in_which_it_is_common_weighs_less_than_the_whole_state():
    rare = bits_of((0.3, 0.6), seen(20, 1000, 0, 200))
    common = bits_of((0.3, 0.6), seen(20, 1000, 15, 60))
    assert common.value < rare.value - 2


def test_while_files_are_few_the_reference_rate_speaks():
    assert seen(0, 0, reference=0.02).share == pytest.approx(0.02)
    assert seen(0, 5, reference=0.02).share < 0.02


def test_never_having_seen_it_is_not_proof():
    weight = bits_of((0.9, 0.9), seen(0, 100_000, reference=0.001))
    assert weight.value == CAP_PER_FINDING
    assert 1 / 1_000_000 < seen(0, 100_000, reference=0.001).share < 1 / 100_000


def test_a_finding_never_weighs_less_than_nothing():
    assert bits_of((0.01, 0.02), seen(500, 1000)).value == 0


def test_a_p_value_of_one_in_a_hundred_supports_three_bits():
    assert bits_of_p_value(0.01).value == pytest.approx(3.0, abs=0.01)


def test_a_p_value_that_is_not_small_supports_none():
    assert bits_of_p_value(0.4).value == 0
    assert bits_of_p_value(0.36).value >= 0


def test_a_p_value_of_nought_is_capped():
    assert bits_of_p_value(0.0).value == CAP_PER_FINDING
