"""The tree over the trail is the same whether it is taken from stored tiles or from every entry."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection

from graftwatch.desk.audit import tree
from graftwatch.desk.audit.merkle import inclusion_proof, root_of, tree_of, verify_consistency, verify_inclusion
from graftwatch.desk.audit.models import Entry, Tile
from graftwatch.desk.audit.trail import append_all
from graftwatch.records.guarded import writing

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
SIZES = (1, 2, 255, 256, 257, 400, 511, 512, 513, 700)

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaves():
    with writing("a test"):
        rows = [{"at": NOON, "verb": "a.b", "who": f"user:{n}", "result": "done", "thing": ""} for n in range(700)]
        append_all(rows)
    entries = Entry.objects.for_the_system("a test").order_by("number")
    return [tree.leaf_of(entry.digest) for entry in entries]


def test_without_tiles_and_with_them_the_head_of_each_size_is_the_same(leaves):
    assert [tree.head_at(size).root for size in SIZES] == [root_of(leaves[:size]).hex() for size in SIZES]
    assert tree.catch_up().n_rows == 700
    assert list(Tile.objects.order_by("number").values_list("number", flat=True)) == [0, 1]
    assert [tree.head_at(size).root for size in SIZES] == [root_of(leaves[:size]).hex() for size in SIZES]
    assert tree.catch_up().holds


def test_the_newest_rows_alone_are_read_once_tiles_are_there(leaves, django_assert_max_num_queries):
    tree.catch_up()
    with django_assert_max_num_queries(8):
        assert tree.catch_up().n_rows == 700
    with django_assert_max_num_queries(8):
        tree.head_at()


def test_every_entry_is_proven_to_stand_in_the_tree(leaves):
    tree.catch_up()
    for number in (1, 128, 256, 257, 512, 513, 699, 700):
        path = [bytes.fromhex(step) for step in tree.proof_of(number, 700)]
        assert path == inclusion_proof(number - 1, 700, tree_of(leaves))
        assert verify_inclusion(leaves[number - 1], number - 1, 700, path, root_of(leaves))


def test_each_size_is_shown_to_have_grown_from_each_smaller_one(leaves):
    tree.catch_up()
    for first in SIZES:
        for second in (size for size in SIZES if size >= first):
            path = [bytes.fromhex(step) for step in tree.proof_between(first, second)]
            assert verify_consistency(first, second, root_of(leaves[:first]), root_of(leaves[:second]), path)


def test_an_empty_trail_has_the_head_of_nothing():
    assert tree.head_at().root == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert tree.catch_up().holds


def test_the_database_itself_refuses_to_change_a_tile(leaves):
    tree.catch_up()
    with pytest.raises(DatabaseError, match="append-only"):
        connection.cursor().execute("UPDATE audit_tile SET root = last")
