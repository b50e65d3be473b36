"""A real desk in its own process, a real browser, and axe."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from graftwatch.testing import home_in
from tests.ports import free_port
from tests.reporting import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / ".setup" / "for_tests" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Desk:
    """Where the desk is, and who may log in."""

    url: str
    home: Path
    passwords: dict[str, str]
    door: str = ""
    """Where the public door is: other process, other port."""
    env: Mapping[str, str] = field(default_factory=dict, repr=False)

    def run(self, lines: str) -> str:
        """Python lines in a process of their own beside the desk; gives what they print."""
        code = f"import django; django.setup()\n{lines}"
        done = subprocess.run([sys.executable, "-c", code], env=self.env, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()[-3000:]
        return done.stdout.decode()

    def collect(self) -> None:
        """What the worker does once a minute: take what lies at the door, and post the letters that wait."""
        self.run(
            "from django.utils import timezone\n"
            "from graftwatch.apps.reports.collecting import collect\n"
            "collect(timezone.now())"
        )


def wait_for(url: str, process: subprocess.Popen[bytes], path: str = "/account/login/") -> None:
    for _ in range(360):
        if process.poll() is not None:
            pytest.fail("the desk ended before it answered")
        try:
            urllib.request.urlopen(f"{url}{path}", timeout=2).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("the desk did not answer within three minutes")


@contextmanager
def served(home: Path, settings_module: str) -> Iterator[Desk]:
    """`graftwatch serve` as anybody starts it, over a home folder of its own, until the end of the block."""
    settings = {
        "GRAFTWATCH_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": settings_module,
        "GRAFTWATCH_COUNTRY": "atlantis",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "countries" / "atlantis")]),
    }
    env = {**os.environ, **settings}
    made = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("set_up.py")), str(home)],
        env=env,
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr.decode()[-3000:]
    url = f"http://127.0.0.1:{(port := free_port())}"
    door = f"http://127.0.0.1:{(door_port := free_port())}"
    ports = ["--port", str(port), "--door-port", str(door_port)]
    command = [sys.executable, "-m", "graftwatch.site.cli", "serve", *ports]
    with (home / "desk.log").open("wb") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as process:
        try:
            wait_for(url, process)
            wait_for(door, process, "/alive/")
            yield Desk(url, home, json.loads(made.stdout), door, env)
        finally:
            process.terminate()
            process.wait(120)


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of most journeys: the demo's settings, in which the password alone logs in."""
    with served(home_in(tmp_path_factory.mktemp("journeys")), "graftwatch.site.settings.demo") as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one a file. `--no-sandbox` only because tests may run as root.

    Closed at the end of the file: while it is open Django takes the whole process for an asynchronous one and refuses
    its databases, also to the next file that the same worker runs.
    """
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
    copies: Callable[[], Page] | None = None
    """Opens a window as wide and as dark as this one, in which scripts may run whatever a page forbids."""
    copy: Page | None = None

    def go(self, path: str) -> Page:
        self.page.goto(self.desk.url + path)
        return self.page

    def go_to_door(self, path: str) -> Page:
        """A page of the public door, such as `/en/report/`."""
        self.page.goto(self.desk.door + path)
        return self.page

    def opens_the_vault(self, onward: str = "/") -> Page:
        """Types the passphrase of whoever is logged in."""
        page = self.go(f"/vault/unlock/?next={onward}")
        page.fill("#id_passphrase", PASSPHRASE)
        page.click("form[action$='/vault/open/'] button")
        return page

    def looks_right(self, *, with_axe: bool = True) -> None:
        """Nothing that axe can find, nothing wider than the window, no complaint of the browser."""
        if with_axe:
            self._ask_axe()
        too_wide = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not too_wide, f"{self.page.url} is wider than its window"
        assert self.complaints == [], self.complaints

    def _for_axe(self) -> Page:
        """This window; of the public door, which forbids every script, a copy of what it shows."""
        if not self.page.url.startswith(self.desk.door) or self.copies is None:
            return self.page
        self.copy = self.copy or self.copies()
        self.copy.goto(f"{self.desk.door}/alive/")
        self.copy.set_content(self.page.content(), wait_until="load")
        return self.copy

    def _ask_axe(self) -> None:
        page = self._for_axe()
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(
            "async rules => (await axe.run(document, {runOnly: rules})).violations"
            ".map(one => [one.id, one.nodes.map(node => node.html.slice(0, 200))])",
            RULES,
        )
        assert found == [], (self.page.url, found)


Arrive = Callable[..., Visit]


@pytest.fixture
def arrive(desk: Desk, browser: Browser) -> Iterator[Arrive]:
    """Somebody arrives: `arrive("officer", width=390, language="ar")`; `scripts=False` for a browser without them."""
    contexts: list[BrowserContext] = []

    def come(
        who: str = "",
        *,
        width: int = 1280,
        language: str = "en",
        scripts: bool = True,
        dark: bool = False,
    ) -> Visit:
        def window(**more: Any) -> Page:
            colours: Any = "dark" if dark else "light"
            size: Any = {"width": width, "height": 900}
            contexts.append(browser.new_context(viewport=size, locale=language, color_scheme=colours, **more))
            return contexts[-1].new_page()

        visit = Visit(desk, window(java_script_enabled=scripts), copies=lambda: window(bypass_csp=True))
        visit.page.set_default_timeout(60_000)
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
