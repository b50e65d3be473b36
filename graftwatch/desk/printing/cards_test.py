from io import BytesIO

import pytest
from pypdf import PdfReader

from graftwatch.desk.printing.cards import proof_paper, receipt_card

SAID = {
    "Received on": "2026-11-22",
    "Channel": "b",
    "Country": "XA",
    "Commitment": "ab" * 32,
    "Key": "0123456789abcdef",
    "Signature": "cd" * 64,
}
PROOF = "GRAFTWATCH PROOF 1\n" + "\n".join(f"{name}: {value}" for name, value in SAID.items())


MARKS_OF_DIRECTION = dict.fromkeys(range(0x202A, 0x202F))
"""What the reader library adds around Latin words of a line that runs from right to left."""


def words_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).translate(MARKS_OF_DIRECTION)


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans", "ru"])
def test_the_card_holds_the_digits_and_nothing_that_says_what_they_open(language):
    found = words_of(receipt_card("1234567890123456", language=language))
    assert "1234 5678 9012 3456" in found
    for word in ("Graftwatch", "report", "receipt", "organ"):
        assert word not in found.lower()


def test_the_proof_says_the_day_in_words_and_the_way_of_reporting():
    found = words_of(proof_paper(PROOF, SAID, language="en"))
    assert "22 November 2026" in found
    assert "report with a name" in found
    assert "does not show what it says" in " ".join(found.split())


def test_the_text_of_the_proof_can_be_copied_out_of_the_paper():
    found = "".join(words_of(proof_paper(PROOF, SAID, language="ar")).split())
    assert "".join(PROOF.split()) in found
