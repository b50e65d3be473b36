"""Each page in each language and width, dark, on paper, with the keyboard: nothing is lost."""

import re

import pytest

pytestmark = pytest.mark.browser

OFFICERS = ("/leads/", "/leads/?show=gone", "/protection/", "/runs/", "/runs/1/", "/runs/1/lists/theatre_counts_apart/")
OFFICERS += ("/data/", "/decisions/", "/trail/", "/help/", "/account/password/", "/account/logout/", "/no/such/page/")
OFFICERS += ("/catalogue/", "/catalogue/LD-18/", "/catalogue/PT-04/")
AUDITORS = ("/runs/", "/runs/1/", "/decisions/", "/trail/", "/help/", "/catalogue/", "/catalogue/LD-18/")


def lead(visit, label):
    visit.go("/leads/?show=all")
    visit.page.get_by_role("link", name=re.compile(label)).click()
    return re.sub(r"^https?://[^/]+", "", visit.page.url)


@pytest.mark.parametrize(
    ("language", "width", "with_axe"),
    [("en", 1280, True), ("en", 390, False), ("en", 640, False), ("ar", 1280, False), ("ar", 390, True)],
    ids=["English", "English on a phone", "English at 200 %", "Arabic", "Arabic on a phone"],
)
def test_every_page_of_an_officer_looks_right(arrive, language, width, with_axe):
    visit = arrive("officer", width=width, language=language)
    here = lead(visit, "P-4821")
    for path in (*OFFICERS, here, f"{here}rows/", f"{here}decide/?kind=refer", f"{here}decide/?kind=explained"):
        page = visit.go(path)
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert page.locator("h1").count() == 1, path
        visit.looks_right(with_axe=with_axe)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_an_auditor_looks_right(arrive, language):
    visit = arrive("auditor", language=language)
    for path in AUDITORS:
        visit.go(path)
        visit.looks_right()


def test_in_the_dark_every_word_can_be_read(arrive):
    visit = arrive("officer", dark=True)
    for path in ("/leads/", "/runs/1/", "/data/", "/help/", "/trail/", lead(visit, "P-4821")):
        visit.go(path)
        visit.looks_right()


def test_the_way_in_looks_right_before_anybody_logged_in(arrive):
    visit = arrive(language="ar")
    visit.go("/account/login/")
    visit.looks_right()
    assert visit.page.locator("html").get_attribute("dir") == "rtl"


def test_with_the_keyboard_alone_the_first_lead_is_reached_and_opened(arrive):
    visit = arrive("officer")
    page = visit.go("/leads/?show=all")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('table.queue') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/leads/*/")
    assert "P-4821" in page.inner_text("h1")


def test_on_paper_the_rooms_and_the_buttons_are_gone(arrive):
    visit = arrive("officer")
    lead(visit, "P-4821")
    visit.page.emulate_media(media="print")
    assert not visit.page.locator("nav.rooms").is_visible()
    assert not visit.page.locator("form").first.is_visible()
    assert visit.page.get_by_role("heading", name="Why you see this").is_visible()
    assert len(visit.page.pdf(format="A4")) > 10_000
