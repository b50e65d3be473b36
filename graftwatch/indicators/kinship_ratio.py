"""How many times likelier two people's genotypes are under a claimed blood tie than between strangers."""

from __future__ import annotations

import math
from collections.abc import Mapping

Genotype = tuple[str, str]

SHARED: Mapping[str, tuple[float, float, float]] = {
    "parent": (0.0, 1.0, 0.0),
    "child": (0.0, 1.0, 0.0),
    "sibling": (0.25, 0.5, 0.25),
    "identical_twin": (0.0, 0.0, 1.0),
    "half_sibling": (0.5, 0.5, 0.0),
    "cousin": (0.75, 0.25, 0.0),
}
"""By claimed tie the chances that none, one or both alleles of a locus are shared by descent."""


def ratio(
    one: Genotype, other: Genotype, tie: str, share_of: Mapping[str, float], *, error: float, mutation: float
) -> float:
    """The likelihood ratio of one unlinked locus: the claimed tie over no tie.

    `share_of` gives the frequency of each allele. `error` is the chance that a genotype was read wrongly; it is then
    anybody's. `mutation` is the chance that an allele changed on its way down; it is then any allele.
    """
    none, single, both = SHARED[tie]
    chance = _chance(other, share_of)
    by_one = (1 - mutation) * _given_one(one, other, share_of) / chance + mutation
    by_both = (1.0 if sorted(one) == sorted(other) else 0.0) / chance
    right = (1 - error) ** 2
    return right * (none + single * by_one + both * by_both) + (1 - right)


def log10_ratio(
    pairs: Mapping[str, tuple[Genotype, Genotype]],
    tie: str,
    frequencies: Mapping[str, Mapping[str, float]],
    *,
    error: float,
    mutation: float,
) -> float:
    """Over several unlinked loci, in powers of ten: below zero speaks against the tie."""
    return sum(
        math.log10(ratio(one, other, tie, frequencies[locus], error=error, mutation=mutation))
        for locus, (one, other) in sorted(pairs.items())
    )


def nothing_in_common(one: Genotype, other: Genotype) -> bool:
    """Whether two genotypes share no allele: between parent and child never, but for error and mutation."""
    return not set(one) & set(other)


def _chance(genotype: Genotype, share_of: Mapping[str, float]) -> float:
    first, second = genotype
    return share_of[first] * share_of[second] * (1 if first == second else 2)


def _given_one(one: Genotype, other: Genotype, share_of: Mapping[str, float]) -> float:
    """The chance of the other genotype where one allele comes from `one` and the other from anybody."""
    first, second = other
    found = 0.0
    for allele in one:
        if first == second:
            found += share_of[first] if allele == first else 0.0
        else:
            found += (share_of[second] if allele == first else 0.0) + (share_of[first] if allele == second else 0.0)
    return found / 2
