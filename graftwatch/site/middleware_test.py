"""What stands around every page of the desk, and what a browser is told when somebody leaves."""

import runpy
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from graftwatch.apps.public.middleware import NothingIsKept
from graftwatch.desk.audit.models import Entry
from graftwatch.site.middleware import ContentSecurityPolicy
from tests.people import PASSWORD

SETTINGS = Path(__file__).with_name("settings")


@pytest.mark.parametrize("door", [ContentSecurityPolicy, NothingIsKept])
def test_neither_door_sends_a_request_back_to_whoever_asked(door):
    seen = []
    answers = door(lambda request: seen.append(request) or HttpResponse(""))
    refused = answers(RequestFactory().trace("/", headers={"Cookie": "session=secret"}))
    assert refused.status_code == 405
    assert b"secret" not in refused.content
    assert seen == []
    assert answers(RequestFactory().get("/")).status_code == 200


@pytest.mark.parametrize(("said", "named"), [("", False), ("1", True)])
@pytest.mark.parametrize("door", ["desk", "public"])
def test_an_office_whose_hosts_all_speak_tls_can_say_so(door, said, named, monkeypatch):
    monkeypatch.setenv("GRAFTWATCH_HOSTS", "desk.example.org")
    monkeypatch.setenv("GRAFTWATCH_DOOR_HOSTS", "report.example.org")
    monkeypatch.setenv("GRAFTWATCH_HSTS_SUBDOMAINS", said)
    read = runpy.run_path(str(SETTINGS / f"{door}.py"))
    assert read["SECURE_HSTS_SECONDS"] == 365 * 24 * 60 * 60
    assert read["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is named


@pytest.mark.django_db
def test_whoever_logs_out_leaves_nothing_of_the_desk_in_the_browser(cast):
    browser = Client()
    browser.force_login(cast.triage)
    assert "Clear-Site-Data" not in browser.get("/account/logout/").headers
    left = browser.post("/account/logout/")
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert browser.get("/me/").status_code == 302


@pytest.mark.django_db
def test_a_wrong_code_is_in_the_trail_as_a_wrong_password_is(cast):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(cast.triage, "JBSWY3DPEHPK3PXP")
    browser = Client()
    browser.post("/account/login/", {"login": "triage", "password": PASSWORD})
    before = Entry.objects.for_the_system("a test").count()
    browser.post(reverse("mfa_authenticate"), {"code": "not a code"})
    told = list(Entry.objects.for_the_system("a test").order_by("number")[before:])
    assert [(row.verb, row.result) for row in told] == [("access.log_in", "refused")]
    assert "not a code" not in told[0].written


@pytest.mark.django_db
def test_a_passkey_that_nobody_set_up_is_in_the_trail_as_well(cast):
    browser = Client()
    browser.get("/account/login/passkey/", headers={"X-Requested-With": "XMLHttpRequest"})
    browser.post("/account/login/passkey/", {"credential": '{"response": {}}'})
    last = Entry.objects.for_the_system("a test").order_by("number").last()
    assert (last.verb, last.result) == ("access.log_in", "refused")
