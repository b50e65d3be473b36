"""Likelihood ratios as textbooks give them, and what errors and mutations leave of an exclusion."""

import itertools
import math

import pytest

from graftwatch.indicators.kinship_ratio import SHARED, log10_ratio, nothing_in_common, ratio

P = {"a": 0.1, "b": 0.2, "c": 0.7}


def plain(one, other, tie):
    return ratio(tuple(one), tuple(other), tie, P, error=0.0, mutation=0.0)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("aa", "aa", 1 / P["a"]),
        ("aa", "ab", 1 / (2 * P["a"])),
        ("ab", "ac", 1 / (4 * P["a"])),
        ("ab", "ab", (P["a"] + P["b"]) / (4 * P["a"] * P["b"])),
        ("ab", "cc", 0),
    ],
)
def test_parent_and_child(one, other, expected):
    assert plain(one, other, "parent") == pytest.approx(expected)
    assert plain(other, one, "child") == pytest.approx(expected)


def test_full_siblings():
    assert plain("aa", "aa", "sibling") == pytest.approx((1 + P["a"]) ** 2 / (4 * P["a"] ** 2))
    assert plain("ab", "cc", "sibling") == pytest.approx(0.25)


def test_cousins_and_twins():
    assert plain("aa", "bb", "cousin") == pytest.approx(0.75)
    assert plain("ab", "ba", "identical_twin") == pytest.approx(1 / (2 * P["a"] * P["b"]))


@pytest.mark.parametrize("tie", SHARED)
def test_over_all_genotypes_the_mean_ratio_among_strangers_is_one(tie):
    genotypes = list(itertools.combinations_with_replacement("abc", 2))
    chance = {g: P[g[0]] * P[g[1]] * (1 if g[0] == g[1] else 2) for g in genotypes}
    mean = sum(
        chance[one] * chance[other] * ratio(one, other, tie, P, error=0.01, mutation=0.002)
        for one in genotypes
        for other in genotypes
    )
    assert mean == pytest.approx(1)


def test_one_locus_apart_does_not_exclude_a_parent_where_many_agree():
    loci = {f"l{n}": (("a", "b"), ("a", "c")) for n in range(15)} | {"x": (("a", "a"), ("c", "c"))}
    found = log10_ratio(loci, "parent", dict.fromkeys(loci, P), error=0.005, mutation=0.002)
    assert found == pytest.approx(15 * math.log10(0.990025 * (0.998 * 2.5 + 0.002) + 0.009975) - 1.92, abs=0.05)
    assert found > 0


def test_nothing_in_common():
    assert nothing_in_common(("a", "a"), ("b", "c"))
    assert not nothing_in_common(("a", "b"), ("b", "c"))
