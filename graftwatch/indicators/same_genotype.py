"""Which people have one genotype: pairs of profiles that agree but for a few loci, found without comparing all."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

Profile = Mapping[str, tuple[str, str]]


def one_genotype(profiles: Mapping[str, Profile], *, min_loci: int, max_apart: int) -> list[tuple[str, str]]:
    """Pairs of people typed at `min_loci` common loci or more who differ at no more than `max_apart` of them.

    Loci are cut into one block more than may differ: whoever has one genotype agrees in a whole block. A block counts
    only where all its loci were typed.
    """
    loci = sorted({locus for profile in profiles.values() for locus in profile})
    blocks = [loci[start :: max_apart + 1] for start in range(max_apart + 1)]
    near: set[tuple[str, str]] = set()
    for block in blocks:
        alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for person, profile in sorted(profiles.items()):
            if block and all(locus in profile for locus in block):
                alike.setdefault(tuple(profile[locus] for locus in block), []).append(person)
        near |= {pair for people in alike.values() for pair in combinations(people, 2)}
    return sorted(pair for pair in near if _is_one(profiles[pair[0]], profiles[pair[1]], min_loci, max_apart))


def _is_one(one: Profile, other: Profile, min_loci: int, max_apart: int) -> bool:
    common = one.keys() & other.keys()
    return len(common) >= min_loci and sum(one[locus] != other[locus] for locus in common) <= max_apart
