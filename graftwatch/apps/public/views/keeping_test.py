import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from graftwatch.desk.door.proofs import publish_signing_key, signed_proof

pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])
NODE = b"\x05" * 32


def words_of(response) -> str:
    assert response.headers["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)


def test_the_receipt_can_be_had_as_a_card_that_does_not_say_what_it_opens(door):
    found = words_of(door.post("/en/card/", {"receipt": "1234 5678 9012 3456"}))
    assert "1234 5678 9012 3456" in found
    assert "report" not in found


def test_a_genuine_proof_becomes_a_paper_and_what_is_copied_from_it_is_genuine_again(door):
    publish_signing_key(NODE, dt.date(2026, 11, 1))
    proof = signed_proof(NODE, commitment="ab" * 32, received_on=dt.date(2026, 11, 22), channel="b", country="AT")
    found = words_of(door.post("/en/proof/paper/", {"proof": proof.replace("\n", "\r\n")}))
    assert "22 November 2026" in found
    copied = found[found.index("GRAFTWATCH PROOF") : found.rindex("1 / 1")]
    assert "This proof is genuine" in door.post("/en/verify/", {"proof": copied}).content.decode()


def test_what_is_no_receipt_and_no_proof_becomes_no_paper(door):
    assert door.post("/en/card/", {"receipt": "12"}).status_code == 400
    assert door.post("/en/proof/paper/", {"proof": "GRAFTWATCH PROOF 1"}).status_code == 400
    assert door.get("/en/card/").status_code == 405
