import re

import pytest
from django.urls import reverse
from django.utils import translation

from graftwatch.law.words import every_word, text, texts

LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")


@pytest.fixture(autouse=True)
def in_atlantis(monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_COUNTRY", "atlantis")


def shown(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(name, language="en"):
    with translation.override(language):
        return reverse(f"public:{name}", urlconf="graftwatch.site.urls_public")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["home", "duties", *texts()])
def test_every_page_opens_in_every_language(door, name, language):
    response = door.get(address(name, language))
    assert response.status_code == 200
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in response.content.decode()


@pytest.mark.parametrize("name", ["home", "report"])
def test_where_people_come_in_the_languages_stand_before_the_first_heading_and_nowhere_else(door, keys, name):
    page = door.get(address(name, "ar")).content.decode()
    assert page.index('class="languages"') < page.index("<h1")
    assert page.count('class="languages"') == 1
    assert door.get(address("mailbox", "ar")).content.decode().count('class="languages"') == 1


@pytest.mark.parametrize("name", texts())
def test_a_page_says_every_word_of_its_text(door, name):
    page = shown(door.get(address(name)))
    plain = page.replace("&#x27;", "'")
    only_on_paper = {
        words
        for part in text(name).parts
        if part.only_on == "paper"
        for words in (part.heading, part.signature, *part.checks, *(line.label for line in part.fields))
    } | {part.signature for part in text(name).parts}
    on_yes = {question.if_yes for question in text(name).questions}
    for words in set(every_word(text(name))) - only_on_paper - on_yes - {text(name).short}:
        assert words in plain, words


@pytest.mark.parametrize("name", ["home", "duties", *(id for id in texts() if id not in ("privacy", "accessibility"))])
def test_whom_to_call_is_one_touch_away(door, name):
    found = door.get(address(name)).content.decode()
    if name in ("after-you-report", "registration-on-return", "interview-alone"):
        assert address("home") in found
    else:
        assert 'href="tel:5550112"' in found
        assert 'href="tel:5550100"' in found


def test_the_self_check_answers_a_yes_with_a_sentence_and_never_with_a_count(door):
    first, *_, last = text("self-check").questions
    page = shown(door.post(address("self-check"), {"question-0": "yes", "question-1": "no", "question-2": "unknown"}))
    assert first.if_yes in page
    assert last.if_yes not in page
    assert "not a verdict" in page
    assert "Whom to call" in page
    assert not re.search(r"\b\d+ (of|out of|points)\b", page)


def test_the_self_check_ends_with_what_to_do_even_where_nothing_was_yes(door):
    page = shown(door.post(address("self-check"), {}))
    assert "Your own feeling counts" in page
    assert "Call and ask" in page


def test_answers_stand_in_no_address_and_are_not_kept(door):
    response = door.post(address("self-check"), {"question-0": "yes"})
    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-store"
    assert "question-0=" not in response.content.decode()


@pytest.mark.parametrize(
    ("role", "about", "says", "channel"),
    [
        ("nurse", "suspicion", "Yes, with your name", "b"),
        ("nurse", "travel", "Yes, by a notice without names", "a"),
        ("pharmacist", "suspicion", "No, but you may", "c"),
        ("donor", "suspicion", "No, but you may", "d"),
    ],
)
def test_the_wizard_says_the_one_duty_and_leads_to_the_way_that_meets_it(door, role, about, says, channel):
    response = door.post(address("duties"), {"role": role, "about": about})
    assert says in shown(response)
    assert f'name="channel" value="{channel}"' in response.content.decode()


def test_the_wizard_cites_the_law(door):
    page = shown(door.post(address("duties"), {"role": "surgeon", "about": "suspicion"}))
    assert "Atlantis Transplantation Act, section 21" in page
    assert "A colleague has reported the same thing already." in page


def test_the_wizard_asks_again_where_an_answer_is_missing(door):
    response = door.post(address("duties"), {"role": "nurse"})
    assert response.status_code == 422
    assert "Please answer both questions." in shown(response)


def test_without_a_country_the_wizard_says_that_it_does_not_know(door, monkeypatch):
    monkeypatch.delenv("GRAFTWATCH_COUNTRY")
    page = shown(door.post(address("duties"), {"role": "nurse", "about": "travel"}))
    assert "We do not know" in page
    assert "names no country" in page
    assert "tel:" not in door.get(address("home")).content.decode()


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_each_text_can_be_had_as_a_paper(door, language):
    response = door.get(address("rights-paper", language))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Disposition"] == 'inline; filename="page.pdf"'
