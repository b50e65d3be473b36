"""No catalogue loses a placeholder or a plural form, and each says in its language what questions and lists say.

A word of a page may wait for its translation: it then stands marked as English. A question or a list may not.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations

LOCALE = Path(__file__).resolve().parents[2] / "graftwatch/site/locale"
LANGUAGES = sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
PLURAL_FORMS = {"ar": 6, "es": 2, "fr": 2, "ru": 3, "zh_Hans": 1}
FORMS_THAT_MAY_LEAVE_OUT_THE_NUMBER = {"ar": 3, "es": 1, "fr": 1}
"""In Arabic none, one and two may be said in words; in Spanish one and in French one and none: the first forms."""


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def placeholders(words: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(words))


def words_of_questions() -> Iterator[str]:
    for asked in all_indicators().values():
        yield from (asked.title, asked.question, *asked.benign, *asked.ask_first, *asked.blind_to, *asked.holders)
        yield from (words for _table, words in asked.without)
    for clearing in all_clearings().values():
        yield clearing.title


def words_of_lists() -> Iterator[str]:
    for each in all_reconciliations().values():
        yield from (each.title, each.says, each.do, each.mends)
        yield from (words for _key, words in each.phrases)


def untranslated(language: str, words: Iterator[str]) -> list[str]:
    found = catalogue(language)
    return sorted({each for each in words if not (message := found.get(each)) or not message.string})


def test_there_is_a_catalogue_for_each_of_the_six_languages_but_english():
    assert set(LANGUAGES) == set(PLURAL_FORMS)
    assert {to_locale(code) for code, _name in settings.LANGUAGES} == {*LANGUAGES, "en"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heading_names_its_language_and_says_that_nobody_reviewed_it_yet(language):
    found = catalogue(language)
    assert f"Language: {language}" in (LOCALE / language / "LC_MESSAGES/django.po").read_text("utf-8")
    assert "Not yet reviewed" in found.header_comment
    assert found.num_plurals == PLURAL_FORMS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_loses_or_adds_a_placeholder(language):
    wrong = [
        message.id
        for message in messages(language)
        if isinstance(message.id, str) and message.string and placeholders(message.id) != placeholders(message.string)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_is_filled_and_keeps_the_number_where_it_must(language):
    for message in messages(language):
        if isinstance(message.id, str) or not any(message.string):
            continue
        wanted = placeholders(message.id[1])
        assert len(message.string) == PLURAL_FORMS[language], message.id
        assert all(message.string), message.id
        for form, words in enumerate(message.string):
            if form >= FORMS_THAT_MAY_LEAVE_OUT_THE_NUMBER.get(language, 0):
                assert placeholders(words) == wanted, message.id
            assert set(placeholders(words)) <= set(wanted), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_can_be_read_whole(language):
    assert untranslated(language, words_of_questions()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reconciliation_list_can_be_read_whole(language):
    assert untranslated(language, words_of_lists()) == []
