"""From a photograph at the door to an exhibit of the case; and pages of files and duty in two languages and widths."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.reports_test import (
    PHONE,
    answer_and_press,
    do,
    do_assess,
    known_so_far,
    numbers,
    path_of,
    press,
    tell,
    the_new_one,
)

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


def a_photograph(name):
    exif, said = Image.Exif(), io.BytesIO()
    exif[0x0110] = "Canary camera"
    Image.new("RGB", (60, 40), "teal").save(said, "JPEG", exif=exif)
    return {"name": name, "mimeType": "image/jpeg", "buffer": said.getvalue()}


def save(page, name):
    with page.expect_download() as waits:
        page.get_by_role("button", name=re.compile(f"Save this file.*{re.escape(name)}")).click()
    return Path(waits.value.path()).read_bytes()


def test_a_nephrologist_photographs_a_list_and_it_becomes_an_exhibit_of_the_case(arrive):
    tara, sana, paula = (arrive(who) for who in ("triage", "supervisor", "prosecutor"))
    tara.opens_the_vault()
    before, cases = known_so_far(tara), numbers(paula, "/cases/")

    page = up_to_the_check_page(her := arrive(**PHONE))
    page.set_input_files("#files", {"name": "film.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00"})
    press(page, "Send")
    assert "none of the kinds" in page.inner_text("main")
    page.set_input_files("#files", [a_photograph("ward 7 by Nadia.jpg"), a_photograph("list.jpg")])
    press(page, "Send")
    assert "2 files are sealed with it." in page.inner_text("main")
    look(her, "receipt")

    number, page = the_new_one(tara, before), tara.page
    press(page, "Open the report")
    look(tara, "report")
    saved = save(page, "ward 7 by Nadia.jpg")
    assert b"Canary camera" not in saved
    assert Image.open(io.BytesIO(saved)).size == (60, 40)
    do(page, "Begin screening")
    page.get_by_role("link", name="Coded facts", exact=True).click()
    page.get_by_label("Organ").select_option(label="kidney")
    press(page, "Keep these facts")
    do_assess(tara)

    here = path_of(sana, number)
    page = sana.opens_the_vault(here)
    assert page.get_by_role("link", name="Hand files into evidence").count() == 0
    page.get_by_role("link", name="Propose a case", exact=True).click()
    page.get_by_label("Lead agency").select_option(label="Prosecution service of Atlantis")
    answer_and_press(page, "Propose a case", {"Title of the case": "A list in a corridor", "Reason": "It names four"})
    page.get_by_role("link", name="Open the sealed words").click()
    page.get_by_role("link", name="Hand files into evidence").click()
    assert "A file can show who sent it" in page.inner_text("main")
    look(sana, "hand-in-en")
    page.get_by_label(re.compile("ward 7 by Nadia")).check()
    page.get_by_label("What do they show?").fill("A list of names, as it hung there")
    press(page, "Hand them in")
    assert "Nothing is done yet" in page.inner_text("main")
    page.get_by_label(re.compile("I have looked at each file")).check()
    press(page, "Hand them in")
    assert "They are exhibits of the case now." in page.inner_text("body")

    (of_the_case,) = numbers(paula, "/cases/") - cases
    page = paula.page
    page.get_by_role("link", name=of_the_case).click()
    page.get_by_role("link", name=re.compile("Exhibit E-")).click()
    look(paula, "exhibit")
    words = page.inner_text("main")
    assert "A report at the public door, without its receipt" in words
    for secret in ("Nadia", "ward 7", number, WORDS):
        assert secret not in words, secret

    for width in (1280, 390):
        again = arrive("supervisor", width=width, language="ar")
        page = again.opens_the_vault(f"{here}evidence/")
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.locator("input[name=rows]").count() == 1
        look(again, "hand-in-ar")
