from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader

from graftwatch.apps.public import papers
from graftwatch.desk.printing import lettering
from graftwatch.law.words import every_word, texts

SIX = ("ar", "zh-hans", "en", "fr", "ru", "es")


@pytest.fixture(autouse=True)
def in_atlantis(monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_COUNTRY", "atlantis")


def words_of(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())


@pytest.mark.parametrize("id", texts())
def test_a_paper_says_every_word_of_its_text(id):
    found = words_of(papers.paper(id, "en"))
    sources = {cite.says for cite in texts()[id].cites}
    for words in set(every_word(texts()[id])) - sources - {texts()[id].short}:
        assert words in found, words


@pytest.mark.parametrize("language", SIX)
def test_no_letter_of_any_paper_is_missing_from_the_fonts_that_we_ship(language):
    with translation.override(language):
        said = {word for text in texts().values() for word in every_word(text)}
        letters = "".join(translation.gettext(word) for word in said if word)
    assert len(letters) > 5000
    assert lettering.not_shipped(letters) == set()


@pytest.mark.parametrize("language", SIX)
def test_a_paper_is_tagged_in_its_language_and_names_the_numbers_of_the_country(language):
    read = PdfReader(BytesIO(papers.paper("rights", language)))
    assert read.trailer["/Root"]["/Lang"].startswith(language[:2])
    assert "555 0100" in words_of(papers.paper("rights", language))


def test_without_a_country_there_are_lines_to_write_the_numbers_on(monkeypatch):
    monkeypatch.delenv("GRAFTWATCH_COUNTRY")
    found = words_of(papers.paper("rights", "en"))
    assert "Emergency number" in found
    assert "555" not in found
    assert "This installation names no country" in found


def test_a_translation_that_nobody_checked_says_so_on_paper():
    assert "In doubt" not in words_of(papers.paper("rights", "en"))
    with translation.override("fr"):
        said = translation.gettext(
            "This translation was not yet checked by a speaker of the language. In doubt, the English paper holds."
        )
    assert said in words_of(papers.paper("rights", "fr"))


def test_the_eight_steps_fit_on_two_pages_and_the_notice_too():
    for id in ("something-is-wrong", "benefit-is-a-crime", "registration-on-return"):
        assert len(PdfReader(BytesIO(papers.paper(id, "en"))).pages) <= 2
