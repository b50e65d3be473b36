"""The way back after a lost password or device: two people, a first password for some hours, everything old ends."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.utils import timezone

from graftwatch.desk.access import accounts
from graftwatch.desk.access.approvals import NeedsASecondPersonError, answer_approval, ask_for_approval
from graftwatch.desk.access.models import Account, User
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.moving import NotYetError
from graftwatch.records.guarded import writing
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
OWN = "my own four new words"


@pytest.fixture
def account(cast):
    return Account.objects.for_the_system("a test").get(user=cast.triage)


def reset(cast, account, who="access"):
    return accounts.take_step(cast.viewer(who), account, verb="reset", said={"how": "met"})


def reset_by_two(cast, account):
    asked = ask_for_approval(cast.viewer("access"), account, verb="access.reset", reason="lost", matter=account)
    answer_approval(cast.viewer("access2"), asked, granted=True, why="I called her")
    return reset(cast, account)


def log_in(password):
    browser = Client()
    response = browser.post("/account/login/", {"login": "triage", "password": password})
    return browser, response


def test_one_person_alone_resets_nobody(cast, account):
    with pytest.raises(NeedsASecondPersonError):
        reset(cast, account)
    assert log_in(PASSWORD)[0].get("/me/").status_code == 200


def test_nobody_resets_themselves_and_no_officer_of_another_agency_does(cast, account):
    with pytest.raises(NotYetError, match="your own account"):
        reset(cast, Account.objects.for_the_system("a test").get(user=cast.access))
    with pytest.raises(Denied):
        reset(cast, account, who="prosecutor")


def test_password_factors_and_sessions_end_at_once(cast, account):
    before, _response = log_in(PASSWORD)
    TOTP.activate(cast.triage, "JBSWY3DPEHPK3PXP")
    reset_by_two(cast, account)
    assert before.get("/me/").status_code == 302
    assert not Authenticator.objects.filter(user=cast.triage).exists()
    assert log_in(PASSWORD)[1].status_code == 200
    assert [row.verb for row in Entry.objects.for_the_system("a test").order_by("number")][-2:] == [
        "access.reset",
        "access.log_in",
    ]


def test_the_code_opens_only_the_pages_for_a_new_password_and_a_new_factor(cast, account, settings):
    settings.MFA_IS_REQUIRED = True
    first = reset_by_two(cast, account)
    browser, response = log_in(first)
    assert response.status_code == 302
    assert browser.get("/reports/")["Location"] == "/account/password/"
    assert browser.post("/account/password/", {"oldpassword": first, "password1": OWN, "password2": OWN}).status_code
    assert browser.get("/reports/")["Location"] == "/account/factors/"
    TOTP.activate(User.objects.get(username="triage"), "JBSWY3DPEHPK3PXP")
    assert browser.get("/reports/").status_code == 200
    account.refresh_from_db(from_queryset=Account.objects.for_the_system("a test"))
    assert account.state == "active"
    assert [clock.then for clock in running(account)] == ["fall_due"]
    assert log_in(first)[1].status_code == 200, "the code served once"


def test_the_person_hears_of_it_at_the_next_log_in_and_by_whom(cast, account):
    browser, _response = log_in(reset_by_two(cast, account))
    said = browser.get("/me/", follow=True).content.decode()
    assert "Log-in set anew, after a loss" in said
    assert "by Abbas Access" in said


@pytest.mark.parametrize(("hours", "opens"), [(23, True), (25, False)], ids=["within a day", "after a day"])
def test_a_code_that_nobody_used_ends_after_a_day(cast, account, hours, opens):
    first = reset_by_two(cast, account)
    with writing("time passes"):
        rows = Account.objects.for_the_system("a test").filter(pk=account.pk)
        rows.update(first_password_until=timezone.now() + dt.timedelta(hours=24 - hours))
    _browser, response = log_in(first)
    assert (response["Location"] == "/") is opens


def test_the_page_asks_how_the_person_was_verified_and_shows_the_code_once(cast, account):
    browser = Client()
    browser.force_login(cast.access)
    page = f"/people/{account.pk}/steps/reset/"
    assert "Ends the password" in browser.get(page).content.decode()
    asked = browser.post(page, {"how": "met", "ask": "1", "reason": "lost her telephone"})
    assert asked["Location"] == f"/people/{account.pk}/"
    second = Client()
    second.force_login(cast.access2)
    from graftwatch.desk.access.models import Approval

    waiting = Approval.objects.for_the_system("a test").get()
    second.post(f"/approvals/{waiting.pk}/answer/", {"granted": "yes", "why": "called her"})
    said = browser.post(page, {"how": "met"}).content.decode()
    assert "It is shown once, here" in said
    assert "Not used, it ends on" in said
    assert "It is shown once, here" not in browser.get(f"/people/{account.pk}/").content.decode()


def test_resetting_asks_again_who_is_there(cast, account, settings):
    settings.STEP_UP_IS_REQUIRED = True
    browser = Client()
    browser.force_login(cast.access)
    assert browser.post(f"/people/{account.pk}/steps/reset/", {"how": "met"})["Location"].startswith("/account/again/")
    assert browser.get(f"/people/{account.pk}/steps/suspend/").status_code == 200
