"""PostgreSQL is killed with all its processes: pages say to try again, and what had a receipt is there afterwards.

The doors and the worker stay up all the while and come back by themselves.
"""

import html
import os
import re
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.cluster import cluster
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
LAY_OUT = """
import datetime as dt, django, sys
django.setup()
from django.core.management import call_command
for alias, tables in (("door", ()), ("default", ("sessions",)), ("default", ("django_tasks_database",))):
    call_command("migrate", *tables, database=alias, verbosity=0)
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.vault import boxes
for use in ("node", "intake", "custodian"):
    PublishedKey.objects.create(use=use, holder=use, public=boxes.key_pair()[1], since_on=dt.date(2026, 1, 1))
from tests.postgres.desk_side import written_down
written_down.enqueue(sys.argv[1], "before")
"""
ENQUEUE = """
import sys, django
django.setup()
from tests.postgres.desk_side import written_down
written_down.enqueue(sys.argv[1], "after")
"""
TYPED = {"what.text": 'Four <donors> "from" one address', "when.year": "2026", "where.country": "AT"}
REPORT = {"channel": "d", "page": "check", **TYPED}
SOME_SESSION = {"Cookie": "sessionid=of-nobody"}
PATIENCE = 300
"""Seconds. A machine with other work takes longer, and nothing here asks how long."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def ask(port, path, said=None, headers=()):
    line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        body = urlencode(said) if said else None
        line.request("POST" if said else "GET", path, body, {**dict(headers), **(FORM if said else {})})
        answer = line.getresponse()
        return answer.status, answer.headers, html.unescape(answer.read().decode())
    finally:
        line.close()


def until(true, what):
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def answers(port, path):
    try:
        return ask(port, path)[0] < 500
    except OSError:
        return False


class Office:
    """PostgreSQL, the public door as anybody starts it, and the desk beside it."""

    def __init__(self, server, place):
        self.server, self.place = server, place
        self.door, self.desk, self.done = free_port(), free_port(), place / "done"
        self.env = os.environ | {
            "GRAFTWATCH_HOME": str(place / "home"),
            "GRAFTWATCH_DATABASE": server.make("desk"),
            "GRAFTWATCH_DOOR_DATABASE": server.make("door"),
            "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "countries" / "atlantis")]),
        }
        self.logs = [place / "door.log", place / "desk.log"]
        self.running = []

    def run(self, *words):
        done = subprocess.run([sys.executable, *words], env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]

    def start(self):
        desk_side = ["-m", "tests.postgres.desk_side", str(self.desk), str(self.done)]
        for words, log in zip(
            (["-m", "graftwatch.site.cli", "door", "--port", str(self.door)], desk_side), self.logs, strict=True
        ):
            with log.open("wb") as written:
                started = subprocess.Popen([sys.executable, *words], env=self.env, stdout=written, stderr=written)
            self.running.append(started)
        until(lambda: answers(self.door, "/alive/"), "the door does not answer")
        until(lambda: answers(self.desk, "/account/login/"), "the desk does not answer")

    def carried_out(self):
        return self.done.read_text("utf-8").split() if self.done.exists() else []

    def stop(self):
        for one in self.running:
            one.kill()
            one.wait()


@pytest.fixture
def office(tmp_path):
    with cluster(safe=True) as server:
        opened = Office(server, tmp_path)
        try:
            opened.run("-c", LAY_OUT, str(opened.done))
            opened.start()
            yield opened
        finally:
            opened.stop()


def check_page(port):
    status, _headers, page = ask(port, "/en/report/", REPORT | {"go": "next"})
    assert status == 200
    return re.search(r'name="receipt" value="(\d{16})"', page)[1]


def is_plain(answer, words):
    """A page for people: what to do, when to come back, nothing of what failed inside, nothing that is kept."""
    status, headers, page = answer
    assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "60", "no-store")
    assert words in page
    assert "script-src" in headers["Content-Security-Policy"]
    for never in ("Traceback", "psycopg", "OperationalError", "127.0.0.1", "<script", "connection to server"):
        assert never not in page
    return page


@pytest.mark.postgres
def test_while_postgresql_is_killed_pages_say_so_plainly_and_afterwards_all_is_there(office):
    sent = check_page(office.door)
    status, _headers, page = ask(office.door, "/en/report/", REPORT | {"go": "send", "receipt": sent})
    assert (status, sent in page.replace(" ", "")) == (200, True)
    second = check_page(office.door)
    assert ask(office.desk, "/", headers=SOME_SESSION)[0] == 302
    until(lambda: office.carried_out() == ["begins", "before"], "the worker does not work")

    assert office.server.kill() > 3
    typed = REPORT | {"go": "send", "receipt": second}
    page = is_plain(ask(office.door, "/en/report/", typed), "Try again in a minute")
    assert dict(re.findall(r'<input type="hidden" name="([^"]+)" value="(.*?)">', page)) == typed
    is_plain(ask(office.door, "/en/mailbox/", {"receipt": sent}), f'name="receipt" value="{sent}"')
    assert 'dir="rtl"' in is_plain(ask(office.door, "/ar/report/"), 'lang="ar"')
    assert ask(office.door, "/alive/")[0] == 200
    for headers in (SOME_SESSION, {**SOME_SESSION, "Accept-Language": "ar"}):
        is_plain(ask(office.desk, "/", headers=headers), 'lang="ar"' if len(headers) > 1 else "Try again in a minute")
    assert "Connection refused" in office.logs[1].read_text("utf-8")
    until(lambda: "The database is away" in office.logs[1].read_text("utf-8"), "the worker says nothing")

    office.server.start()
    assert ask(office.door, "/en/mailbox/", {"receipt": sent})[0] == 200
    assert ask(office.door, "/en/mailbox/", {"receipt": second})[0] == 422, "it was never said to be stored"
    assert ask(office.door, "/en/report/", typed)[0] == 200
    assert ask(office.door, "/en/mailbox/", {"receipt": second})[0] == 200
    assert int(office.server.run("SELECT count(*) FROM door_envelope", "door")) == 2
    assert ask(office.desk, "/", headers=SOME_SESSION)[0] == 302
    office.run("-c", ENQUEUE, str(office.done))
    until(lambda: office.carried_out()[-1] == "after", "the worker does not come back")
    assert office.carried_out().count("begins") >= 2
    assert [one.poll() for one in office.running] == [None, None]
    assert [log.read_text("utf-8").count("Traceback") for log in office.logs] == [0, 0]
