"""Reporters and officers as programs: each holds a line, thinks between pages, and notes how long pages took."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.load.forms import Form, forms_of

PATIENCE = 30
REPORT = "/en/report/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Ledger:
    """What everybody noted. Receipts are those that a reporter has on the screen: none of them may be lost."""

    pages: list[tuple[str, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    n_broken: int = 0
    """Lines that broke because we killed what stood at their other end."""
    holds_from: float = 0.0
    """Lines opened before this instant (monotonic) may break: we killed what stood at their other end."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self, who: str, seconds: float) -> None:
        with self.lock:
            self.pages.append((who, seconds))

    def fault(self, words: str, *, opened_at: float) -> None:
        with self.lock:
            if opened_at < self.holds_from:
                self.n_broken += 1
            else:
                self.faults.append(words)

    def receipt(self, digits: str) -> None:
        with self.lock:
            self.receipts.append(digits)


class Browser:
    """One visitor's browser: one connection, its cookies, the page it has open."""

    def __init__(self, who: str, port: int, ledger: Ledger) -> None:
        self.who, self.port, self.ledger = who, port, ledger
        self.opened_at = time.monotonic()
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.cookies: dict[str, str] = {}
        self.page = ""

    def get(self, path: str) -> str:
        return self._ask("GET", path, None)

    def send(self, path: str, form: list[tuple[str, str]]) -> str:
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str | None) -> str:
        """The page that comes back, redirects followed. Raises OSError where the line breaks."""
        began = time.perf_counter()
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= FORM if body is not None else {}
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        self.page = answer.read().decode("utf-8", "replace")
        self.ledger.page(self.who, time.perf_counter() - began)
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name.strip()] = value
        if answer.status >= 400:
            self.ledger.fault(f"{self.who}: {answer.status} at {method} {path}", opened_at=self.opened_at)
        if answer.status in (301, 302, 303):
            return self.get(re.sub(r"^https?://[^/]+", "", answer.headers["Location"]))
        return self.page

    def close(self) -> None:
        self.line.close()


def hidden(page: str) -> list[tuple[str, str]]:
    """What the page carries and would send again."""
    forms = [form for form in forms_of(page) if form.method == "post"]
    return max((form.values for form in forms), key=len, default=[])


def report(browser: Browser, think: Callable[[], None]) -> str:
    """One whole report, page after page as a person walks; gives the receipt."""
    browser.get(REPORT)
    think()
    page = browser.send(REPORT, [("channel", "d"), ("go", "begin")])
    answers = {
        "what": [("what.text", "Four donors from one address, one contact behind them")],
        "when": [("when.year", "2026"), ("when.month", "3")],
        "where": [("where.country", "AT")],
    }
    for _step in range(40):
        think()
        state = hidden(page)
        here = dict(state).get("page", "")
        if here == "check":
            break
        go = "enough" if here == "signs" else "next"
        page = browser.send(REPORT, [*state, *answers.get(here, []), ("go", go)])
    think()
    page = browser.send(REPORT, [*hidden(page), ("go", "send")])
    digits = dict(hidden(page)).get("receipt", "")
    if not re.fullmatch(r"\d{16}", digits):
        words = re.sub(r"<[^>]+>", " ", page)[:200]
        browser.ledger.fault(f"no receipt on the last page: {words}", opened_at=browser.opened_at)
        return ""
    browser.ledger.receipt(digits)
    think()
    browser.send(REPORT, [*hidden(page), ("typed", digits), ("go", "finish")])
    return digits


def reporter(port: int, ledger: Ledger, until: float, pause: float, seed: int) -> None:
    """Reports one after another until the time is over; a broken line is a fault and a new attempt."""
    chance = random.Random(seed)  # noqa: S311 - thinking times
    while time.monotonic() < until:
        browser = Browser("reporter", port, ledger)
        try:
            report(browser, lambda: time.sleep(chance.uniform(0.2, 1.8) * pause))
        except (OSError, http.client.HTTPException) as broken:
            ledger.fault(f"reporter: {type(broken).__name__}", opened_at=browser.opened_at)
            time.sleep(1)
        finally:
            browser.close()


PAGES = ("/", "/reports/", "/approvals/", "/help/", "/trail/")


def officer(port: int, ledger: Ledger, until: float, pause: float, seed: int, name: str, password: str) -> None:
    """Logs in, then opens list after list and what stands on them; after a broken line the browser is opened again."""
    chance = random.Random(seed)  # noqa: S311 - thinking times
    cookies: dict[str, str] = {}
    while time.monotonic() < until:
        browser = Browser("officer", port, ledger)
        browser.cookies = cookies
        try:
            if not cookies:
                _log_in(browser, name, password)
            while time.monotonic() < until:
                _look_round(browser, chance, pause)
        except (OSError, http.client.HTTPException) as broken:
            ledger.fault(f"officer: {type(broken).__name__}", opened_at=browser.opened_at)
            time.sleep(1)
        finally:
            browser.close()


def _look_round(browser: Browser, chance: random.Random, pause: float) -> None:
    time.sleep(chance.uniform(0.2, 1.8) * pause)
    page = browser.get(chance.choice(PAGES))
    links = re.findall(r'href="(/(?:reports|cases)/[0-9a-f-]{36}/)"', page)
    if links and chance.random() < 0.5:
        time.sleep(chance.uniform(0.2, 1.8) * pause)
        browser.get(chance.choice(links))


def _log_in(browser: Browser, name: str, password: str) -> None:
    page = browser.get("/account/login/")
    form: Form = next(form for form in forms_of(page) if "login" in form.blanks)
    page = browser.send("/account/login/", form.filled({"login": name, "password": password}))
    if 'name="password"' in page and 'name="login"' in page:
        browser.ledger.fault(f"officer {name} could not log in", opened_at=browser.opened_at)
