"""Report and desk in each of the six languages: the page names its language, runs its way, and is in words of it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from graftwatch.apps.screening.actions import import_run
from graftwatch.desk.access.viewer import operator
from graftwatch.site.languages import UnknownLanguageError, codes, known

SIX = ("ar", "zh-hans", "en", "fr", "ru", "es")


def frame(language):
    return f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"'


def test_these_are_the_six():
    assert set(codes()) == set(SIX) == {code for code, _name in settings.LANGUAGES}


def test_a_language_that_is_not_there_is_refused_and_not_silently_english():
    assert known("ZH") == "zh-hans"
    with pytest.raises(UnknownLanguageError, match="There is ar, zh-hans, en, fr, ru, es"):
        known("de")


@pytest.mark.parametrize("language", SIX)
def test_the_desk_speaks_the_language_of_the_person(cast, out, language):
    import_run(operator(), folder=out)
    officer = cast.officer
    officer.language = language
    officer.save(update_fields=["language"])
    browser = Client()
    browser.force_login(officer)
    page = browser.get(reverse("screening:leads")).content.decode()
    assert frame(language) in page
    heading = page[page.index("<h1") : page.index("</h1>")]
    assert ("Leads" in heading) == (language == "en")


@pytest.mark.parametrize("language", SIX)
def test_the_way_in_speaks_it_too(db, language):
    page = Client().get(reverse("account_login"), headers={"Accept-Language": language}).content.decode()
    assert frame(language) in page
