"""Log-in through the identity provider in a real browser: another site, the strict policy, the second factor."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time

from tests.journeys.conftest import Visit, choose, log_in, served
from tests.ports import free_port
from tests.provider.running import CLIENT, PASSWORD, SECRET, TAMARA, running

pytestmark = pytest.mark.browser
APP = "JBSWY3DPEHPK3PXP"
LINKED = f"""
from allauth.mfa.totp.internal.auth import TOTP
from graftwatch.desk.access.approvals import answer_approval, ask_for_approval
from graftwatch.desk.access.models import Account
from graftwatch.desk.access.provider.links import link_to_provider, link_verb
from tests.people import Cast
cast = Cast()
account = Account.objects.for_the_system("a test").get(user=cast.triage)
for user in (cast.triage, cast.access):
    TOTP.activate(user, "{APP}")
asked = ask_for_approval(cast.viewer("access"), account, verb=link_verb("{TAMARA}"), reason="r", matter=account)
answer_approval(cast.viewer("access2"), asked, granted=True, why="asked the Ministry")
link_to_provider(cast.viewer("access"), account, subject="{TAMARA}")
print(account.pk)
"""


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    with running(tmp_path_factory.mktemp("provider"), free_port(), "http://testserver/account/provider/back/") as one:
        yield one


@pytest.fixture(scope="module")
def desk(tmp_path_factory, provider):
    """The desk is 127.0.0.1 and the provider is localhost: to a browser, two sites."""
    home = tmp_path_factory.mktemp("with-a-provider")
    secret = home / "provider-secret"
    secret.touch(0o600)
    secret.write_text(SECRET)
    said = {"ISSUER": provider.issuer, "CLIENT": CLIENT, "SECRET_FILE": str(secret), "NAME": "The Ministry"}
    with pytest.MonkeyPatch.context() as surroundings:
        for name, value in said.items():
            surroundings.setenv(f"GRAFTWATCH_OIDC_{name}", value)
        with served(home, "tests.journeys.as_in_an_office") as started:
            provider.comes_back_to(started.url)
            started.run(LINKED)
            yield started


def code() -> str:
    return str(hotp_value(APP, next(iter(yield_hotp_counters_from_time())))).zfill(6)


def shows_a_code(visit: Visit) -> None:
    visit.page.locator("main input[name=code]").fill(code())
    visit.page.locator("main form:has(input[name=code]) button").first.click()


def test_an_officer_goes_to_the_ministry_comes_back_shows_a_code_and_is_in(arrive, provider):
    visit = arrive()
    page = visit.go("/account/login/?next=/me/")
    page.get_by_role("button", name="Log in with The Ministry").click()
    page.wait_for_url(f"{provider.issuer}/**")
    page.locator("input[name=login]").fill("tamara")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").first.click()
    page.wait_for_url("**/account/login/code/**")
    assert visit.desk.url in page.url
    shows_a_code(visit)
    page.get_by_role("heading", name="My access").wait_for()
    assert "Log-in through the identity provider allowed" in page.inner_text("main")
    assert visit.complaints == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_pages_on_the_way_look_right(arrive, provider, width, language):
    visit = arrive(width=width, language=language)
    choose(visit, language)
    page = visit.go("/account/login/")
    choose(visit, language)
    visit.looks_right()
    page.route(f"{provider.issuer}/**", lambda route: route.fulfill(status=204))  # stay on the page that leads there
    page.locator("form[action='/account/provider/'] button").click()
    page.locator(f"a[href^='{provider.issuer}']").wait_for()
    visit.looks_right()


def test_the_page_of_a_linked_person_looks_right(arrive):
    visit = arrive()
    log_in(visit, "access")
    shows_a_code(visit)
    page = visit.go("/people/")
    page.get_by_role("link", name="Tara Triage").click()
    page.get_by_role("button", name="End it now").wait_for()
    address = page.url
    for language in ("en", "ar"):
        choose(visit, language)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            visit.looks_right()
            if os.environ.get("GRAFTWATCH_PICTURES"):
                place = Path(os.environ["GRAFTWATCH_PICTURES"]) / f"linked-{language}-{width}.png"
                page.screenshot(path=place, full_page=True)
