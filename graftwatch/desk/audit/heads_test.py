"""Heads are signed, countersigned by witnesses, and refused where the trail beneath was rewritten or split."""

import datetime as dt
import json

import pytest
from django.utils import timezone
from nacl.signing import SigningKey

from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit import heads, tree
from graftwatch.desk.audit.action import Denied, note
from graftwatch.desk.audit.heads import DoesNotHoldError
from graftwatch.desk.audit.merkle import leaf_hash
from graftwatch.desk.audit.models import SeenHead, SignedHead, Witness

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
WITNESS, ELSEWHERE = SigningKey(b"w" * 32), SigningKey(b"e" * 32)

pytestmark = pytest.mark.django_db


def acts(n):
    for _ in range(n):
        note(operator(), "screening.search")


def head():
    return heads.sign_head(operator(), now=timezone.now())


def test_a_signed_head_speaks_of_every_entry_before_it():
    acts(5)
    signed = head()
    assert (signed.size, signed.root) == (5, tree.head_at(5).root)
    assert heads.holds(signed)


def test_two_heads_are_shown_to_have_grown_from_one_another():
    acts(3)
    first = head()
    acts(4)
    said = heads.as_note(head())
    assert [each["size"] for each in said["grew_from"]] == [first.size]
    assert json.loads(json.dumps(said)) == said


def signed_by(key, size, root, at="2026-11-20T12:00:00+00:00"):
    return bytes(key.sign(heads.message(size, root, at)).signature).hex()


def elsewhere(size, root, grew_from=()):
    """The note of a head of another installation."""
    at = "2026-11-20T12:00:00+00:00"
    return {
        "size": size, "root": root, "at": at, "key": bytes(ELSEWHERE.verify_key).hex(),
        "signature": signed_by(ELSEWHERE, size, root), "grew_from": list(grew_from),
    }  # fmt: skip


def test_a_witness_countersigns_what_grew_and_refuses_what_was_rewritten():
    acts(3)
    old = tree.head_at(3).root
    acts(4)
    new, proof = tree.head_at(7).root, tree.proof_between(3, 7)
    given = heads.countersign(operator(), note=elsewhere(3, old))
    assert heads.is_signed(heads.public_key(), given["signature"], heads.message(3, old, "2026-11-20T12:00:00+00:00"))
    for lie in (elsewhere(7, new), elsewhere(7, leaf_hash(b"fork").hex(), [{"size": 3, "root": old, "proof": proof}])):
        with pytest.raises(DoesNotHoldError, match="rewritten or split"):
            heads.countersign(operator(), note=lie)
    assert SeenHead.objects.get().size == 3
    heads.countersign(operator(), note=elsewhere(7, new, [{"size": 3, "root": old, "proof": proof}]))
    assert SeenHead.objects.get().size == 7


def test_a_head_that_its_key_did_not_sign_is_not_countersigned():
    with pytest.raises(DoesNotHoldError, match="not signed by the key"):
        heads.countersign(operator(), note=elsewhere(1, "a" * 64) | {"size": 2})


def test_a_known_witness_counts_and_a_stranger_or_a_wrong_signature_does_not(cast):
    acts(2)
    signed, auditor = head(), cast.viewer("auditor")
    heads.add_witness(auditor, name="Ombudsperson", key=bytes(WITNESS.verify_key).hex())
    at = signed.at.isoformat()
    right = {"size": signed.size, "key": bytes(WITNESS.verify_key).hex()}
    right["signature"] = signed_by(WITNESS, signed.size, signed.root, at)
    heads.bring_in_countersignature(auditor, note=right)
    heads.bring_in_countersignature(auditor, note=right)
    assert heads.as_note(signed)["countersignatures"][0]["name"] == "Ombudsperson"
    stranger = right | {"key": bytes(ELSEWHERE.verify_key).hex()}
    for wrong in (stranger, right | {"signature": "00" * 64}, right | {"size": 9}):
        with pytest.raises(DoesNotHoldError):
            heads.bring_in_countersignature(auditor, note=wrong)


def test_only_oversight_names_witnesses_and_never_this_installation_itself(cast):
    with pytest.raises(Denied):
        heads.add_witness(operator(), name="Myself", key="ab" * 32)
    with pytest.raises(DoesNotHoldError, match="own key"):
        heads.add_witness(cast.viewer("auditor"), name="Myself", key=heads.public_key())
    with pytest.raises(DoesNotHoldError, match="64 hexadecimal"):
        heads.add_witness(cast.viewer("auditor"), name="X", key="not a key")
    assert not Witness.objects.exists()


def test_nobody_else_signs_heads(cast):
    with pytest.raises(Denied):
        heads.sign_head(cast.viewer("officer"), now=NOON)
    assert not SignedHead.objects.exists()
