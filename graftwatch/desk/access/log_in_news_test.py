"""At each log-in people hear what happened to it since the last one; no address is kept anywhere."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.test import Client

from graftwatch.desk.access import lock_out
from graftwatch.desk.access.log_in_news import device_called
from graftwatch.desk.access.models import FailedLogIns, LogInNews
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0"


def log_in(browser, password=PASSWORD, agent=FIREFOX):
    words = {"login": "triage", "password": password}
    return browser.post("/account/login/", words, headers={"user-agent": agent}, REMOTE_ADDR="192.0.2.7")


def heard(browser):
    return browser.get("/me/").content.decode()


def test_the_first_log_in_says_nothing_and_the_second_says_when_and_with_what(cast):
    first, second = Client(), Client()
    log_in(first)
    said = heard(first)
    assert "last logged in" not in said
    assert "signed in" not in said
    log_in(second, agent=PHONE)
    assert "You last logged in on" in (said := heard(second))
    assert "Firefox, Linux" in said


def test_failed_tries_are_told_once_to_whoever_they_were_aimed_at(cast):
    log_in(Client())
    for _ in range(3):
        log_in(Client(), password="wrong")
    browser = Client()
    log_in(browser)
    assert "3 tries to log in under your name failed" in heard(browser)
    again = Client()
    log_in(again)
    assert "failed." not in heard(again)


def test_a_changed_password_and_a_new_factor_are_told_at_the_next_log_in(cast):
    browser = Client()
    log_in(browser)
    new = "another four words here"
    browser.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    later = Client()
    log_in(later, password=new)
    assert "Password changed:" in (said := heard(later))
    assert "by yourself" in said
    third = Client()
    log_in(third, password=new)
    assert "Password changed:" not in heard(third).split("<h1>")[0]


def test_an_app_that_is_added_and_removed_becomes_news(cast, settings):
    from allauth.mfa.adapter import get_adapter

    TOTP.activate(cast.triage, "JBSWY3DPEHPK3PXP")
    get_adapter().send_notification_mail("mfa/email/totp_activated", cast.triage)
    get_adapter().send_notification_mail("mfa/email/totp_deactivated", cast.triage)
    rows = LogInNews.objects.seen_by(cast.viewer("triage"))
    assert [row.kind for row in rows] == ["app_removed", "app_added"]


def test_news_are_for_the_person_alone(cast):
    log_in(Client())
    assert LogInNews.objects.seen_by(cast.viewer("triage")).exists()
    assert not LogInNews.objects.seen_by(cast.viewer("access")).exists()


def test_no_address_is_kept(cast):
    log_in(Client())
    for row in (*UserSession.objects.values(), *LogInNews.objects.for_the_system("a test").values()):
        assert "192.0.2.7" not in str(row)


def test_the_sixth_log_in_ends_the_oldest_of_five_sessions_and_says_so(cast):
    browsers = [Client() for _ in range(6)]
    for browser in browsers:
        log_in(browser)
    assert [browser.get("/me/").status_code for browser in browsers] == [302, 200, 200, 200, 200, 200]
    last = Client()
    log_in(last)
    assert "in too many places" in heard(last)


@pytest.mark.parametrize(
    ("agent", "called"),
    [(FIREFOX, "Firefox, Linux"), (PHONE, "Safari, iPhone"), (EDGE, "Edge, Windows"), ("curl/8", ""), ("", "")],
    ids=["Firefox", "iPhone", "Edge names Chrome and Safari too", "unknown", "silent"],
)
def test_a_device_is_called_by_its_kind_without_versions(agent, called):
    assert device_called(agent) == called


def test_a_stranger_who_locks_a_name_does_not_shut_out_a_device_that_was_there_before(cast):
    known, stranger = Client(), Client()
    log_in(known)
    known.post("/account/logout/")
    for _ in range(6):
        log_in(stranger, password="wrong")
    assert log_in(stranger).status_code == 200
    assert log_in(known).status_code == 302
    assert log_in(Client()).status_code == 200, "the stranger's wait goes on"


def test_a_known_device_waits_too_after_its_own_failures(cast):
    known = Client()
    log_in(known)
    known.post("/account/logout/")
    for _ in range(5):
        log_in(known, password="wrong")
    assert log_in(known).status_code == 200
    assert log_in(Client()).status_code == 302


def test_a_forged_device_is_as_unknown_as_none(cast):
    stranger = Client()
    stranger.cookies["device"] = "e30:forged:signature"
    for _ in range(5):
        log_in(stranger, password="wrong")
    assert lock_out.is_locked("triage")
    assert FailedLogIns.objects.count() == 1
