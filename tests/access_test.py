"""Every page and every person: tests/access.csv says who gets what, and a page without a row fails."""

import csv
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import worlds

TABLE = Path(__file__).with_name("access.csv")
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
PERSONAS = tuple(name for name in ROWS[0] if name not in ("url", "method", "why"))
SAID = {"kind": "refer", "reason": "r", "language": "en", "back": "/"}


def routes(resolver, before=""):
    """Every address of the desk, with its placeholders as `{}`."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield "/" + re.sub(r"<[^>]+>", "{}", route)


def test_every_address_has_a_row_and_every_row_an_address():
    addresses = set(routes(get_resolver()))
    listed = {re.sub(r"\{[^}]+\}", "{}", row["url"]) for row in ROWS}
    assert len(addresses) > 20
    assert addresses - listed == set(), "write a row into tests/access.csv for each of these"
    assert listed - addresses == set(), "these rows speak of pages that are not there"


@pytest.fixture
def world(cast, out, settings, tmp_path):
    """Every room's part of the world, each from its file in tests/worlds."""
    settings.GRAFTWATCH_HOME = tmp_path
    rooms = sorted(found.name for found in pkgutil.iter_modules(worlds.__path__))
    assert "screening" in rooms
    named = {}
    for room in rooms:
        named |= importlib.import_module(f"tests.worlds.{room}").world(cast, tmp_path, out)
    return named


def browser_of(cast, persona):
    browser = Client()
    if persona != "anonymous":
        browser.force_login(getattr(cast, persona))
    return browser


def answer_of(response):
    if response.status_code == 302:
        return "log in" if response["Location"].startswith("/account/login/") else "sent on"
    return str(response.status_code)


@pytest.mark.django_db
@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("row", ROWS, ids=[f"{row['method']} {row['url']}" for row in ROWS])
def test_each_person_gets_what_the_table_says(row, persona, world, cast):
    address = re.sub(r"\{([^}]+)\}", lambda found: str(world[found[1]]), row["url"])
    browser = browser_of(cast, persona)
    response = browser.post(address, SAID) if row["method"] == "POST" else browser.get(address)
    assert answer_of(response) == row[persona]
    if hasattr(response, "streaming_content"):
        response.close()


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in ROWS if row["method"] == "POST"], ids=lambda row: row["url"])
def test_what_changes_something_cannot_be_done_by_a_link(row, world, cast):
    address = re.sub(r"\{([^}]+)\}", lambda found: str(world[found[1]]), row["url"])
    response = browser_of(cast, "officer").get(address, {"reason": "r"})
    assert response.status_code in (404, 405)


@pytest.mark.django_db
def test_nothing_is_written_without_the_token_of_the_page(world, cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.officer)
    for row in ROWS:
        if row["method"] == "POST":
            address = re.sub(r"\{([^}]+)\}", lambda found: str(world[found[1]]), row["url"])
            assert browser.post(address, SAID).status_code == 403
