"""One's own sessions: seen at any time, ended by whoever has shown who they are."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import PASSWORD


@pytest.mark.django_db
def test_whoever_ends_other_sessions_shows_again_who_they_are(cast, settings, monkeypatch):
    settings.STEP_UP_IS_REQUIRED = True
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/account/login/", {"login": "triage", "password": PASSWORD})
    later = time.time() + settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert here.get("/account/sessions/").status_code == 200
    asked = here.post("/account/sessions/")["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    assert there.get("/me/").status_code == 200
    here.post(asked, {"password": PASSWORD})
    here.post("/account/sessions/")
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200
