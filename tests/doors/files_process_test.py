"""Files at the public door as it really runs: never on a disk in the open, and too much of them loses no word."""

from __future__ import annotations

import re
from http.client import HTTPConnection

import pytest

from tests.doors import public_process_test
from tests.doors.public_process_test import CANARY, COMES_FROM, kept_in, run

door = public_process_test.door
LINE = "----line"
NEEDED = {"channel": "c", "page": "check", "what.text": f"{CANARY} words", "when.year": "2026", "where.country": "AT"}


LAY_OUT = """
import datetime as dt, django
django.setup()
from django.core.management import call_command
call_command("migrate", database="door", verbosity=0)
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.vault import boxes
for use in ("node", "intake", "custodian"):
    PublishedKey.objects.create(use=use, holder=use, public=boxes.key_pair()[1], since_on=dt.date(2026, 1, 1))
print("{}")
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A door's database with keys of three readers; the desk has none here, and the door asks for none."""
    place = tmp_path_factory.mktemp("files")
    return place, run(LAY_OUT, place, DJANGO_SETTINGS_MODULE="graftwatch.site.settings.desk")


def form(fields, *files):
    """As a browser writes it: what was typed first, then the files, the button last."""
    head = f'--{LINE}\r\nContent-Disposition: form-data; name="'
    parts = [f'{head}{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, words in files:
        kind = "Content-Type: image/jpeg\r\n\r\n"
        parts.append(f'{head}files"; filename="{name}"\r\n{kind}'.encode() + words + b"\r\n")
    return b"".join([*parts, f'{head}go"\r\n\r\nsend\r\n--{LINE}--\r\n'.encode()])


def post(port, body, path="/en/report/"):
    line = HTTPConnection("127.0.0.1", port, timeout=120, source_address=(COMES_FROM, 0))
    line.request("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={LINE}"})
    answer = line.getresponse()
    words = answer.read().decode()
    line.close()
    return answer.status, words


def test_a_large_file_lies_nowhere_in_the_open_and_its_name_neither(door, home):
    place, _keys = home
    port, log, temporary = door
    paper = f"%PDF-1.7 {CANARY}".encode() * 200_000
    status, page = post(port, form(NEEDED, (f"{CANARY}.pdf", paper[:6_000_000])))
    assert (status, "One file is sealed with it." in page) == (200, True)
    kept = kept_in(place, temporary) | {log.name: log.read_bytes()}
    assert sum(len(words) for words in kept.values()) > 6_000_000
    assert [name for name, words in kept.items() if CANARY.encode() in words] == []
    assert list(temporary.iterdir()) == []


def test_more_than_there_is_room_for_is_answered_with_everything_that_was_typed(door):
    port, log, temporary = door
    status, page = post(port, form(NEEDED, ("a.pdf", b"%PDF-" + b"x" * 30_000_000)))
    assert status == 422
    assert "larger than 20 megabytes" in page
    assert re.search(rf'name="what.text" value="{CANARY} words"', page)
    assert list(temporary.iterdir()) == []
    assert post(port, form(NEEDED))[0] == 200
    assert CANARY not in log.read_text()


FILL = """
import json
from waitress.buffers import OverflowableBuffer
from graftwatch.site.receiving import ALWAYS_KEPT, Body, Room
room = Room(3_000_000)
first, second = (Body(4_000_000, OverflowableBuffer(10**8), room) for _ in range(2))
for _ in range(4):
    assert first.received(b"x" * 1_000_000) == 1_000_000
for _ in range(4):
    second.received(b"x" * 1_000_000)
said = {"first": [first.cut_off, len(first)], "second": [second.cut_off, second.completed, len(second) <= ALWAYS_KEPT]}
del first
second.give_back()
second.give_back()
print(json.dumps(said | {"left": room.left}))
"""


def test_files_of_many_share_the_room_and_words_have_their_own(home):
    place, _keys = home
    said = run(FILL, place, DJANGO_SETTINGS_MODULE="graftwatch.site.settings.public")
    assert said["first"] == ["", 4_000_000]
    assert said["second"] == ["busy", True, True]
    assert said["left"] == 3_000_000
