"""Which texts are nearly alike once the wording that most files share is left out, from their keyed signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

N_DIGITS = 8
FEWEST_POSITIONS = 24
"""Fewer of 128 positions that are not boilerplate cannot tell a likeness of a half from one of a tenth."""

Signatures = NDArray[np.uint64]


def numbers_of(signatures: Sequence[str]) -> Signatures:
    """One row of numbers for each signature, in their order (`desk/snapshots/derivations/shingle_signature.py`)."""
    if not signatures:
        return np.empty((0, 0), np.uint64)
    return np.array(
        [[int(text[at : at + N_DIGITS], 16) for at in range(0, len(text), N_DIGITS)] for text in signatures], np.uint64
    )


def common_wording(numbers: Signatures, groups: Sequence[object], *, share: float, least: int) -> NDArray[np.bool_]:
    """Where a number stands at its position in more than `share` of its group's texts: a form's words, or a clerk's.

    A group with fewer than `least` texts cannot show what is common to it.
    """
    common = np.zeros(numbers.shape, bool)
    labels = np.asarray([str(group) for group in groups])
    for label in sorted(set(labels)):
        here = np.flatnonzero(labels == label)
        if len(here) < least:
            continue
        for position in range(numbers.shape[1]):
            _values, back, seen = np.unique(numbers[here, position], return_inverse=True, return_counts=True)
            common[here, position] = seen[back] > share * len(here)
    return common


def alike_pairs(
    numbers: Signatures, common: NDArray[np.bool_], circles: Sequence[object], *, at_least: float
) -> dict[tuple[int, int], float]:
    """Pairs of texts of different circles with their likeness: the Jaccard similarity of what is not common wording.

    At each position the lesser number of a pair belongs to a shingle of either text. Where that shingle is common the
    position is left out; over the others, equal numbers are as frequent as shared shingles are.
    """
    found: dict[tuple[int, int], float] = {}
    for one, other in _candidates(numbers, common, at_least):
        if circles[one] == circles[other]:
            continue
        lesser_is_common = np.where(numbers[one] <= numbers[other], common[one], common[other])
        told = ~lesser_is_common
        if told.sum() < FEWEST_POSITIONS:
            continue
        likeness = float((numbers[one][told] == numbers[other][told]).mean())
        if likeness >= at_least:
            found[one, other] = likeness
    return found


def used_again(
    signatures: Sequence[str],
    hands: Sequence[str],
    circles: Sequence[object],
    *,
    at_least: float,
    common_share: float,
) -> set[int]:
    """The texts whose words, but for wording common to all texts, the same hand used for an unrelated file."""
    numbers = numbers_of(signatures)
    common = common_wording(numbers, ["all"] * len(signatures), share=common_share, least=1)
    own: dict[tuple[str, str], list[int]] = {}
    for at, key in enumerate(zip(hands, signatures, strict=True)):
        if (~common[at]).sum() >= FEWEST_POSITIONS:
            own.setdefault(key, []).append(at)
    # texts that are equal to the letter are one from here on: a template in a thousand files is half a million pairs
    first = [members[0] for members in own.values()]
    near = alike_pairs(numbers[first], common[first], [circles[at] for at in first], at_least=at_least) if first else {}
    found = {at for members in own.values() for at in members if len({circles[each] for each in members}) > 1}
    for pair in near:
        one, other = (first[at] for at in pair)
        if hands[one] == hands[other]:
            found |= {at for each in (one, other) for at in own[hands[each], signatures[each]]}
    return found


def clusters(pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Texts that hang together by pairs, each group in order."""
    group: dict[int, set[int]] = {}
    for one, other in pairs:
        merged = group.get(one, {one}) | group.get(other, {other})
        group |= dict.fromkeys(merged, merged)
    return sorted(sorted(each) for each in {min(members): members for members in group.values()}.values())


def _candidates(numbers: Signatures, common: NDArray[np.bool_], at_least: float) -> list[tuple[int, int]]:
    """Pairs that share enough uncommon numbers to be looked at: cost grows with what is shared, not with all pairs."""
    shared: Counter[tuple[int, int]] = Counter()
    for position in range(numbers.shape[1] if len(numbers) else 0):
        rows = np.flatnonzero(~common[:, position])
        order = rows[np.argsort(numbers[rows, position], kind="stable")]
        edges = np.flatnonzero(np.diff(numbers[order, position])) + 1
        for same in np.split(order, edges):
            if len(same) > 1:
                shared.update(combinations(sorted(same.tolist()), 2))
    return sorted(pair for pair, n in shared.items() if n >= at_least * FEWEST_POSITIONS)
