"""The page that checks a proof."""

import datetime as dt

import pytest

from graftwatch.desk.door.proofs import publish_signing_key, signed_proof

pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])
NODE = b"\x05" * 32


def test_a_genuine_proof_is_told_and_a_changed_one_too(door):
    publish_signing_key(NODE, dt.date(2026, 11, 1))
    proof = signed_proof(NODE, commitment="ab" * 32, received_on=dt.date(2026, 11, 22), channel="b", country="AT")
    page = door.post("/en/verify/", {"proof": proof}).content.decode()
    assert "This proof is genuine" in page
    assert "22 November 2026" in page
    page = door.post("/en/verify/", {"proof": proof.replace("-22", "-21")}).content.decode()
    assert "its signature does not fit" in page
    assert "It cannot be read" in door.post("/en/verify/", {"proof": "hello"}).content.decode()
    assert door.get("/en/verify/").status_code == 200
