"""Likeness of texts by their signatures: exact over what no form shares, and silent over what a form does."""

import numpy as np
import pytest

from graftwatch.indicators.alike import FEWEST_POSITIONS, alike_pairs, clusters, common_wording, numbers_of, used_again

N = 128


def signature(shingles, seed=7):
    """The least number at each position over a set of shingles, given as whole numbers."""
    drawn = [np.random.default_rng([seed, shingle]).integers(0, 2**32, N) for shingle in shingles]
    return "".join(f"{number:08x}" for number in np.min(drawn, axis=0))


FORM = set(range(1000, 1040))


def pairs(texts, circles=None, at_least=0.3, share=0.2, least=10):
    numbers = numbers_of([signature(text) for text in texts])
    common = common_wording(numbers, ["centre"] * len(texts), share=share, least=least)
    return alike_pairs(numbers, common, circles or range(len(texts)), at_least=at_least)


def test_the_share_of_common_shingles_is_estimated():
    assert pairs([set(range(40)), set(range(20, 60))], at_least=0.1)[0, 1] == pytest.approx(20 / 60, abs=0.13)


def test_what_most_files_share_is_left_out_and_the_rest_is_judged_as_if_it_were_alone():
    honest = [FORM | set(range(100 * n, 100 * n + 20)) for n in range(1, 12)]
    assert pairs(honest) == {}
    assert pairs(honest, least=100) != {}
    told = [FORM | set(range(20)), FORM | set(range(18)) | {50, 51}]
    found = pairs([*honest, *told])
    assert set(found) == {(11, 12)}
    assert found[11, 12] == pytest.approx(18 / 22, abs=0.2)


def test_a_group_of_fewer_texts_than_the_least_cannot_show_what_is_common():
    texts = [FORM for _ in range(10)]
    assert pairs(texts, least=10) == {}
    assert len(pairs(texts, least=11)) == 45


def test_texts_of_one_circle_are_not_compared():
    assert pairs([set(range(40))] * 2, circles=["a", "a"]) == {}


def test_where_hardly_anything_but_the_form_is_said_nothing_is_concluded():
    texts = [FORM | {n} for n in range(2)] + [FORM | {n, n} for n in range(2, 12)]
    assert pairs([*texts, FORM | {0}]) == {}
    assert FEWEST_POSITIONS > 1


def test_one_hand_uses_its_words_again_for_unrelated_files_only():
    texts = [signature(set(range(40))), signature(set(range(38)) | {90, 91}), signature(set(range(100, 140)))]
    settings = {"at_least": 0.7, "common_share": 0.9}
    assert used_again([*texts, texts[2]], ["b"] * 4, list("wxyz"), **settings) == {0, 1, 2, 3}
    assert used_again([*texts, texts[2]], ["b"] * 4, list("wxyy"), **settings) == {0, 1}
    assert used_again([*texts, texts[2]], ["b", "c", "b", "c"], list("wxyz"), **settings) == set()
    assert used_again([], [], [], **settings) == set()


def test_texts_hang_together_by_their_pairs():
    assert clusters([(1, 2), (5, 6), (2, 3)]) == [[1, 2, 3], [5, 6]]
    assert clusters([]) == []


def test_no_texts_give_no_pairs():
    assert pairs([]) == {}
