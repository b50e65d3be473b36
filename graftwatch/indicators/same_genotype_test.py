"""One genotype under two numbers, with a slip of typing here and there."""

import pytest

from graftwatch.indicators.same_genotype import one_genotype


def profile(*, change=(), loci=12, base=8):
    return {f"l{n:02}": ("x", "y") if n in change else (str(base), str(base + n)) for n in range(loci)}


@pytest.mark.parametrize(("apart", "found"), [(0, True), (1, True), (2, False)])
def test_two_profiles_are_one_but_for_max_apart_loci(apart, found):
    profiles = {"a": profile(), "b": profile(change=range(apart)), "c": profile(base=20)}
    assert one_genotype(profiles, min_loci=10, max_apart=1) == ([("a", "b")] if found else [])


def test_min_loci_are_typed_of_both():
    profiles = {"a": profile(loci=9), "b": profile(loci=9)}
    assert one_genotype(profiles, min_loci=9, max_apart=1) == [("a", "b")]
    assert one_genotype(profiles, min_loci=10, max_apart=1) == []


def test_nobody_and_nothing_typed():
    assert one_genotype({}, min_loci=1, max_apart=1) == []
    assert one_genotype({"a": {}, "b": {}}, min_loci=1, max_apart=0) == []
