"""A full verification finds whatever was changed beneath the programme, also where the chain was computed anew."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.heads import DoesNotHoldError, sign_head
from graftwatch.desk.audit.merkle import leaf_hash, root_of
from graftwatch.desk.audit.models import Entry, SignedHead, Verification
from graftwatch.desk.audit.trail import append_all, digest_of
from graftwatch.desk.audit.tree import catch_up, head_at
from graftwatch.desk.audit.verifying import Growing, verify_all, verify_trail
from graftwatch.records.guarded import writing

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    with writing("a test"):
        rows = [{"at": NOON, "verb": "a.b", "who": f"user:{n}", "result": "done", "thing": ""} for n in range(600)]
        append_all(rows)
    sign_head(operator(), now=timezone.now())


def beside_the_programme(*statements):
    """Somebody with the database in their hands: the triggers go first."""
    with writing("a test"), connection.cursor() as cursor:
        for table in ("audit_entry", "audit_signedhead"):
            for what in ("changed", "removed") if connection.vendor == "sqlite" else ("changed",):
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_is_never_{what}{on}")
        for statement in statements:
            cursor.execute(statement)


def chain_anew(number):
    """Change one entry and compute every hash after it again, as somebody would who knows the programme."""
    previous = ""
    for row in Entry.objects.for_the_system("a test").filter(number__gte=number).order_by("number"):
        written = row.written.replace('"user:', '"nobody:') if row.number == number else row.written
        before = previous or row.previous
        digest = digest_of(before, written)
        who = row.who.replace("user:", "nobody:") if row.number == number else row.who
        beside_the_programme(
            f"UPDATE audit_entry SET who = '{who}', "
            f"written = '{written}', previous = '{before}', digest = '{digest}' WHERE number = {row.number}"
        )
        previous = digest


def test_a_whole_trail_holds_and_its_root_is_said(trail):
    verdict, root = verify_all()
    assert verdict.holds
    assert root == head_at().root
    assert verdict.n_rows == 601


def test_a_chain_that_was_computed_anew_is_found_by_the_stored_tiles(trail):
    chain_anew(200)
    verdict, _ = verify_all()
    assert (verdict.fails_at, "verified before" in verdict.because) == (256, True)


def test_a_chain_that_was_computed_anew_is_found_by_the_signed_head(trail):
    chain_anew(590)
    verdict, _ = verify_all()
    assert (verdict.fails_at, "whose head was signed" in verdict.because) == (600, True)


def test_a_chain_that_does_not_hold_is_not_signed(trail):
    beside_the_programme("UPDATE audit_entry SET who = 'nobody' WHERE number = 599")
    with pytest.raises(DoesNotHoldError, match="row 599"):
        sign_head(operator(), now=timezone.now())


def test_an_end_that_was_cut_off_is_found_by_the_signed_head(trail):
    beside_the_programme("DELETE FROM audit_entry WHERE number > 595")
    verdict, _ = verify_all()
    assert (verdict.fails_at, "cut off" in verdict.because) == (596, True)


def test_a_head_with_another_signature_is_found(trail):
    beside_the_programme(f"UPDATE audit_signedhead SET signature = '{'0' * 128}'")
    verdict, _ = verify_all()
    assert (verdict.fails_at, "signature" in verdict.because) == (600, True)


def test_what_came_of_a_verification_is_kept(trail, cast):
    found = verify_trail(cast.viewer("auditor"), now=NOON)
    assert (found.n_heads, found.fails_at) == (1, None)
    assert Verification.objects.get().n_entries == found.n_entries > 600


def test_a_tree_that_grows_is_the_tree_of_all_its_leaves():
    growing, leaves = Growing(), []
    for number in range(70):
        assert growing.root() == root_of(leaves)
        leaves.append(leaf_hash(bytes([number])))
        growing.add(leaves[-1])


def test_what_is_new_since_the_last_tile_is_verified_at_each_visit(trail):
    beside_the_programme("UPDATE audit_entry SET who = 'nobody' WHERE number = 599")
    assert catch_up().fails_at == 599
    assert SignedHead.objects.count() == 1
