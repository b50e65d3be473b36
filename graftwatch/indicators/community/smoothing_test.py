"""Small places are drawn to the mean; a place that stands out is not explained by itself."""

import numpy as np
import pytest

from graftwatch.indicators.community.smoothing import chance_of_largest, fitted_shape, smoothed

PEOPLE = np.full(200, 10_000.0)


def test_where_all_places_are_alike_every_ratio_is_one():
    assert smoothed(np.full(200, 10.0), PEOPLE) == pytest.approx(np.ones(200), abs=0.01)


def test_nobody_seen_gives_no_ratio():
    assert not smoothed(np.zeros(200), PEOPLE).any()


def test_the_shape_behind_simulated_places_is_found_again():
    draw = np.random.default_rng(3)
    expected = np.full(4_000, 5.0)
    seen = draw.poisson(expected * draw.gamma(2.0, 0.5, size=4_000)).astype(float)
    assert fitted_shape(seen, expected) == pytest.approx(2.0, rel=0.1)


def test_a_small_place_is_drawn_further_to_the_mean_than_a_large_one():
    draw = np.random.default_rng(4)
    people = np.where(np.arange(400) % 2, 1_000.0, 100_000.0)
    seen = draw.poisson(people / 10_000 * draw.gamma(2.0, 0.5, size=400)).astype(float)
    seen[0], seen[1] = 50.0, 0.5
    ratio, raw = smoothed(seen, people), seen / (people * seen.sum() / people.sum())
    assert abs(ratio[1] - 1) < abs(raw[1] - 1)
    assert abs(ratio[0] / raw[0] - 1) < abs(ratio[1] / raw[1] - 1)


def test_the_chance_of_the_largest_of_all_places_is_held_by_simulation():
    draw = np.random.default_rng(5)
    chances = []
    for _ in range(300):
        seen = draw.poisson(0.2, size=200).astype(float)
        chances.append(chance_of_largest(int(np.argmax(seen)), seen, PEOPLE))
    assert np.mean(np.array(chances) <= 0.05) <= 0.07


def test_a_place_alone_cannot_stand_out():
    assert chance_of_largest(0, np.array([9.0]), np.array([100.0])) == 1.0
