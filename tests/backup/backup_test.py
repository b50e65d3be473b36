"""Backed up, burnt down and brought back, the desk answers again; and whoever steals everything but the keys, reads
nothing that was sealed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cluster import ROLE, cluster

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
WORDS = "eight odd lantern words"
CANARY_A, CANARY_B = "Zephyrine Quillfeather", "a kidney for the harbour debt"

FILL = f"""
from graftwatch.site.databases import bring_up_to_date
bring_up_to_date()
from django.utils import timezone
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import viewer_of
from graftwatch.desk.door.models import Letter
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.vault import people
from graftwatch.records.guarded import writing
from graftwatch.site.demo_people import PEOPLE, make
for person in PEOPLE:
    make(person, "a long sentence for tests")
custodian = User.objects.get(username="custodian")
people.enrol(viewer_of(custodian, timezone.localdate()), passphrase={WORDS!r})
keys = people.public_keys_of([custodian])
sealed = people.seal_for("reports.identity:1", "who", {CANARY_A!r}.encode(), keys)
Letter(mailbox="m", kind="notice", posted_on=timezone.localdate(), content=sealed).save()
for number, words in enumerate([{CANARY_B!r}, "to be erased: " + {CANARY_B!r}]):
    row = Task(id=f"{{number:032}}", matter_kind="cases.case", matter_id="0" * 32, compartment="investigation")
    row.what = words
    with writing("a test"):
        row.save()
"""
ERASE = """
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.vault.retention import erase
from graftwatch.records.guarded import writing
row = Task.objects.for_the_system("a test").get(pk=f"{1:032}")
with writing("a test"):
    erase(operator(), [f"inbox.task:{row.pk}"], clock="spam")
"""
READ = f"""
from graftwatch.site.databases import bring_up_to_date
bring_up_to_date()
from django.test import Client
from django.utils import timezone
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import viewer_of
from graftwatch.desk.door.models import Letter
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.vault import people
from graftwatch.records.guarded import writing
viewer = viewer_of(User.objects.get(username="investigator"), timezone.localdate())
with writing("a test"):
    for row in Task.objects.for_the_system("a test").order_by("pk"):
        print("task:", row.what.read_by(viewer))
unlocked = people.unlock(User.objects.get(username="custodian"), {WORDS!r})
print("letter:", people.open_with(unlocked, "reports.identity:1", "who", bytes(Letter.objects.get().content)))
desk = Client(SERVER_NAME="localhost")
desk.force_login(User.objects.get(username="triage"))
print("desk:", desk.get("/help/").status_code)
"""


def environment(home, **more):
    settings = {"GRAFTWATCH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.test"}
    paths = os.pathsep.join([str(ROOT), str(ROOT / "countries" / "atlantis")])
    return {**os.environ, **settings, "PYTHONPATH": paths, "GRAFTWATCH_BACKUP_PASSPHRASE": WORDS, **more}


def run(home, *command, **more):
    done = subprocess.run(
        [sys.executable, *command], env=environment(home, **more), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def do(home, script, **more):
    return run(home, "-c", f"import django; django.setup()\n{script}", **more)


def graftwatch(home, *words, **more):
    return run(home, "-m", "graftwatch.site.cli", *words, **more)


def refused(home, *words, **more):
    done = subprocess.run(
        [sys.executable, "-m", "graftwatch.site.cli", *words],
        env=environment(home, **more), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    return done.stderr


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """An installation that was filled and copied; one record was erased after it was copied. Home, data, keys."""
    place = tmp_path_factory.mktemp("copies")
    home, data, keys = place / "home", place / "data.gwb", place / "keys.gwb"
    do(home, FILL)
    (home / "runs").mkdir()
    (home / "runs" / "leads.json").write_text("{}")
    said = graftwatch(home, "backup", str(data))
    assert "no key" in said
    do(home, ERASE)
    assert "Destroy the copy before it" in graftwatch(home, "backup", "--keys", str(keys))
    return home, data, keys


def test_after_the_house_has_burnt_down_the_desk_answers_again_and_what_was_erased_stays_erased(copies, tmp_path):
    _home, data, keys = copies
    new = tmp_path / "new"
    graftwatch(new, "restore", "--keys", str(keys), "--replace")
    said = graftwatch(new, "restore", str(data))
    assert "The trail holds" in said
    found = do(new, READ)
    assert f"task: {CANARY_B}\n" in found
    assert "task: None" in found
    assert "to be erased" not in found
    assert f"letter: b'{CANARY_A}'" in found
    assert "desk: 200" in found
    assert (new / "runs" / "leads.json").read_text() == "{}"


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_whoever_steals_everything_but_the_keys_finds_no_sealed_word_and_opens_none(copies, tmp_path):
    home, data, _keys = copies
    stolen = tmp_path / "stolen"
    shutil.copytree(home, stolen, ignore=shutil.ignore_patterns("keys"))
    shutil.copy(data, stolen)
    files = everything(stolen)
    assert any(path.suffix == ".sqlite3" for path in files)
    for canary in (CANARY_A, CANARY_B):
        for path, content in files.items():
            assert canary.encode() not in content, path
            assert canary.encode("utf-16-le") not in content, path
    # The thief knows the passphrase of the custodian, too, and starts the desk over what was stolen.
    found = do(stolen, READ)
    assert "letter: None" in found
    assert found.count("task: None") == 2


def test_the_copy_of_the_data_opens_with_its_passphrase_and_even_then_holds_no_sealed_word(copies, tmp_path):
    _home, data, _keys = copies
    assert "does not open" in refused(tmp_path / "a", "restore", str(data), GRAFTWATCH_BACKUP_PASSPHRASE="another one")
    thief = tmp_path / "thief"
    said = graftwatch(thief, "restore", str(data))
    assert "No key of a record is here" in said
    for path, content in everything(thief).items():
        assert CANARY_A.encode() not in content, path
        assert CANARY_B.encode() not in content, path


def test_a_copy_does_not_replace_an_installation_unasked_nor_where_it_was_changed(copies, tmp_path):
    home, data, keys = copies
    assert "already" in refused(home, "restore", str(data))
    assert "already" in refused(home, "restore", "--keys", str(keys))
    assert "add --keys" in refused(tmp_path / "a", "restore", str(keys))
    changed = bytearray(data.read_bytes())
    changed[len(changed) // 2] ^= 1
    (tmp_path / "changed.gwb").write_bytes(changed)
    assert "does not open" in refused(tmp_path / "b", "restore", str(tmp_path / "changed.gwb"))


def test_the_files_of_an_installation_are_its_owners_only(copies):
    home, data, keys = copies
    for path in (data, keys, *(home / "keys").iterdir()):
        if not path.name.endswith(("-wal", "-shm")):
            assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.postgres
def test_on_postgresql_the_same_two_commands_bring_every_row_back_behind_row_level_security(tmp_path):
    with cluster() as server:
        server.run(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        for name in ("desk", "door", "desk_again", "door_again"):
            server.run(f'CREATE DATABASE "{name}" OWNER {ROLE}')

        def on(desk, door):
            path = os.pathsep.join([str(server.programs), os.environ["PATH"]])
            desk, door = server.address(desk, ROLE), server.address(door, ROLE)
            return {"GRAFTWATCH_DATABASE": desk, "GRAFTWATCH_DOOR_DATABASE": door, "PATH": path}

        home, first, again = tmp_path / "home", on("desk", "door"), on("desk_again", "door_again")
        do(home, FILL, **first)
        graftwatch(home, "backup", str(tmp_path / "data.gwb"), **first)
        graftwatch(home, "backup", "--keys", str(tmp_path / "keys.gwb"), **first)
        graftwatch(tmp_path / "new", "restore", "--keys", str(tmp_path / "keys.gwb"), **again)
        graftwatch(tmp_path / "new", "restore", str(tmp_path / "data.gwb"), **again)
        found = do(tmp_path / "new", READ, **again)
    assert f"task: {CANARY_B}\n" in found
    assert f"letter: b'{CANARY_A}'" in found
