"""Beyond so many sealed pages in an hour the desk asks why, and oversight is told."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from graftwatch.desk.access import pace
from graftwatch.desk.access.haste import note_opening, watching
from graftwatch.desk.access.models import Opening, Signal
from graftwatch.desk.access.queries import signals
from graftwatch.records.guarded import writing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(settings):
    settings.SEALED_PAGES_AN_HOUR = 3


def open_pages(viewer, n):
    for number in range(n):
        pace.count_opening(viewer, page=f"/cases/{number}/")


def test_the_same_page_again_does_not_count(cast):
    for _ in range(5):
        open_pages(cast.viewer("prosecutor"), 2)
    assert not pace.is_too_fast(cast.viewer("prosecutor"))


def test_at_the_limit_every_page_asks_why_and_then_goes_on(cast):
    open_pages(cast.viewer("prosecutor"), 3)
    browser = Client()
    browser.force_login(cast.prosecutor)
    response = browser.get("/approvals/")
    assert response.status_code == 429
    assert "A pause" in response.content.decode()
    assert browser.get("/help/").status_code == 200
    assert browser.post("/pace/", {"why": "handing over forty files"}).status_code == 302
    assert browser.get("/approvals/").status_code == 200
    assert {row.said for row in signals(cast.viewer("auditor"))} == {"", "handing over forty files"}
    assert {row.kind for row in signals(cast.viewer("auditor"))} == {Signal.Kind.MANY_OPENED}


def test_an_hour_later_the_count_is_over(cast):
    open_pages(cast.viewer("prosecutor"), 3)
    with writing("time passes"):
        Opening.objects.for_the_system("a test").update(at=timezone.now() - dt.timedelta(hours=1, minutes=1))
    assert not pace.is_too_fast(cast.viewer("prosecutor"))
    assert not any("cases" in row.page for row in Opening.objects.for_the_system("a test"))


def test_what_one_page_reads_is_gathered_for_that_page_only():
    note_opening("cases.note:1")
    with watching() as opened:
        note_opening("cases.note:2")
        note_opening("cases.note:2")
    assert opened == {"cases.note:2"}
