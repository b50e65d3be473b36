"""Every public page: no cookie, no script, no copy, nothing from elsewhere, and nobody's address."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import get_resolver

from graftwatch.apps.public.middleware import NothingIsKept
from graftwatch.apps.public.views import reporting
from graftwatch.desk.door.receipts import TooBusyError

pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])
PAGES = ("/", "/en/report/", "/ar/report/", "/en/mailbox/", "/zh-hans/verify/", "/en/nowhere/", "/leave/", "/alive/")


@pytest.mark.parametrize("page", PAGES)
def test_its_headers_forbid_scripts_copies_and_strangers(door, keys, page):
    for response in (door.get(page), door.post(page, {"x": "y"})):
        policy = response.headers["Content-Security-Policy"]
        assert "script-src 'none'" in policy
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "Set-Cookie" not in response.headers
        assert not response.cookies


def test_the_title_says_nothing(door, keys):
    for page in PAGES[1:6]:
        content = door.get(page).content.decode()
        assert "<script" not in content
        assert "style=" not in content
        assert "onclick" not in content
        title = content.split("<title>")[1].split("</title>")[0]
        assert len(title.split()) == 1
        assert title != "Report"


def test_who_asks_is_forgotten_before_any_page_runs(settings):
    settings.SECURE_REFERRER_POLICY = "no-referrer"
    seen = {}

    def page(request):
        seen.update(request.META)
        return reporting.HttpResponse("")

    named = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_USER_AGENT": "Canary"}
    NothingIsKept(page)(RequestFactory().get("/en/", **named, HTTP_COOKIE="a=b", HTTP_REFERER="http://ward.example/"))
    assert seen
    assert not {"203.0.113.9", "Canary", "a=b", "http://ward.example/"} & {str(value) for value in seen.values()}


def test_a_form_of_another_site_is_refused(door, keys):
    assert door.post("/en/report/", {"channel": "d"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert door.post("/en/report/", {"channel": "d"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_leaving_clears_the_site_from_the_browser(door):
    response = door.get("/leave/")
    assert response.status_code == 302
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert response["Location"].startswith("https://")


def test_under_a_flood_people_wait_and_keep_what_they_typed(door, keys, monkeypatch):
    class Empty:
        def take(self):
            raise TooBusyError("full")

    monkeypatch.setattr(reporting, "SENDING", Empty())
    said = {"what.text": "Four <donors>", "when.year": "2026", "where.country": "AT", "channel": "d", "go": "send"}
    response = door.post("/en/report/", said)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "Four &lt;donors&gt;" in response.content.decode()


def test_files_that_could_not_wait_are_asked_for_again_and_never_lost_without_a_word(door, keys, monkeypatch):
    class Empty:
        def take(self):
            raise TooBusyError("full")

    said = {"what.text": "Four", "when.year": "2026", "where.country": "AT", "channel": "d", "page": "check"}
    said["go"] = "send"
    with monkeypatch.context() as flood:
        flood.setattr(reporting, "SENDING", Empty())
        waiting = door.post("/en/report/", said | {"files": SimpleUploadedFile("a.pdf", b"%PDF-1.4 a paper")})
    assert waiting.status_code == 503
    assert "Your files are not on this page" in waiting.content.decode()
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="(.*?)">', waiting.content.decode()))
    again = door.post("/en/report/", carried)
    assert again.status_code == 422
    assert "cannot keep your files" in again.content.decode()
    assert "files_waited" not in again.content.decode()
    assert door.post("/en/report/", said).status_code == 200


def test_a_body_that_is_too_long_is_refused_with_a_page(door, keys):
    response = door.post("/en/report/", {"channel": "d", "what.text": "x" * 600_000})
    assert response.status_code == 400
    assert "could not be read" in response.content.decode()


def test_the_door_has_few_addresses():
    assert 2 < len(get_resolver("graftwatch.site.urls_public").url_patterns) < 10
