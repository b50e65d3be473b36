"""A random country goes the whole way: its columns proposed, its rows loaded, every question asked, every page opened.

Always the same one: pictures of the tests beside questions, with NULLs, ties, doubles and names in other scripts.
"""

import datetime as dt
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from http import HTTPStatus

import pytest
from django.test import Client

from graftwatch.apps.screening.actions import import_run
from graftwatch.apps.screening.screen import screen
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.loading import load
from graftwatch.desk.loading.file_format import ANSWERS_FILE, write_answers
from graftwatch.desk.loading.mapping import CONFIDENT, propose
from graftwatch.desk.loading.mapping.proposal import KEY, RECORDED
from graftwatch.records.schema import schema
from graftwatch.testing import home_in
from tests.engines.country import drawn_country, write_extract

OK, NOT_FOUND = HTTPStatus.OK, HTTPStatus.NOT_FOUND
NOW = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
FOUND_BY_AT_LEAST = 40
"""So many questions must find something there, or the pages would have nothing to show."""
LONGEST_PICTURE = 20
IN_THEIR_WORDS = ("transplant",)
ENTITLED = ("officer", "walled", "genetics", "advocate", "auditor")
"""Whoever may open runs (tests/access.csv)."""
FIRST = ("/leads/", "/protection/", "/runs/", "/catalogue/", "/learning/", "/decisions/", "/data/")
OF_THE_ROOM = re.compile(rf"^({'|'.join(FIRST)}|/papers/)")
NUMBERED = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|(?<=/lists/)\w+|(?<=/reconcile/)\w+|(?<=/catalogue/)[\w-]+")
OF_EACH_KIND = 2
"""Pages that one person opens of those whose addresses differ by their numbers alone."""
NOT_FOR_PEOPLE = re.compile(r"\b(nan|NaN|NaT|inf|-inf|None|null|NULL|undefined)\b")


@pytest.fixture
def folder(tmp_path, settings):
    settings.GRAFTWATCH_HOME = home_in(tmp_path)
    country = drawn_country(random.Random("a country for the pages"), longest=LONGEST_PICTURE)  # noqa: S311 repeatable
    (tmp_path / "office").mkdir()
    return write_extract(country, tmp_path / "office")


def as_the_office_calls_it(folder):
    """Files under other names and headings than ours; the others are as our template has them."""
    for number, table in enumerate(IN_THEIR_WORDS):
        head, _line, rows = (folder / f"{table}.csv").read_text("utf-8").partition("\n")
        headings = [heading.strip().replace("_", " ").capitalize() for heading in head.split(",")]
        (folder / f"export {number}.csv").write_text("\n".join([",".join(headings), rows]), "utf-8")
        (folder / f"{table}.csv").unlink()


def mapped(folder):
    """Each column where `graftwatch map --accept` puts it; gives what it put elsewhere than we would."""
    proposal = propose(folder, schema())
    theirs = {f"export {number}.csv": table for number, table in enumerate(IN_THEIR_WORDS)}
    settled = [sheet if sheet.answered else sheet.settled(CONFIDENT) for sheet in proposal.sheets]
    write_answers(replace(proposal, sheets=tuple(settled)).answers(schema()), folder / ANSWERS_FILE)
    proposed = [sheet for sheet in settled if not sheet.answered]
    assert {sheet.file: sheet.table for sheet in proposed} == theirs
    known = {"id": KEY, "recorded_at": RECORDED}
    headed = [(one.heading.lower().replace(" ", "_"), one.ours) for sheet in proposed for one in sheet.columns]
    return [(heading, ours) for heading, ours in headed if ours and ours != known.get(heading, heading)]


class Visible(HTMLParser):
    """The words that somebody reads on a page, and where its links lead."""

    def __init__(self, page):
        super().__init__()
        self.words, self.links, self.hidden = [], [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("script", "style", "head")
        self.links += [value for name, value in attrs if (tag, name) == ("a", "href")]

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style", "head")

    def handle_data(self, words):
        if not self.hidden:
            self.words.append(words)


def walk(browser):
    """Open what the room links to, a few of each kind: the status and the words of each address."""
    waiting, opened, n_of = list(FIRST), {}, {}
    while waiting:
        address = waiting.pop(0)
        kind = NUMBERED.sub("{}", address)
        if address in opened or n_of.get(kind, 0) == OF_EACH_KIND:
            continue
        n_of[kind] = n_of.get(kind, 0) + 1
        answer = browser.get(address)
        words = b"".join(answer) if answer.streaming else answer.content
        answer.close()
        page = Visible(words.decode() if answer["Content-Type"].startswith("text/html") else "")
        opened[address] = (answer.status_code, " ".join(page.words))
        waiting += [link for link in page.links if link and OF_THE_ROOM.match(link)]
    return opened


@pytest.mark.slow
def test_an_extract_of_many_oddities_goes_from_its_columns_to_every_page_without_a_stumble(
    folder, cast, tmp_path, settings
):
    as_the_office_calls_it(folder)
    assert mapped(folder) == []
    account = load(folder, schema(), home=settings.GRAFTWATCH_HOME, node_key=b"k" * 32, now=NOW)
    assert sum(account.n_added.values()) > 1000
    run = screen(folder=folder, out=tmp_path / "run")
    assert sum(bool(answer["n_findings"]) for answer in run.manifest["answers"].values()) >= FOUND_BY_AT_LEAST
    import_run(operator(), folder=tmp_path / "run")

    n_opened = dict.fromkeys(ENTITLED, 0)
    for person in ENTITLED:
        browser = Client()
        browser.force_login(getattr(cast, person))
        for address, (status, said) in walk(browser).items():
            n_opened[person] += status == OK
            assert status == OK or (status == NOT_FOUND and address in FIRST), (person, address, status)
            stumbled = [said[max(0, one.start() - 60) : one.end() + 40] for one in NOT_FOR_PEOPLE.finditer(said)]
            assert stumbled == [], (person, address)
    assert min(n_opened.values()) >= 8, n_opened
    assert n_opened["officer"] > 20, n_opened
