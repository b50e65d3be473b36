"""The public door as it really runs: it reads no key, imports nothing of the desk, and leaves no trace of who came."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
CANARY, AGENT, COMES_FROM = "Canary-of-a-narrative-7731", "Canary-Agent/99", "127.0.0.77"
OWN_OF_THE_DOOR = ("graftwatch.desk.door", "graftwatch.desk.printing", "graftwatch.desk.vault.boxes")

LAY_OUT = """
import datetime as dt, django, json
django.setup()
from graftwatch.site.databases import bring_up_to_date
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.vault import boxes
bring_up_to_date()
kept = {}
for use in ("node", "intake", "custodian"):
    private, public = boxes.key_pair()
    row = PublishedKey.objects.create(use=use, holder=use, public=public, since_on=dt.date(2026, 1, 1))
    kept[use] = [str(row.pk), private.hex()]
print(json.dumps(kept))
"""

LOOK = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from graftwatch.site.wsgi_public import application
import io
asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/en/report/", "SERVER_NAME": "localhost", "SERVER_PORT": "80",
         "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http", "HTTP_HOST": "localhost"}
said = []
body = b"".join(application(asked, lambda status, headers: said.append(status)))
from django.conf import settings
known = [name for name in dir(settings) if "KEY" in name or "ROOTS" in name or "PASS" in name]
print(json.dumps({"opened": opened, "modules": sorted(sys.modules), "status": said[0], "known": known}))
"""


def run(words, home, **settings):
    env = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}:{ROOT / 'countries/atlantis'}",
        "GRAFTWATCH_HOME": str(home),
        **settings,
    }
    done = subprocess.run([sys.executable, "-c", words], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home whose databases are there, with keys of three readers published."""
    place = tmp_path_factory.mktemp("door")
    keys = run(LAY_OUT, place, DJANGO_SETTINGS_MODULE="graftwatch.site.settings.desk")
    return place, keys


def test_it_opens_no_key_file_and_imports_nothing_of_the_desk(home):
    place, _keys = home
    assert list((place / "keys").iterdir()), "the desk has keys that could be read"
    saw = run(LOOK, place, DJANGO_SETTINGS_MODULE="graftwatch.site.settings.desk")
    assert saw["status"].startswith("200")
    assert any("door.sqlite3" in path for path in saw["opened"]) or "sqlite3" in saw["modules"]
    assert [path for path in saw["opened"] if f"{os.sep}keys{os.sep}" in path or path.endswith(".key")] == []
    ours = [name for name in saw["modules"] if name.startswith("graftwatch.")]
    assert len(ours) > 20
    rooms = [name for name in ours if re.match(r"graftwatch\.apps\.(?!public\b)", name)]
    assert rooms == []
    desk = [name for name in ours if name.startswith("graftwatch.desk.") and not name.startswith(OWN_OF_THE_DOOR)]
    assert desk == ["graftwatch.desk.vault"], "the vault's package is empty; of its modules only the boxes are used"
    assert not [name for name in ours if name.startswith(("graftwatch.records", "graftwatch.site.settings.desk"))]
    assert not {"NODE_KEY", "TOKEN_KEY", "VAULT_ROOTS", "NODE_BOX_KEY"} & set(saw["known"])


def kept_in(*folders):
    """What lies in files, by name."""
    while True:
        paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        try:
            return {path.name: path.read_bytes() for path in paths}
        except FileNotFoundError as error:
            gone = Path(error.filename)
        assert gone.name.endswith(("-wal", "-shm")), gone
        # the last request is over, and the database has put its log away into itself: look again


def ask(port, method, path, said=None):
    """As a browser that tells much of itself, from an address that is ours to look for."""
    line = HTTPConnection("127.0.0.1", port, timeout=120, source_address=(COMES_FROM, 0))
    body = urllib.parse.urlencode(said or {}, doseq=True) if method == "POST" else None
    headers = {"User-Agent": AGENT, "Referer": f"http://{CANARY}.example/", "Cookie": "who=me"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(method, path, body, headers)
    answer = line.getresponse()
    words, cookies = answer.read().decode(errors="replace"), answer.headers.get_all("Set-Cookie")
    line.close()
    assert cookies is None
    return answer.status, words


@pytest.fixture
def door(home, tmp_path):
    """`graftwatch door` as anybody starts it."""
    place, _keys = home
    port, log, temporary = free_port(), tmp_path / "door.log", tmp_path / "temporary"
    temporary.mkdir()
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'countries/atlantis'}", "GRAFTWATCH_HOME": str(place)}
    env |= {"TMPDIR": str(temporary), "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk"}
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "graftwatch.site.cli", "door", "--port", str(port)],
            env=env, stdout=written, stderr=written, cwd=tmp_path,
        )  # fmt: skip
        for _ in range(900):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/alive/", timeout=2).close()
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.2)
        else:
            pytest.fail("the door did not answer within three minutes")
        yield port, log, temporary
        process.terminate()
        process.wait(timeout=120)


def test_a_report_leaves_no_word_address_or_agent_in_any_file_or_log(door, home):
    place, _keys = home
    port, log, temporary = door
    said = {"channel": "c", "page": "check", "go": "send", "what.text": f"{CANARY} {'x' * 7000}", "when.year": "2026"}
    said |= {"where.country": "AT", "identity.name": CANARY, "keep_from.names": f"Doctor {CANARY}"}
    status, page = ask(port, "POST", "/en/report/", said)
    assert status == 200
    receipt = re.search(r'name="receipt" value="(\d{16})"', page)[1]
    salt = re.search(r'name="salt" value="([0-9a-f]{64})"', page)[1]
    assert ask(port, "POST", "/en/mailbox/", {"receipt": receipt, "go": "answer", "words": CANARY})[0] == 200
    assert ask(port, "POST", "/en/report/", {"channel": "d", "what.text": CANARY * 30_000})[0] in (400, 413)
    assert ask(port, "GET", f"/en/{CANARY}/")[0] == 404
    assert ask(port, "POST", "/en/card/", {"receipt": receipt})[0] == 200
    kept = kept_in(place, temporary) | {log.name: log.read_bytes()}
    assert any(name.startswith("door.sqlite3") for name in kept)
    assert sum(len(words) for words in kept.values()) > 50_000
    for word in (CANARY, AGENT, COMES_FROM, receipt, salt, f"{receipt[:4]} {receipt[4:8]}"):
        holders = [
            name for name, words in kept.items() if word.encode() in words or word.encode().hex().encode() in words
        ]
        assert holders == [], f"{word} lies in {holders}"


def test_what_it_stored_is_opened_at_the_desk(door, home):
    place, keys = home
    port, _log, _temporary = door
    said = {"channel": "d", "page": "check", "go": "send", "what.text": "Opened elsewhere", "when.year": "2026"}
    assert ask(port, "POST", "/en/report/", said | {"where.country": "AT"})[0] == 200
    words = f"""
import django, json
django.setup()
from types import SimpleNamespace
from graftwatch.desk.door.collecting import routing_of, waiting
from graftwatch.desk.door.sealing import open_content
key, private = {keys["intake"]!r}
holder = SimpleNamespace(private_key=bytes.fromhex(private))
print(json.dumps([open_content(one, holder, key).get("what", {{}}).get("text", "") for one in waiting()]))
"""
    read = run(words, place, DJANGO_SETTINGS_MODULE="graftwatch.site.settings.desk")
    assert "Opened elsewhere" in read
