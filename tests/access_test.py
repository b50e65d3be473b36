"""Every page and every person: tests/access.csv says who gets what, and a page without a row fails.

The world is built once; each request runs inside a savepoint that is rolled back, so that the whole table is quick.
"""

from __future__ import annotations

import csv
import importlib
import pkgutil
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests import worlds
from tests.people import people
from tests.sample_run import CENTRES, write_sample_run

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("access.csv")
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
PERSONAS = tuple(name for name in ROWS[0] if name not in ("url", "method", "why"))
CHANGES = [row for row in ROWS if row["method"] == "POST"]
SAID = {"kind": "refer", "reason": "r", "language": "en", "back": "/"}
NOT_A_CHANGE = re.compile(r"audit_|django_session|usersessions_|access_signal|access_opening", re.IGNORECASE)
"""What a page may write by being looked at: the trail, the session, and signals to oversight."""


def routes(resolver, before=""):
    """Every address of the desk, with its placeholders as `{}`."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield "/" + re.sub(r"<[^>]+>", "{}", route)


def named(row):
    return f"{row['method']} {row['url']}"


def test_every_address_has_a_row_and_every_row_an_address():
    addresses = set(routes(get_resolver()))
    listed = {re.sub(r"\{[^}]+\}", "{}", row["url"]) for row in ROWS}
    assert len(addresses) > 20
    assert addresses - listed == set(), "write a row into tests/access.csv for each of these"
    assert listed - addresses == set(), "these rows speak of pages that are not there"


def test_no_row_is_there_twice_and_none_leaves_a_person_out():
    assert len({named(row) for row in ROWS}) == len(ROWS)
    assert [named(row) for row in ROWS if not all(row[persona] for persona in PERSONAS)] == []


class World:
    """What stands in the desk, and everybody's open session."""

    def __init__(self, home: Path) -> None:
        self.cast = people(walled_off_from=CENTRES["Centre Nord"])
        self.home = home
        self.names: dict[str, object] = {}
        self.said: dict[str, dict[str, object]] = {}
        out = write_sample_run(home / "out")
        for room in sorted(found.name for found in pkgutil.iter_modules(worlds.__path__)):
            part = importlib.import_module(f"tests.worlds.{room}")
            names = part.world(self.cast, home, out)
            assert not names.keys() & self.names.keys(), f"{room} gives a name that another room gives, too"
            self.names |= names
            self.said |= getattr(part, "SAID", {})
        self.sessions = {name: self._session(name) for name in PERSONAS}
        self.kept = home.with_name("kept")
        shutil.copytree(home, self.kept)
        self.files = listing(home)

    def _session(self, persona: str) -> str:
        if persona == "anonymous":
            return ""
        browser = Client()
        browser.force_login(getattr(self.cast, persona))
        return browser.cookies[settings.SESSION_COOKIE_NAME].value

    def browser(self, persona: str, **options: bool) -> Client:
        browser = Client(**options)
        if self.sessions[persona]:
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[persona]
        return browser

    def address(self, row) -> str:
        return re.sub(r"\{([^}]+)\}", lambda found: str(self.names[found[1]]), row["url"])

    def form(self, row) -> dict[str, object]:
        """What is posted: the same for every page, or what the room's world says in `SAID[url]`."""
        said = self.said.get(row["url"], {})
        return SAID | {name: self.names.get(str(value), value) for name, value in said.items()}

    def ask(self, row, persona: str) -> str:
        with self.undone():
            browser, address = self.browser(persona), self.address(row)
            response = browser.post(address, self.form(row)) if row["method"] == "POST" else browser.get(address)
            if response.streaming:
                list(response.streaming_content)  # read to its end, the file closes; closing it would close databases
            return answer_of(response)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever is written in here, into a database or a file, is not there afterwards."""
        with nothing_kept():
            yield
        if listing(self.home) != self.files:
            shutil.rmtree(self.home)
            shutil.copytree(self.kept, self.home)


def listing(folder: Path) -> set[tuple[str, int]]:
    return {(str(path.relative_to(folder)), path.stat().st_size) for path in folder.rglob("*") if path.is_file()}


@contextmanager
def nothing_kept() -> Iterator[None]:
    with ExitStack() as stack:
        for using in connections:
            stack.enter_context(transaction.atomic(using=using))
        yield
        for using in connections:
            transaction.set_rollback(True, using=using)


def answer_of(response) -> str:
    if response.status_code == 302:
        return "log in" if response["Location"].startswith("/account/login/") else "sent on"
    return str(response.status_code)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Every room's part of the world, each from its file in tests/worlds, built once."""
    home = tmp_path_factory.mktemp("access") / "home"
    home.mkdir()
    with django_db_blocker.unblock(), override_settings(GRAFTWATCH_HOME=home), nothing_kept():
        yield World(home)


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_each_person_gets_what_the_table_says(row, world):
    given = {persona: world.ask(row, persona) for persona in PERSONAS}
    different = {who: f"{given[who]}, not {row[who]}" for who in PERSONAS if given[who] != row[who]}
    assert different == {}


@pytest.mark.parametrize("row", CHANGES, ids=named)
def test_what_changes_something_cannot_be_done_by_a_link(row, world):
    """Asked for by a link, even with everything that the form says, an address writes nothing."""
    written = []

    def watch(execute, statement, params, many, context):
        if re.match(r"\s*(INSERT|UPDATE|DELETE)\b", str(statement)) and not NOT_A_CHANGE.search(str(statement)):
            written.append(statement)
        return execute(statement, params, many, context)

    asked_by = [persona for persona in PERSONAS if row[persona] != "404"]
    for persona in asked_by:
        with world.undone(), ExitStack() as stack:
            for using in connections:
                stack.enter_context(connections[using].execute_wrapper(watch))
            response = world.browser(persona).get(world.address(row), world.form(row))
        assert response.status_code in (200, 302, 404, 405)
    assert asked_by
    assert written == []


def test_nothing_is_written_without_the_token_of_the_page(world):
    browser = world.browser("officer", enforce_csrf_checks=True)
    assert CHANGES
    for row in CHANGES:
        assert browser.post(world.address(row), world.form(row)).status_code == 403, named(row)
