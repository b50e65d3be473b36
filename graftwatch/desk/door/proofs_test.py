"""Proofs: genuine as they are printed, and nothing else."""

import datetime as dt

import pytest
from nacl.signing import SigningKey

from graftwatch.desk.audit.heads import is_signed, public_key
from graftwatch.desk.door.proofs import check_proof, proof_words, publish_signing_key, signed_proof

TODAY = dt.date(2026, 11, 22)
NODE = b"\x07" * 32
SAID = {"commitment": "ab" * 32, "received_on": TODAY, "channel": "b", "country": "at"}
pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])


def test_a_proof_of_this_installation_is_genuine_also_after_a_printer():
    publish_signing_key(NODE, TODAY)
    proof = signed_proof(NODE, **SAID)
    typed = "My proof:\r\n\r\n" + proof.replace("\n", "\r\n  ").upper() + "\n\nthank you"
    for pasted in (proof, typed):
        checked = check_proof(pasted)
        assert checked.is_genuine
        assert checked.said["Received on"] == "2026-11-22"
        assert checked.said["Commitment"] == "ab" * 32


@pytest.mark.parametrize(
    ("old", "new"),
    [("2026-11-22", "2026-11-02"), ("Channel: b", "Channel: a"), ("abab", "abac"), ("Country: AT", "Country: BE")],
)
def test_a_changed_line_is_found(old, new):
    publish_signing_key(NODE, TODAY)
    assert not check_proof(signed_proof(NODE, **SAID).replace(old, new, 1)).is_genuine


def test_another_installations_proof_is_not_ours():
    publish_signing_key(NODE, TODAY)
    assert not check_proof(signed_proof(b"\x08" * 32, **SAID)).is_genuine


def test_an_older_key_goes_on_checking():
    publish_signing_key(b"\x08" * 32, TODAY)
    publish_signing_key(NODE, TODAY)
    publish_signing_key(NODE, TODAY)
    assert check_proof(signed_proof(b"\x08" * 32, **SAID)).is_genuine


@pytest.mark.parametrize("pasted", ["", "hello", "GRAFTWATCH PROOF 1", "GRAFTWATCH PROOF 1 " * 5000])
def test_anything_else_is_answered_calmly(pasted):
    assert not check_proof(pasted).is_genuine


def test_what_the_key_of_the_trail_signed_is_no_proof_and_a_proof_is_no_head(settings):
    publish_signing_key(settings.NODE_SIGNING_KEY, TODAY)
    proof, said = signed_proof(settings.NODE_SIGNING_KEY, **SAID), proof_words(**SAID).encode()
    lines, _colon, signature = proof.rpartition(" ")
    by_the_trail = SigningKey(settings.NODE_SIGNING_KEY).sign(said).signature.hex()
    assert check_proof(proof).is_genuine
    assert not check_proof(f"{lines} {by_the_trail}").is_genuine
    assert is_signed(public_key(), by_the_trail, said)
    assert not is_signed(public_key(), signature, said)
