"""The last page of a report, where files are chosen, and the roster of duty: in two languages and widths."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys.reports_test import press, tell

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WORDS = "A list of names hung in the corridor"


def look(visit, name):
    """With GRAFTWATCH_PICTURES set, a picture of the page for whoever wants to see it."""
    visit.looks_right()
    if os.environ.get("GRAFTWATCH_PICTURES"):
        size = visit.page.viewport_size
        place = Path(os.environ["GRAFTWATCH_PICTURES"]) / f"{name}-{size['width']}.png"
        visit.page.screenshot(path=place, full_page=True)


def up_to_the_check_page(visit, language="en"):
    page = visit.go_to_door(f"/{language}/report/")
    if language == "en":
        page.get_by_label("A report without saying who I am").check()
        press(page, "Continue")
        tell(visit, text=WORDS, check=False)
    else:
        page.locator("input[name=channel][value=d]").check()
        page.locator("button[value=begin]").click()
        page.locator("textarea").first.fill("كلمات")
        page.locator("button.go").click()
        page.locator("button[value=unknown]").click()
        page.locator("button[value=unknown]").click()
        page.locator("button[value=unknown]").click()
        page.locator("button[value=enough]").click()
        while page.locator("button[value=send]").count() == 0:
            page.locator("button.go").click()
    return page


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 1280), ("ar", 390)])
def test_the_page_with_files_looks_right(arrive, language, width):
    visit = arrive(width=width, language=language, scripts=False)
    up_to_the_check_page(visit, language)
    look(visit, f"check-{language}")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 390), ("ar", 1280), ("ar", 390)])
def test_the_roster_looks_right(arrive, language, width):
    visit = arrive("supervisor", width=width, language=language)
    visit.go("/reports/duty/")
    look(visit, f"duty-{language}")
    visit.page.select_option("#id_first", index=1)
    visit.page.locator("form[method=post] button.main-button").click()
    look(visit, f"duty-set-{language}")
