"""The Merkle tree of RFC 9162, section 2: heads, inclusion and consistency proofs, and how they are verified.

A tree is handed in as a function `span(begin, end)` that gives the hash of the leaves begin … end-1, so that a tree may
lie in a list or in a database. Hashes are bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

Span = Callable[[int, int], bytes]
EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    return 1 << (n - 1).bit_length() - 1


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The hash of these leaf hashes."""
    if not leaves:
        return EMPTY
    if len(leaves) == 1:
        return leaves[0]
    middle = split(len(leaves))
    return node_hash(root_of(leaves[:middle]), root_of(leaves[middle:]))


def tree_of(leaves: Sequence[bytes]) -> Span:
    return lambda begin, end: root_of(leaves[begin:end])


def inclusion_proof(index: int, size: int, span: Span) -> list[bytes]:
    """The audit path of leaf `index` (from 0) in the tree of `size` leaves (section 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"There is no leaf {index} in a tree of {size}.")
    begin, end, path = 0, size, []
    while end - begin > 1:
        middle = begin + split(end - begin)
        if index < middle:
            path.append(span(middle, end))
            end = middle
        else:
            path.append(span(begin, middle))
            begin = middle
    return path[::-1]


def consistency_proof(first: int, second: int, span: Span) -> list[bytes]:
    """What shows that the tree of `second` leaves begins with the tree of `first` (section 2.1.4.1)."""
    if not 0 < first <= second:
        raise ValueError(f"A tree of {second} cannot begin with one of {first}.")
    begin, end, path = 0, second, []
    while first != end:
        middle = begin + split(end - begin)
        if first <= middle:
            path.append(span(middle, end))
            end = middle
        else:
            path.append(span(begin, middle))
            begin = middle
    return ([span(begin, end)] if begin else []) + path[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(step, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(first: int, second: int, old: bytes, new: bytes, path: Sequence[bytes]) -> bool:
    """Section 2.1.4.2."""
    if first == second:
        return not path and old == new
    if not 0 < first < second:
        return False
    steps = [old, *path] if first & (first - 1) == 0 else list(path)
    if not steps:
        return False
    at, last = first - 1, second - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            was, now = node_hash(step, was), node_hash(step, now)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            now = node_hash(now, step)
        at, last = at >> 1, last >> 1
    return last == 0 and was == old and now == new
