"""Somebody frightened, on a telephone: information pages of the public door, in two directions, without scripts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request

import pytest

from graftwatch.law.words import texts
from tests.journeys.conftest import AXE, ROOT, RULES
from tests.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGES = ("", "duties/", *(f"{id}/" for id in texts()))


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    """`graftwatch door` alone, in a home where there is no key to anything."""
    home = tmp_path_factory.mktemp("door")
    env = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        "GRAFTWATCH_HOME": str(home),
        "GRAFTWATCH_COUNTRY": "atlantis",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "countries" / "atlantis")]),
    }
    port = free_port()
    command = [sys.executable, "-m", "graftwatch.site.door_process", "127.0.0.1", str(port)]
    with (
        (home / "door.log").open("wb") as log,
        subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=log, stderr=log) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            answers(f"{url}/alive/", process)
            yield url
        finally:
            process.terminate()
            process.wait(120)


def answers(url, process):
    for _ in range(360):
        assert process.poll() is None, "the door ended before it answered"
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the door did not answer within three minutes")


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_every_page_fits_a_telephone_and_axe_finds_nothing(browser, door, language):
    # the door forbids every script: only so may axe look at it
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    for path in PAGES:
        assert page.goto(f"{door}/{language}/{path}").status == 200
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            "async rules => (await axe.run(document, {runOnly: rules})).violations.map(one => [one.id, one.help])",
            RULES,
        )
        assert found == [], (path, found)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    context.close()


def test_a_donor_checks_what_happened_and_ends_with_somebody_to_call(browser, door):
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="en")
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(door)
    page.get_by_role("link", name="Is this organ trafficking?").click()
    page.get_by_role("group", name="Did somebody press, threaten or lie").get_by_label("Yes").check()
    page.get_by_role("group", name="Is somebody in danger now?").get_by_label("I do not know").check()
    page.get_by_role("button", name="Show what this may mean").click()
    assert page.get_by_text("Then a yes does not count.").is_visible()
    assert not page.get_by_text("Call the emergency number first.").is_visible()
    assert page.get_by_role("link", name="555 0100").get_attribute("href") == "tel:5550100"
    assert page.get_by_role("link", name="Leave this page now").is_visible()
    assert context.cookies() == []
    assert all(url.startswith(door) for url in asked)
    assert not any("question" in url for url in asked)
    context.close()


def test_a_nurse_learns_her_duty_with_the_keyboard_alone(browser, door):
    context = browser.new_context(java_script_enabled=False, locale="en")
    page = context.new_page()
    page.goto(f"{door}/en/duties/")
    page.get_by_label("Who are you?").focus()
    page.keyboard.type("Nurse")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Yes, with your name").wait_for(timeout=60_000)
    assert page.get_by_role("button", name="Report with my name").is_visible()
    context.close()
