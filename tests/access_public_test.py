"""Every page of the public door is for anybody, and tests/access_public.csv lists them; a page without a row fails."""

import csv
import re
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from graftwatch.apps.public import conftest
from graftwatch.site import urls_public

door, keys = conftest.door, conftest.keys
ROWS = list(csv.DictReader(Path(__file__).with_name("access_public.csv").read_text("utf-8").splitlines()))
pytestmark = pytest.mark.django_db(databases=["default", "door", "keys"])


def routes(resolver, before=""):
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            yield "/" + re.sub(r"<[^>]+>", "{}", route)


def test_every_address_has_a_row_and_every_row_an_address():
    with translation.override("en"):
        addresses = set(routes(get_resolver(urls_public.__name__)))
    assert len(addresses) > 8
    listed = {row["url"] for row in ROWS} - {"/"}
    assert addresses - listed == set(), "write a row into tests/access_public.csv for each of these"
    assert listed - addresses == set(), "these rows speak of pages that are not there"


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['method']} {row['url']}" for row in ROWS])
def test_anybody_gets_what_the_table_says(row, door, keys):
    response = door.post(row["url"], {}) if row["method"] == "POST" else door.get(row["url"])
    answer = "sent on" if response.status_code == 302 else str(response.status_code)
    assert answer == row["anonymous"]
    assert "Set-Cookie" not in response.headers


def test_nothing_is_done_by_a_link(door, keys):
    """Whatever a page does on POST, an address with the same words in it does not."""
    from graftwatch.desk.door.models import Envelope, Letter

    said = {"channel": "d", "page": "check", "go": "send", "what.text": "x", "when.year": "2026", "where.country": "AT"}
    for row in ROWS:
        if row["method"] == "POST":
            door.get(row["url"], said | {"receipt": "1" * 16, "words": "x"})
    assert not Envelope.objects.exists()
    assert not Letter.objects.exists()
