"""A real desk in its own process, a real browser, and axe."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / ".setup" / "for_tests" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Desk:
    """Where the desk is, and who may log in."""

    url: str
    home: Path
    passwords: dict[str, str]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        if process.poll() is not None:
            pytest.fail("the desk ended before it answered")
        try:
            urllib.request.urlopen(f"{url}/account/login/", timeout=2).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the desk did not answer within a minute")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """`graftwatch serve` as anybody starts it, over a home folder of its own."""
    home = tmp_path_factory.mktemp("journeys")
    settings = {"GRAFTWATCH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.demo"}
    env = {**os.environ, **settings, "PYTHONPATH": str(ROOT)}
    made = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("set_up.py")), str(home)],
        env=env,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode()[-3000:]
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "graftwatch.site.cli", "serve", "--port", str(port)]
    with (home / "desk.log").open("wb") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as process:
        try:
            wait_for(url, process)
            yield Desk(url, home, json.loads(made.stdout))
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. `--no-sandbox` only because tests may run as root."""
    chromium = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
    )
    assert chromium, "Chromium is missing: `make test` installs it, or says who can"
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--force-prefers-reduced-motion"]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=arguments)
        yield started
        started.close()


@dataclass
class Visit:
    """One person in front of one browser window."""

    desk: Desk
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.desk.url + path)
        return self.page

    def looks_right(self, *, with_axe: bool = True) -> None:
        """Nothing that axe can find, nothing wider than the window, no complaint of the browser."""
        if with_axe:
            self._ask_axe()
        too_wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not too_wide, f"{self.page.url} is wider than its window"
        assert self.complaints == [], self.complaints

    def _ask_axe(self) -> None:
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate(
            "async rules => (await axe.run(document, {runOnly: rules})).violations"
            ".map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))])",
            RULES,
        )
        assert found == [], (self.page.url, found)


Arrive = Callable[..., Visit]


@pytest.fixture
def arrive(desk: Desk, browser: Browser) -> Iterator[Arrive]:
    """Somebody arrives: `arrive("officer", width=390, language="ar")`; `scripts=False` for a browser without them."""
    contexts = []

    def come(
        who: str = "", *, width: int = 1280, language: str = "en", scripts: bool = True, dark: bool = False
    ) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale=language,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        visit = Visit(desk, context.new_page())
        visit.page.set_default_timeout(20_000)
        visit.page.on("console", lambda said: visit.complaints.append(said.text) if "Policy" in said.text else None)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        if who:
            log_in(visit, who)
            choose(visit, language)
        return visit

    yield come
    for context in contexts:
        context.close()


def log_in(visit: Visit, who: str) -> None:
    page = visit.go("/account/login/")
    page.fill("#id_login", who)
    page.fill("#id_password", visit.desk.passwords[who])
    page.click("main button")


def choose(visit: Visit, language: str) -> None:
    button = visit.page.locator(f"button[name=language][value={language}]")
    if button.count():
        button.click()
