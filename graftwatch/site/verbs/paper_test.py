from io import BytesIO

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from graftwatch.law.words import UnknownTextError, texts
from graftwatch.site.cli import command_line
from graftwatch.site.languages import UnknownLanguageError

SIX = ("ar", "zh-hans", "en", "fr", "ru", "es")


def print_papers(*words):
    return CliRunner().invoke(command_line("paper"), ["paper", *words], catch_exceptions=False)


def test_without_a_name_every_text_is_printed_in_all_six_languages(tmp_path):
    printed = print_papers("--out", str(tmp_path))
    assert printed.exit_code == 0, printed.output
    made = sorted(tmp_path.rglob("*.pdf"))
    assert {path.parent.name for path in made} == set(SIX)
    assert len(made) == 6 * len(texts()) == len(printed.output.splitlines())
    for path in made:
        read = PdfReader(BytesIO(path.read_bytes()))
        assert read.trailer["/Root"]["/Lang"].startswith(path.parent.name[:2])
        width, height = read.pages[0].mediabox[2:]
        assert (round(width), round(height)) == (595, 842)


def test_one_text_in_one_language(tmp_path):
    print_papers("rights", "--language", "zh", "--out", str(tmp_path))
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf")] == ["zh-hans/rights.pdf"]


def test_the_texts_can_be_listed():
    assert "interview-alone         The interview alone with the donor" in print_papers("list").output


def test_a_language_or_a_text_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(UnknownLanguageError, match="There is ar, zh-hans, en, fr, ru, es"):
        print_papers("--language", "tlh", "--out", str(tmp_path))
    with pytest.raises(UnknownTextError, match="There are: self-check"):
        print_papers("rihgts", "--out", str(tmp_path))
