"""The tree is that of RFC 6962 and 9162: the vectors of the reference log, and every proof of every small tree."""

import hashlib

import pytest

from graftwatch.desk.audit.merkle import (
    EMPTY,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    tree_of,
    verify_consistency,
    verify_inclusion,
)

# Leaves, roots and proofs with which Certificate Transparency's reference implementation tests itself
INPUTS = (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
INCLUSION = {
    (0, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (5, 8): (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 3): ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",),
    (1, 5): (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
CONSISTENCY = {
    (1, 1): (),
    (1, 8): INCLUSION[0, 8],
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
}
LEAVES = [leaf_hash(bytes.fromhex(data)) for data in INPUTS]
MORE = [leaf_hash(bytes([number])) for number in range(33)]


def test_leaves_and_nodes_are_hashed_apart_and_the_empty_tree_is_the_hash_of_nothing():
    assert leaf_hash(b"x") == hashlib.sha256(b"\x00x").digest()
    assert node_hash(b"x", b"y") == hashlib.sha256(b"\x01xy").digest()
    assert root_of([]) == EMPTY == hashlib.sha256().digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_head_of_each_size_is_that_of_the_reference_log(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_the_inclusion_proofs_are_those_of_the_reference_log(index, size):
    path = inclusion_proof(index, size, tree_of(LEAVES))
    assert tuple(step.hex() for step in path) == INCLUSION[index, size]


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_the_consistency_proofs_are_those_of_the_reference_log(first, second):
    path = consistency_proof(first, second, tree_of(LEAVES))
    assert tuple(step.hex() for step in path) == CONSISTENCY[first, second]


def test_every_leaf_of_every_small_tree_is_proven_and_nothing_else_is():
    span = tree_of(MORE)
    for size in range(1, 34):
        root = root_of(MORE[:size])
        for index in range(size):
            path = inclusion_proof(index, size, span)
            assert verify_inclusion(MORE[index], index, size, path, root)
            assert not verify_inclusion(leaf_hash(b"another"), index, size, path, root)
            assert not verify_inclusion(MORE[index], index, size, [*path, EMPTY], root)
            assert not verify_inclusion(MORE[index], size, size, path, root)
            if path:
                assert not verify_inclusion(MORE[index], index, size, path[:-1], root)


def test_every_small_tree_is_shown_to_grow_from_every_smaller_one_and_no_other_is():
    span = tree_of(MORE)
    for second in range(1, 34):
        new = root_of(MORE[:second])
        for first in range(1, second + 1):
            old, path = root_of(MORE[:first]), consistency_proof(first, second, span)
            assert verify_consistency(first, second, old, new, path)
            assert not verify_consistency(first, second, leaf_hash(b"fork"), new, path)
            assert not verify_consistency(first, second, old, leaf_hash(b"fork"), path)
            assert not verify_consistency(first, second, old, new, [*path, EMPTY])


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3)])
def test_no_proof_is_made_for_trees_that_cannot_be(first, second):
    with pytest.raises(ValueError, match="cannot begin"):
        consistency_proof(first, second, tree_of(MORE))
    assert not verify_consistency(first, second, EMPTY, EMPTY, [])


def test_no_proof_is_made_for_a_leaf_that_is_not_there():
    with pytest.raises(ValueError, match="no leaf 3"):
        inclusion_proof(3, 3, tree_of(MORE))
