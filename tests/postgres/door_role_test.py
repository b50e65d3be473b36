"""The public door's own role on PostgreSQL: it takes a report in whole and reads nothing of it, nor of the desk."""

import json
import os
import subprocess
import sys

import psycopg
import pytest

from tests.cluster import cluster
from tests.doors.public_process_test import ROOT

ROLE = "graftwatch_door"
LAY_OUT = """
import datetime as dt, django
django.setup()
from django.core.management import call_command
call_command("migrate", database="door", verbosity=0)
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.vault import boxes
for use in ("node", "intake", "custodian"):
    PublishedKey.objects.create(use=use, holder=use, public=boxes.key_pair()[1], since_on=dt.date(2026, 1, 1))
"""
AT_THE_DOOR = """
import datetime as dt, django, json
django.setup()
from graftwatch.desk.door.files import Given
from graftwatch.desk.door.handing_in import hand_in
from graftwatch.desk.door import letters
today, paper = dt.date(2026, 11, 22), [Given("a.txt", b"A", "text")]
to = {"channel": "c", "country": "AT", "must_not_see": [], "hold_days": 0, "urgent": True, "language": "en"}
done = hand_in({"what": {"text": "x"}}, {"name": "y"}, to, today, files=paper)
again = hand_in({"what": {"text": "x"}}, {"name": "y"}, to, today, receipt=done.receipt, files=paper)
found = letters.answer(done.receipt, "answer", "z", today, paper)
is_open = letters.read_letters(done.receipt, today) is not None
print(json.dumps([again.receipt == done.receipt, len(found.sent), is_open]))
"""


def run(home, *words, settings="desk", **addresses):
    place = {"GRAFTWATCH_HOME": str(home), "DJANGO_SETTINGS_MODULE": f"graftwatch.site.settings.{settings}"}
    env = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'countries/atlantis'}", **place, **addresses}
    done = subprocess.run([sys.executable, *words], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A door's database with tables and keys, a desk's database, and the role with its rights."""
    home = tmp_path_factory.mktemp("role")
    with cluster() as started:
        door, desk = started.make("door"), started.make("desk")
        started.run(f"CREATE ROLE {ROLE} LOGIN; CREATE TABLE case_of_the_desk (title text)", "desk")
        own = {"GRAFTWATCH_DOOR_DATABASE": door, "GRAFTWATCH_DATABASE": desk}
        run(home, "-c", LAY_OUT, **own)
        said = run(home, "-m", "graftwatch.site.cli", "door-role", ROLE, **own)
        assert f'GRANT INSERT ON "door_envelope" TO "{ROLE}";' in said
        for _twice in range(2):
            run(home, "-m", "graftwatch.site.cli", "door-role", ROLE, "--apply", **own)
        address = started.address("door", ROLE)
        done = run(home, "-c", AT_THE_DOOR, settings="public", GRAFTWATCH_DOOR_DATABASE=address)
        yield started, json.loads(done.splitlines()[-1])


@pytest.mark.postgres
def test_the_role_takes_in_a_report_with_its_files_and_opens_the_mailbox(server):
    started, done = server
    assert done == [True, 1, True]
    assert started.run("SELECT count(*) FROM door_envelope", "door").strip() == "1"
    assert started.run("SELECT count(*) FROM door_sealedfile", "door").strip() == "2"


REFUSED = (
    "SELECT id FROM door_envelope",
    'SELECT "of" FROM door_sealedfile',
    "DELETE FROM door_envelope",
    "DELETE FROM door_letter",
    "DELETE FROM door_mailbox",
    "UPDATE door_envelope SET is_urgent = false",
    "UPDATE door_letter SET content = ''",
    "UPDATE door_mailbox SET public = ''",
    "UPDATE door_publishedkey SET public = ''",
    "INSERT INTO door_publishedparty VALUES ('a', 'b')",
    "TRUNCATE door_letter",
    "CREATE TABLE mine (a int)",
    "SELECT * FROM django_migrations",
)


@pytest.mark.postgres
@pytest.mark.parametrize("words", REFUSED)
def test_the_role_reads_no_report_and_changes_and_removes_nothing(server, words):
    started, _done = server
    with psycopg.connect(started.address("door", ROLE)) as line, pytest.raises(psycopg.errors.InsufficientPrivilege):
        line.execute(words)


@pytest.mark.postgres
def test_the_role_does_not_come_into_the_database_of_the_desk(server):
    started, _done = server
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(started.address("desk", ROLE))
