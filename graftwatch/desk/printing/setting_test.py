import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from graftwatch.desk import printing
from graftwatch.desk.printing import lettering

EVERY_KIND = [
    printing.Heading("Before you begin"),
    printing.Paragraph("Find a quiet room."),
    printing.Note("Care comes first."),
    printing.Bullets(["Ask openly", "Do not accuse"]),
    printing.Steps([("Look after the patient", "Nothing is asked first."), ("Write it down", "")]),
    printing.Checks(["The door is closed"]),
    printing.Field("Language", lines=2),
    printing.Field("Day", value="3 May 2026"),
    printing.Table(["What", "Sum"], [["report.pdf", "ab" * 32]]),
    printing.Code("Receipt", "1234 5678 9012 3456", large=True),
    printing.Signature("Signature", "Place and day"),
]


def paper(blocks=EVERY_KIND, language="en", **also):
    return printing.pdf(blocks, language=language, title="A paper", **also)


def words_of(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def test_every_kind_of_block_can_be_read_out_of_the_paper_again():
    found = words_of(paper(foot="Kept by the hotline"))
    for words in ("Before you begin", "Find a quiet room.", "Care comes first.", "Ask openly", "Write it down"):
        assert words in found
    for words in ("The door is closed", "Language", "3 May 2026", "1234 5678 9012 3456", "Kept by the hotline"):
        assert words in found


def test_a_fingerprint_can_be_copied_out_whole():
    assert "ab" * 32 in "".join(words_of(paper()).split())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_wider_than_the_paper_breaks_and_loses_no_sign(language):
    wide = "0123456789abcdef" * 16
    blocks = [printing.Code("Signature", wide), printing.Table(["a", "b", "c"], [[wide, "W" * 60, "x"]])]
    read = PdfReader(BytesIO(paper(blocks, language=language)))
    found = "".join(words_of(paper(blocks)).split())
    assert found.count(wide) == 2
    assert "W" * 60 in found
    assert all(0 <= place <= 595 for place in places_of(read.pages[0]))


def places_of(page) -> list[float]:
    """Where on the line each run of letters begins."""
    found = []
    page.extract_text(visitor_text=lambda _text, _cm, matrix, *_font: found.append(matrix[4]))
    return found


def test_a_telephone_number_keeps_its_order_in_a_line_from_right_to_left():
    blocks = [printing.Table(["من", "الرقم"], [["الخط", "555 0100"]])]
    runs = []
    page = PdfReader(BytesIO(paper(blocks, language="ar"))).pages[0]
    page.extract_text(visitor_text=lambda text, *_where: runs.append(text.strip()))
    # set from right to left it comes as two runs, the second before the first
    assert "555 0100" in runs


@pytest.mark.parametrize("words", ['#read("/etc/passwd")', "*bold* _thin_ $x^2$", "#panic()", "= title", "</x> \\ `"])
def test_what_somebody_typed_is_printed_and_never_obeyed(words):
    found = words_of(paper([printing.Paragraph(words), printing.Table(["a"], [[words]])]))
    assert found.count(words) == 2


def test_a_paper_says_its_title_and_language_and_is_tagged_for_screen_readers():
    read = PdfReader(BytesIO(paper(language="ar")))
    catalogue = read.trailer["/Root"]
    assert catalogue["/Lang"] == "ar"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert read.metadata.title == "A paper"
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_the_same_words_give_the_same_bytes():
    assert paper() == paper()


def test_nothing_in_the_file_says_when_it_was_made():
    assert not re.search(rb"/(CreationDate|ModDate|Author)", paper())


def test_our_fonts_hold_arabic_chinese_and_cyrillic():
    assert lettering.not_shipped("Жертва не виновата. الضحية ليست مذنبة. 受害人无罪。 Où ? ¿Dónde?") == set()


def test_a_letter_that_no_font_has_is_written_as_its_number():
    unknown = "\U00016fe3\U0001fffd"
    assert lettering.unprintable(unknown) >= {"\U0001fffd"}
    assert "[U+1FFFD]" in words_of(paper([printing.Paragraph(unknown)]))


def test_every_kind_of_block_is_laid_out_from_right_to_left_too():
    assert len(PdfReader(BytesIO(paper(language="ar"))).pages) == 1


def test_pages_can_be_looked_at_as_pictures():
    (picture,) = printing.pictures(EVERY_KIND, language="en", title="A paper", ppi=20)
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "words",
    [
        "a\0b",
        "\x01",
        "0\ufe0f\u20e3",
        "]\u0300\u0363",
        "\u202ebackwards",
        "\U000e0041x",
        "\x7f\x9f",
        "0\u0f35",
        "\ue000",
    ],
)
def test_whatever_somebody_typed_is_set_and_no_letter_is_an_error(words):
    assert printing.pdf([printing.Paragraph(words)], language="en", title="Sheet").startswith(b"%PDF")
