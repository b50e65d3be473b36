"""Reporters and officers as programs: each holds a line, thinks between pages, and notes how long pages took."""

from __future__ import annotations

import http.client
import math
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from itertools import count
from urllib.parse import parse_qsl, urlencode

from benchmarks.load.forms import Form, forms_of

PATIENCE = 30
A_MOMENT = 3.0
"""Seconds after which people try again who were told to wait a minute."""
REPORT = "/en/report/"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Ledger:
    """What everybody noted. Receipts are those that a reporter has on the screen: none of them may be lost."""

    pages: list[tuple[str, float]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    receipts: dict[str, str] = field(default_factory=dict)
    """What was sent under each."""
    n_broken: int = 0
    """Lines that broke because we killed what stood at their other end."""
    holds_from: float = 0.0
    """Lines opened before this instant (monotonic) may break: we killed what stood at their other end."""
    away: tuple[float, float] = (math.inf, math.inf)
    """From when to when PostgreSQL was away: a page asked for in this time may say to try again."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self, who: str, seconds: float) -> None:
        with self.lock:
            self.pages.append((who, seconds))

    def fault(self, words: str) -> None:
        with self.lock:
            self.faults.append(words)

    def broken(self, words: str, *, opened_at: float) -> None:
        """A line that broke: a fault, unless it was open when we killed what stood at its other end."""
        with self.lock:
            if opened_at < self.holds_from:
                self.n_broken += 1
            else:
                self.faults.append(words)

    def was_away(self, asked_at: float, answered_at: float) -> bool:
        return asked_at <= self.away[1] and answered_at >= self.away[0]

    def receipt(self, digits: str, words: str) -> None:
        with self.lock:
            self.receipts[digits] = words


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
        answer = self._answer(method, path, body)
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name.strip()] = value
        if answer.status >= 400:
            self.ledger.fault(f"{self.who}: {answer.status} at {method} {path}")
        if answer.status in (301, 302, 303):
            return self.get(re.sub(r"^https?://[^/]+", "", answer.headers["Location"]))
        return self.page

    def _answer(self, method: str, path: str, body: str | None) -> http.client.HTTPResponse:
        """Asks again, as people do, while a page says to try again because PostgreSQL is away."""
        while True:
            asked_at, began = time.monotonic(), time.perf_counter()
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            headers |= FORM if body is not None else {}
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
            self.page = answer.read().decode("utf-8", "replace")
            is_told_to_wait = answer.status == 503 and self.ledger.was_away(asked_at, time.monotonic())
            self.ledger.page("told to wait" if is_told_to_wait else self.who, time.perf_counter() - began)
            if not is_told_to_wait:
                return answer
            wrong = wrong_with(self.page, answer.headers, body if self.who == "reporter" else None)
            if wrong:
                self.ledger.fault(f"{self.who}: {wrong} at {method} {path} while PostgreSQL was away")
            time.sleep(A_MOMENT)

    def close(self) -> None:
        self.line.close()


def wrong_with(page: str, headers: Message, body: str | None) -> str:
    """What is wrong with a page that says to try again; empty where it is plain and carries all that was typed."""
    if "Try again in a minute" not in page or "Retry-After" not in headers:
        return "a page without the plain words"
    if "Traceback" in page or "psycopg" in page:
        return "a page that shows what failed inside"
    if body is not None and sorted(hidden(page)) != sorted(parse_qsl(body, keep_blank_values=True)):
        return "a page without what was typed"
    return ""


def hidden(page: str) -> list[tuple[str, str]]:
    """What the page carries and would send again."""
    forms = [form for form in forms_of(page) if form.method == "post"]
    return max((form.values for form in forms), key=len, default=[])


def report(browser: Browser, think: Callable[[], None], words: str) -> str:
    """One whole report, page after page as a person walks; gives the receipt."""
    browser.get(REPORT)
    think()
    page = browser.send(REPORT, [("channel", "d"), ("go", "begin")])
    answers = {
        "what": [("what.text", words)],
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
        shown = re.sub(r"<[^>]+>", " ", page)[:200]
        browser.ledger.fault(f"no receipt on the last page: {shown}")
        return ""
    browser.ledger.receipt(digits, words)
    think()
    browser.send(REPORT, [*hidden(page), ("typed", digits), ("go", "finish")])
    return digits


def reporter(port: int, ledger: Ledger, until: float, pause: float, seed: int) -> None:
    """Reports one after another until the time is over; a broken line is a fault and a new attempt."""
    chance = random.Random(seed)  # noqa: S311 - thinking times
    for number in count(1):
        if time.monotonic() > until:
            return
        browser = Browser("reporter", port, ledger)
        words = f"Four donors from one address, one contact behind them: reporter {seed}, report {number}"
        try:
            report(browser, lambda: time.sleep(chance.uniform(0.2, 1.8) * pause), words)
        except (OSError, http.client.HTTPException) as broken:
            ledger.broken(f"reporter: {type(broken).__name__}", opened_at=browser.opened_at)
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
            ledger.broken(f"officer: {type(broken).__name__}", opened_at=browser.opened_at)
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
        browser.ledger.fault(f"officer {name} could not log in")
