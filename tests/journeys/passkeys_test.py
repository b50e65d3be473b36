"""A passkey in a real browser, on a device that Chromium plays: set up, logged in with, shown before a grave step."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Visit, log_in, served

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
LATER = """
from django.contrib.sessions.models import Session
from django.contrib.sessions.backends.db import SessionStore
for row in Session.objects.all():
    kept = SessionStore(row.session_key)
    for proved in kept.get("account_authentication_methods", []):
        proved["at"] -= 600
    kept.modified = True
    kept.save()
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with served(tmp_path_factory.mktemp("passkeys"), "tests.journeys.as_in_an_office") as started:
        # Browsers tie a passkey to a name and refuse to tie one to an address.
        yield type(started)(**{**vars(started), "url": started.url.replace("127.0.0.1", "localhost")})


def with_a_device(visit: Visit):
    """Plug in a device that knows its owner, and give what DevTools says of it."""
    tools = visit.page.context.new_cdp_session(visit.page)
    tools.send("WebAuthn.enable")
    number = tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    return lambda command, **more: tools.send(f"WebAuthn.{command}", {"authenticatorId": number, **more})


def add_a_passkey(visit: Visit):
    page = visit.go("/account/factors/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("heading", name="Is it you?").wait_for()
    page.get_by_label("Password").fill(visit.desk.passwords["access"])
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Add a passkey").wait_for()
    visit.looks_right()
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()


def log_out(visit: Visit):
    visit.page.get_by_role("button", name="Log out").first.click()
    visit.page.get_by_role("heading", name="Log in").wait_for()


def log_in_with_it(visit: Visit):
    visit.page.get_by_role("button", name="Log in with a passkey").click()
    visit.page.get_by_role("heading", name="Log in").wait_for(state="detached")


LOCKED = """
from graftwatch.desk.access import lock_out
for _ in range(5):
    lock_out.count_failure("access")
"""


def test_somebody_sets_up_a_passkey_logs_in_with_it_and_shows_it_before_a_grave_step(arrive, desk):
    visit = arrive()
    ask_device = with_a_device(visit)
    log_in(visit, "access")
    assert visit.go("/people/").url.endswith("/account/factors/")
    add_a_passkey(visit)
    assert len(ask_device("getCredentials")["credentials"]) == 1
    page = visit.go("/people/")
    page.get_by_role("heading", name="People").wait_for()
    log_out(visit)

    log_in_with_it(visit)
    visit.go("/people/").get_by_role("heading", name="People").wait_for()

    desk.run(LATER)
    page = visit.go("/account/factors/passkeys/add/")
    page.get_by_role("heading", name="Is it you?").wait_for()
    visit.looks_right()
    page.get_by_role("button", name="Use the passkey").click()
    page.get_by_role("heading", name="Add a passkey").wait_for()
    visit.looks_right()

    log_out(visit)
    desk.run(LOCKED)
    log_in_with_it(visit)  # strangers' failures do not shut out a device that was here before
    assert "5 tries to log in under your name failed" in page.inner_text("main")
    log_out(visit)

    page.context.clear_cookies(name="device")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.get_by_text("This name waits after failed tries").wait_for()
    assert visit.go("/people/").get_by_role("heading", name="Log in").is_visible()
    assert visit.complaints == []
