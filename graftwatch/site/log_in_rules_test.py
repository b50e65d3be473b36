"""A second factor before anything else, sessions that end, and once more before a grave step."""

import importlib
import time

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import get_resolver, reverse

from graftwatch.desk.access.approvals import ask_for_approval
from graftwatch.desk.access.models import Account, FailedLogIns
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def strict(settings, monkeypatch):
    """As in an office; and time stands still, so that a code is shown in the half minute that it was reckoned for."""
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)
    settings.MFA_IS_REQUIRED = settings.STEP_UP_IS_REQUIRED = True


def browser_of(user):
    browser = Client()
    browser.force_login(user)
    return browser


def code():
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def test_whoever_has_no_second_factor_is_sent_to_set_one_up_from_every_page(cast, strict):
    browser = browser_of(cast.triage)
    for address in ("/", "/me/", "/approvals/", "/vault/"):
        assert browser.get(address)["Location"] == reverse("mfa_index"), address
    for address in ("/account/factors/", "/help/", "/account/sessions/", "/account/password/"):
        assert browser.get(address).status_code == 200


def test_where_none_is_required_nobody_is_sent_anywhere(cast):
    assert browser_of(cast.triage).get("/me/").status_code == 200


def test_with_an_app_the_password_alone_does_not_log_in(cast, strict):
    TOTP.activate(cast.triage, SECRET)
    browser = Client()
    response = browser.post("/account/login/", {"login": "triage", "password": PASSWORD})
    assert response["Location"] == reverse("mfa_authenticate")
    assert browser.get("/me/").status_code == 302
    assert "The second step" in browser.get(reverse("mfa_authenticate")).content.decode()
    assert browser.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert browser.get("/me/").status_code == 302
    assert browser.post(reverse("mfa_authenticate"), {"code": code()})["Location"] == "/"
    assert browser.get("/me/").status_code == 200


def test_the_secret_of_an_app_does_not_lie_in_the_database(cast):
    TOTP.activate(cast.triage, SECRET)
    kept = Authenticator.objects.get().data["secret"]
    assert SECRET not in kept
    assert get_adapter().decrypt(kept) == SECRET


def answer(cast, browser):
    account = Account.objects.for_the_system("a test").get(user=cast.triage)
    asked = ask_for_approval(cast.viewer("access2"), account, verb="access.reinstate", reason="r", matter=account)
    return browser.post(f"/approvals/{asked.pk}/answer/", {"granted": "yes", "why": "w"})


def test_a_grave_step_asks_again_who_is_there(cast, settings):
    settings.STEP_UP_IS_REQUIRED = True
    browser = browser_of(cast.access)
    response = answer(cast, browser)
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    again = browser.post(response["Location"], {"password": PASSWORD})
    assert again.status_code == 302
    assert answer(cast, browser)["Location"] == "/approvals/"


def test_whoever_has_a_second_factor_cannot_answer_with_the_password_alone(cast, strict):
    TOTP.activate(cast.access, SECRET)
    browser = browser_of(cast.access)
    assert answer(cast, browser)["Location"].startswith(reverse("mfa_reauthenticate"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer(cast, browser)["Location"].startswith(reverse("mfa_reauthenticate"))
    browser.post(reverse("mfa_reauthenticate"), {"code": code()})
    assert answer(cast, browser)["Location"] == "/approvals/"


def test_what_was_proved_long_ago_does_not_count(cast, settings, monkeypatch):
    settings.STEP_UP_IS_REQUIRED = True
    browser = browser_of(cast.access)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    later = time.time() + settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert answer(cast, browser).status_code == 302
    assert answer(cast, browser)["Location"] != "/approvals/"


@pytest.mark.parametrize(("pause", "is_out"), [(14 * 60, False), (16 * 60, True)], ids=["14 minutes", "16 minutes"])
def test_a_session_ends_after_a_quarter_of_an_hour_without_a_page(cast, pause, is_out):
    browser = browser_of(cast.triage)
    browser.get("/me/")
    session = browser.session
    session["seen_at"] = int(time.time()) - pause
    session.save()
    assert (browser.get("/me/").status_code == 302) == is_out


def test_a_session_ends_after_eight_hours_whoever_is_still_there(cast):
    browser = browser_of(cast.triage)
    browser.get("/me/")
    session = browser.session
    session["came_at"] = int(time.time()) - 8 * 3600 - 1
    session.save()
    assert browser.get("/me/").status_code == 302


def test_one_sees_ones_sessions_and_ends_the_others_and_no_address_is_kept(cast):
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/account/login/", {"login": "triage", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    assert there.get("/me/").status_code == 200
    said = here.get("/account/sessions/").content.decode()
    assert "192.0.2.7" not in said
    here.post("/account/sessions/")
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_a_suspended_person_is_out_at_once(cast):
    from graftwatch.desk.access.accounts import take_step

    browser = Client()
    browser.post("/account/login/", {"login": "triage", "password": PASSWORD})
    assert browser.get("/me/").status_code == 200
    account = Account.objects.for_the_system("a test").get(user=cast.triage)
    take_step(cast.viewer("access"), account, verb="suspend", said={"why": "w"})
    assert browser.get("/me/").status_code == 302


def test_pages_that_ask_again_say_so():
    asks = {entry.name for entry in all_patterns(get_resolver()) if getattr(entry.callback, "asks_again", False)}
    assert {"answer", "unlock", "export", "take", "act"} <= asks


def all_patterns(resolver):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from all_patterns(entry)
        else:
            yield entry


def test_settings_of_the_desk_ask_for_everything():
    desk = importlib.import_module("graftwatch.site.settings.desk")
    assert desk.MFA_IS_REQUIRED
    assert desk.STEP_UP_IS_REQUIRED
    assert desk.SESSION_ENDS_IDLE_AFTER == 15 * 60
    assert desk.SESSION_COOKIE_AGE == 8 * 3600
    assert "webauthn" in desk.MFA_SUPPORTED_TYPES


def test_codes_wait_after_five_failures_as_passwords_do_and_the_wait_outlives_the_session(cast, strict):
    TOTP.activate(cast.triage, SECRET)
    for _ in range(5):
        browser = Client()
        browser.post("/account/login/", {"login": "triage", "password": PASSWORD})
        browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    browser = Client()
    browser.post("/account/login/", {"login": "triage", "password": PASSWORD})
    assert browser.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 200
    FailedLogIns.objects.update(locked_until=None)
    assert browser.post(reverse("mfa_authenticate"), {"code": code()}).status_code == 302


def test_a_code_that_logged_somebody_in_opens_nothing_a_second_time(cast, strict, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000.0)  # within one half minute
    TOTP.activate(cast.triage, SECRET)
    opened = []
    for _ in range(2):
        browser = Client()
        browser.post("/account/login/", {"login": "triage", "password": PASSWORD})
        browser.post(reverse("mfa_authenticate"), {"code": code()})
        opened.append(browser.get("/me/").status_code)
    assert opened == [200, 302]
