"""Log-in through a real identity provider on this machine: its word stands for the password of whoever was linked."""

import base64
import hashlib
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from graftwatch.desk.access import accounts, lock_out
from graftwatch.desk.access.models import ProviderLink, User
from graftwatch.desk.access.provider.links import end_link_to_provider
from graftwatch.desk.access.provider.named import SETTINGS
from graftwatch.desk.audit.models import Entry
from graftwatch.site import door_process, urls_public
from tests.people import PASSWORD
from tests.provider.running import CLIENT, NOBODY, SECRET, TAMARA

pytestmark = pytest.mark.django_db
APP = "JBSWY3DPEHPK3PXP"
NOT_LET_IN = "The identity provider did not let you in"
NOBODY_LINKED = "nobody here is linked to what it says"


def acts():
    rows = Entry.objects.for_the_system("a test").order_by("number")
    return [f"{row.verb} {row.result}" for row in rows]


def sent_on(browser, **said):
    """The address of the provider that the desk's page leads to."""
    page = browser.post("/account/provider/", said)
    assert page.status_code == 200, page.headers
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.content.decode())
    return found[1].replace("&amp;", "&")


def back(browser, address, **options):
    """The browser comes back from there: once without the desk's cookie, as one from elsewhere does, then with it."""
    assert address.startswith("http://testserver/account/provider/back/")
    path = address.removeprefix("http://testserver")
    first = Client().get(path)
    assert b"_redir" in first.content
    return browser.get(f"{path}&_redir=", **options)


def comes_in(provider, name="tamara", browser=None, **said):
    browser = browser or Client()
    return browser, back(browser, provider.vouches(sent_on(browser, **said), name))


def words_of(browser, response):
    return browser.get(response["Location"]).content.decode() if response.status_code == 302 else str(response.content)


def is_in(browser):
    return browser.get("/me/").status_code == 200


def test_whoever_two_people_linked_comes_in_without_a_password_and_hears_of_the_time_before(provider, linked):
    browser, response = comes_in(provider)
    assert response["Location"] == "/"
    assert is_in(browser)
    assert acts()[-1] == "access.log_in done"
    said = browser.get("/me/").content.decode()
    assert "Log-in through the identity provider allowed" in said
    assert UserSession.objects.filter(user__username="triage").count() == 1, "the session can be seen and ended"
    assert "device" in response.cookies, "the device is known from now on"


def test_one_comes_to_the_page_that_was_asked_for_and_to_no_other_place(provider, linked):
    assert comes_in(provider, next="/me/")[1]["Location"] == "/me/"
    assert comes_in(provider, next="https://elsewhere.example.org/")[1]["Location"] == "/"


def test_nothing_that_the_provider_said_is_kept(provider, linked):
    comes_in(provider)
    kept = " ".join(str(row.get_decoded()) for row in Session.objects.all())
    for words in (TAMARA, "tamara@example.org", "nonce", "code_verifier"):
        assert words not in kept
    assert [model.objects.count() for model in (SocialAccount, SocialApp, SocialToken)] == [0, 0, 0]
    assert TAMARA not in str(ProviderLink.objects.for_the_system("a test").values_list().get())
    assert TAMARA not in " ".join(row.written for row in Entry.objects.for_the_system("a test"))


def test_the_second_factor_is_asked_all_the_same(provider, linked, cast, monkeypatch):
    TOTP.activate(cast.triage, APP)
    browser, response = comes_in(provider)
    assert response["Location"] == "/account/login/code/"
    assert not is_in(browser)
    kept = str(Session.objects.get().get_decoded())
    assert User.objects.get(username="triage").password not in kept, "a number waits, not the person's row"
    assert TAMARA not in kept
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)  # the code is shown in the half minute that it was reckoned for
    right = hotp_value(APP, next(iter(yield_hotp_counters_from_time())))
    code, wrong = (f"{value % 10**6:06}" for value in (right, right + 1))
    assert browser.post("/account/login/code/", {"code": wrong}).status_code == 200
    assert not is_in(browser)
    assert browser.post("/account/login/code/", {"code": code})["Location"] == "/"
    assert is_in(browser)


def test_the_providers_word_sets_up_no_second_factor_in_a_persons_place(provider, linked, settings):
    settings.MFA_IS_REQUIRED = True
    browser, response = comes_in(provider)
    assert "Log in with name and password once" in words_of(browser, response)
    assert not is_in(browser)
    assert not Authenticator.objects.exists()


def test_the_providers_word_proves_nothing_before_a_grave_step(provider, linked, cast, settings):
    settings.STEP_UP_IS_REQUIRED = True
    browser, _response = comes_in(provider)
    TOTP.activate(cast.triage, APP)
    assert browser.get("/vault/unlock/")["Location"].startswith("/account/again/")


def test_a_stranger_whom_the_provider_knows_makes_no_account_here(provider, linked):
    n_people = User.objects.count()
    browser, response = comes_in(provider, "nobody")
    assert NOBODY_LINKED in words_of(browser, response)
    assert not is_in(browser)
    assert User.objects.count() == n_people
    assert acts()[-1] == "access.log_in refused"
    assert NOBODY not in " ".join(row.written for row in Entry.objects.for_the_system("a test"))


def test_nobody_is_found_by_an_address_or_a_name(provider, cast):
    """The provider says tamara, tamara@example.org: so does the row of somebody who was never linked."""
    User.objects.filter(username="triage").update(username="tamara", email="tamara@example.org")
    browser, response = comes_in(provider)
    assert NOBODY_LINKED in words_of(browser, response)
    assert not is_in(browser)


def test_a_row_in_the_log_in_librarys_own_table_opens_nothing(provider, cast):
    from graftwatch.desk.access.provider.links import token_of

    for uid in (TAMARA, token_of(provider.issuer, TAMARA)):
        SocialAccount.objects.create(user=cast.triage, provider=provider.issuer, uid=uid)
    browser, response = comes_in(provider)
    assert NOBODY_LINKED in words_of(browser, response)
    assert not is_in(browser)


def test_a_suspended_person_is_told_so_and_stays_out(provider, linked, cast, account):
    accounts.take_step(cast.viewer("access"), account, verb="suspend", said={"why": "left without a word"})
    browser, response = comes_in(provider)
    assert response["Location"] == "/account/inactive/"
    assert not is_in(browser)
    assert acts()[-1] == "access.log_in refused"


def test_a_name_that_waits_after_failed_tries_waits_here_too(provider, linked):
    for _ in range(lock_out.FREE):
        lock_out.count_failure("triage")
    browser, response = comes_in(provider)
    assert "This name waits after failed tries" in words_of(browser, response)
    assert not is_in(browser)


def test_a_link_that_ended_ends_the_sessions_and_the_way_in(provider, linked, cast, account):
    browser, _response = comes_in(provider)
    end_link_to_provider(cast.viewer("access"), account)
    assert not is_in(browser)
    assert NOBODY_LINKED in words_of(*comes_in(provider))
    with_password = Client()
    with_password.post("/account/login/", {"login": "triage", "password": PASSWORD})
    said = with_password.get("/me/").content.decode()
    assert "Log-in through the identity provider ended" in said
    assert "Abbas Access" in said


def test_the_same_identifier_of_another_provider_is_somebody_else(provider, linked, settings):
    from graftwatch.desk.access.provider.links import token_of, whose

    assert whose(token_of(provider.issuer, TAMARA)).username == "triage"
    assert whose(token_of("https://elsewhere.example.org", TAMARA)) is None


def test_the_desk_sends_state_nonce_and_a_challenge_and_asks_for_an_identifier_alone(provider):
    asked = parse_qs(urlsplit(sent_on(Client())).query)
    assert asked["scope"] == ["openid"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert min(len(asked[name][0]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert SECRET not in str(asked)
    assert sent_on(Client()) != sent_on(Client())


@pytest.mark.parametrize(
    "lie",
    [
        "another nonce",
        "no nonce",
        "another audience",
        "two audiences",
        "another issuer",
        "run out",
        "another key",
        "forged under the known key's name",
    ],
)
def test_a_token_that_does_not_hold_opens_nothing(provider, linked, lie):
    browser = Client()
    address = provider.vouches(sent_on(browser))
    provider.tell(lie)
    response = back(browser, address)
    assert NOT_LET_IN in words_of(browser, response)
    assert not is_in(browser)
    assert acts()[-1] == "access.log_in refused"


@pytest.mark.parametrize("lie", ["another's description", "plain addresses"])
def test_a_description_that_is_not_the_named_issuers_or_not_safe_is_not_followed(provider, linked, lie):
    provider.tell(lie)
    browser = Client()
    response = browser.post("/account/provider/")
    assert NOT_LET_IN in words_of(browser, response)


def test_the_provider_is_not_asked_to_describe_itself_each_time_somebody_presses_the_button(provider, linked):
    sent_on(Client())
    provider.tell("another's description")  # a description that would be refused: it is not asked for
    assert sent_on(Client())


def test_a_description_that_was_not_believed_is_asked_for_again(provider, linked):
    provider.tell("another's description")
    Client().post("/account/provider/")
    provider.tell("nothing but the truth")
    assert sent_on(Client())


def test_a_code_opens_only_the_session_that_asked_for_it(provider, linked):
    """Somebody who is handed another's way back (a forged request) finds nothing that this browser had begun."""
    address = provider.vouches(sent_on(Client()))
    other = Client()
    sent_on(other)
    response = other.get(address.removeprefix("http://testserver") + "&_redir=")
    assert NOT_LET_IN in words_of(other, response)
    assert not is_in(other)


def test_a_code_opens_once(provider, linked):
    browser = Client()
    address = provider.vouches(sent_on(browser))
    back(browser, address)
    browser.logout()
    assert NOT_LET_IN in words_of(browser, browser.get(address.removeprefix("http://testserver") + "&_redir="))
    assert not is_in(browser)


def test_the_provider_holds_us_to_our_challenge(provider, linked):
    """Without the verifier that only this session knows, a stolen code is worth nothing at the provider."""
    import requests

    asked = sent_on(Client())
    code = parse_qs(urlsplit(provider.vouches(asked)).query)["code"][0]
    stolen = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": "http://testserver/account/provider/back/",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "code_verifier": base64.urlsafe_b64encode(hashlib.sha256(b"guessed").digest()).decode().rstrip("="),
    }
    with requests.post(f"{provider.issuer}/identity/o/api/token", data=stolen, timeout=120) as answer:
        assert answer.status_code == 400


def test_whoever_cancels_there_is_back_at_the_password(provider, linked):
    browser = Client()
    state = parse_qs(urlsplit(sent_on(browser)).query)["state"][0]
    response = browser.get("/account/provider/back/", {"error": "access_denied", "state": state, "_redir": ""})
    assert NOT_LET_IN in words_of(browser, response)


def test_a_provider_that_does_not_answer_is_said_in_words_and_the_password_logs_in(provider, linked, settings):
    from graftwatch.desk.access.provider.named import IdentityProvider

    settings.IDENTITY_PROVIDER = IdentityProvider("http://localhost:9", CLIENT, SECRET, "The Ministry")
    browser = Client()
    response = browser.post("/account/provider/")
    assert "could not be asked. Log in with name and password." in words_of(browser, response)
    browser.post("/account/login/", {"login": "triage", "password": PASSWORD})
    assert is_in(browser)


def test_nobody_who_is_logged_in_links_themselves(provider, cast):
    """What allauth calls connecting: asked for, it is an ordinary log-in, and whoever is in stays who they are."""
    browser = Client()
    browser.force_login(cast.officer)
    response = browser.post("/account/provider/?process=connect", {"process": "connect"})
    assert response["Location"] == "/"
    assert not ProviderLink.objects.for_the_system("a test").exists()
    begun = Client()
    address = provider.vouches(sent_on(begun, process="connect"))
    begun.force_login(cast.officer)
    response = back(begun, address)
    assert not ProviderLink.objects.for_the_system("a test").exists()
    assert not SocialAccount.objects.exists()


def test_the_page_that_leads_there_asks_nothing_of_anybody_else(provider):
    page = Client().post("/account/provider/")
    policy = page.headers["Content-Security-Policy"]
    assert "form-action 'self'" in policy
    assert "connect-src 'self'" in policy
    assert str(provider.port) not in policy
    said = page.content.decode()
    assert not re.search(r'(src|action|data)="https?://', said)
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_where_no_provider_is_named_there_is_neither_a_button_nor_a_way():
    browser = Client()
    assert "/account/provider/" not in browser.get("/account/login/").content.decode()
    assert browser.post("/account/provider/").status_code == 404
    assert browser.get("/account/provider/back/?code=x&state=y").status_code == 404


def test_the_log_in_page_names_the_provider_as_the_office_does(provider):
    said = Client().get("/account/login/?next=/me/").content.decode()
    assert "Log in with The Ministry" in said
    assert '<input type="hidden" name="next" value="/me/">' in said


def test_the_public_door_is_told_nothing_of_the_provider():
    assert all(name.startswith(door_process.KEPT_BACK) for name in SETTINGS)
    assert [url for url in map(str, urls_public.urlpatterns) if "provider" in url] == []
