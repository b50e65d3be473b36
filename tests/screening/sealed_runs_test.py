"""A run made at the command line of an office with a vault lies sealed, opens for its officers, ends by the clock."""

import datetime as dt
import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse
from typer.testing import CliRunner

from graftwatch.apps.screening.importing import NotARunFolderError
from graftwatch.apps.screening.models import LeadInRun, Run
from graftwatch.apps.screening.request import Terms
from graftwatch.apps.screening.screen_test import OFFICE
from graftwatch.apps.screening.sealed_runs import (
    list_sealed_run,
    offices_with_a_vault,
    put_in_place,
    readers_of,
    seal_where_made,
)
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.vault import people
from graftwatch.desk.vault.copies import end_due
from graftwatch.desk.vault.models import Copy, Erased
from graftwatch.desk.vault.sealed_files import EndedError
from graftwatch.desk.vault.sealed_for_people import label_of, open_file_with
from graftwatch.errors import GraftwatchError
from graftwatch.site.cli import command_line
from graftwatch.site.sealed_screening import CannotSealError
from graftwatch.site.workplaces import clear_leftovers, workplace
from graftwatch.testing import home_in, write_folder
from tests.people import people as everybody
from tests.sample_run import CENTRES

WORDS = "four odd words lantern"
AUTHORITY = "Transplant authority of Atlantis"
PLANTED = (b"Zzyzxova", b"Qwyjibo", b"N-2025-1", b"W-0001", b"555 01 23")
"""Names, the numbers of files that become a lead and a row of a list, a telephone: of the folder that is screened."""
UNTIL = dt.date(2099, 6, 30)
SMALL = """
    person
    id  | given_name | family_name | sex    | residency
    p-1 | Ana        | Zzyzxova    | female | resident
    p-2 | Bo         | Qwyjibo     | male   | resident

    waiting_list_entry
    id     | person | organ  | listed_on  | facility | residency_at_listing
    W-0001 | p-1    | kidney | 2024-01-01 | F-1      | resident
    W-0002 | p-2    | kidney | 2024-02-01 | F-1      | resident

    waiting_list_event
    id      | entry  | kind    | reason            | effective_on
    W-0001b | W-0001 | removed | unable_to_contact | 2025-01-01
"""
ROOT = Path(__file__).parents[2]


@pytest.fixture
def cast(db):
    return everybody(CENTRES["Centre Nord"])


@pytest.fixture
def home(tmp_path, settings):
    settings.GRAFTWATCH_HOME = home_in(tmp_path)
    return settings.GRAFTWATCH_HOME


@pytest.fixture
def office(tmp_path):
    return write_folder(SMALL, tmp_path / "asked" / "office")


def set_up_a_vault(cast, name):
    people.enrol(cast.viewer(name), passphrase=f"{name} {WORDS}")


def say(*words, typed=""):
    done = CliRunner().invoke(command_line(words[0]), [str(word) for word in words], input=typed)
    if done.exception is not None:
        raise done.exception
    return " ".join(done.output.split())


def screen(office, out, *more):
    return say("screen", office, "--out", out, "--today", "2025-09-30", *more)


def open_as(name, out, words=WORDS):
    return say("open", out, "--no-serve", typed=f"{name}\n{name} {words}\n")


def listed():
    return list(Copy.objects.for_the_system("a test").order_by("kind"))


def plain_files(*places):
    """Everything below that is not sealed, but labels and what a home holds of no person."""
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if path.suffix != ".sealed" and "compiled" not in path.parts]


def planted_in(*places):
    """Which files below hold a planted word."""
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    assert files
    return [path for path in files if any(word in path.read_bytes() for word in PLANTED)]


def test_an_office_screens_at_the_command_line_its_officer_opens_it_and_on_its_day_it_is_gone(
    cast, home, tmp_path, client
):
    set_up_a_vault(cast, "officer")
    office, out = write_folder(OFFICE, tmp_path / "asked" / "office"), tmp_path / "yearly"
    terms = ("--purpose", "Yearly review", "--until", UNTIL)

    # sealed for the only office that has a vault, on the terms that were named and the basis of its mandate
    said = screen(office, out, *terms)
    assert f"sealed for {AUTHORITY} until 30 June 2099" in said
    assert [(row.kind, row.agency, row.purpose, row.ends_on) for row in listed()] == [
        ("run", AUTHORITY, "Yearly review", UNTIL),
        ("snapshot", AUTHORITY, "Yearly review", UNTIL),
    ]
    assert all(row.legal_basis == "Atlantis Transplantation Act, article 12" for row in listed())

    # on the disk nothing of it can be read
    assert planted_in(home, out) == []
    assert plain_files(home, out) == ["sealed.json"] * 2

    # for the officer of another office there is no run, nor with a wrong passphrase
    set_up_a_vault(cast, "genetics")
    with pytest.raises(NotARunFolderError, match=r"leads\.json is not in that folder"):
        open_as("genetics", out)
    with pytest.raises(people.WrongPassphraseError):
        open_as("officer", out, words="some other words")
    with pytest.raises(people.WrongPassphraseError):
        open_as("nobody", out)
    assert not Run.objects.for_the_system("a test").exists()

    # the officer brings its leads into the desk, once; the files stay sealed
    assert "Opened as run" in open_as("officer", out)
    assert open_as("officer", out) == open_as("officer", out)
    run = Run.objects.for_the_system("a test").get()
    assert LeadInRun.objects.for_the_system("a test").filter(run=run).exists()
    assert planted_in(home, out) == []
    verbs = Entry.objects.for_the_system("a test").filter(verb="screening.open_sealed_run")
    assert [row.result for row in verbs] == ["refused", "done", "done", "done"]
    assert not any(word.decode() in row.written for word in PLANTED for row in Entry.objects.for_the_system("a test"))

    # its pages ask for the passphrase first
    page = reverse("screening:file", args=[run.pk, "report.html"])
    client.force_login(cast.officer)
    assert client.get(page).url == f"/vault/unlock/?next={page.replace('/', '%2F')}"
    client.post("/vault/open/", {"passphrase": f"officer {WORDS}"})
    assert b"<html" in client.get(page).getvalue()
    written = sorted(name for name, each in run.manifest["reconciliation"].items() if each["n_rows"])
    theirs = reverse("screening:reconciliation", args=[run.pk, written[0]])
    assert client.get(theirs).status_code == 200
    client.force_login(cast.genetics)
    client.post("/vault/open/", {"passphrase": f"genetics {WORDS}"})
    assert [client.get(each).status_code for each in (page, theirs)] == [404, 404]

    # on its day the key is destroyed, and with it what lies outside of the home, too
    assert end_due(operator(), today=UNTIL - dt.timedelta(days=1)) == []
    assert len(end_due(operator(), today=UNTIL)) >= 2
    assert Erased.objects.for_the_system("a test").count() == 2
    with pytest.raises(EndedError):
        open_as("officer", out)
    client.force_login(cast.officer)
    client.post("/vault/open/", {"passphrase": f"officer {WORDS}"})
    assert client.get(page).status_code == 404


def test_what_is_opened_is_byte_for_byte_the_snapshot_that_was_screened(cast, home, office, tmp_path):
    set_up_a_vault(cast, "officer")
    out = tmp_path / "run"
    screen(office, out)
    unlocked = people.unlock(cast.officer, f"officer {WORDS}")
    with open_file_with(unlocked, out, "manifest.json") as file:
        manifest = json.load(file)
    (snapshot,) = (home / "snapshots").iterdir()
    lines = [f"as of {manifest['as_of']}\n"]
    for name, table in sorted(manifest["tables"].items()):
        with open_file_with(unlocked, snapshot, f"{name}.parquet") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        assert digest == table["sha256"]
        lines.append(f"{name} {table['rows']} {digest}\n")
    assert len(lines) > 2
    assert hashlib.sha256("".join(lines).encode()).hexdigest() == manifest["fingerprint"]


def test_left_open_for_a_reason_it_is_as_before_and_the_list_of_copies_says_why(cast, home, office, tmp_path):
    set_up_a_vault(cast, "officer")
    said = screen(office, tmp_path / "run", "--leave-open", "read by a programme of the ministry")
    assert "holds persons, not sealed" in said
    assert planted_in(tmp_path / "run")
    assert [row.purpose for row in listed()] == ["Screening. Left open: read by a programme of the ministry"]


def test_before_anybody_has_a_vault_it_stays_open_and_says_how_to_have_it_sealed(cast, home, office, tmp_path):
    said = screen(office, tmp_path / "run")
    assert "To have runs sealed, a screening officer first sets up a vault in the desk" in said
    assert (tmp_path / "run" / "report.html").is_file()


def test_what_contradicts_itself_or_has_ended_already_is_refused_before_anything_is_read(cast, home, office, tmp_path):
    with pytest.raises(CannotSealError, match="Nothing can be sealed for 'Nobody' here"):
        screen(office, tmp_path / "run", "--sealed-to", "Nobody")
    set_up_a_vault(cast, "officer")
    with pytest.raises(CannotSealError, match=f"These could open it: {AUTHORITY}"):
        screen(office, tmp_path / "run", "--sealed-to", "Nobody")
    with pytest.raises(CannotSealError, match="contradict"):
        screen(office, tmp_path / "run", "--sealed-to", AUTHORITY, "--leave-open", "why")
    with pytest.raises(CannotSealError, match="has come already"):
        screen(office, tmp_path / "run", "--until", "2020-01-01")
    assert not (tmp_path / "run").exists()


def test_a_run_made_once_more_in_its_place_ends_the_one_before(cast, home, tmp_path):
    set_up_a_vault(cast, "officer")
    office, out = Agency.objects.get(name=AUTHORITY), tmp_path / "run"
    labels = []
    for words in ("first", "second"):
        made = tmp_path / "made"
        for name in ("run", "snapshot"):
            (made / name).mkdir(parents=True)
            (made / name / "file").write_text(words)
        folders = seal_where_made(office, made=made / "run", snapshot=made / "snapshot", out=out)
        list_sealed_run(operator(), office, folders=folders, terms=Terms(), ends_on=UNTIL)
        for folder in folders:
            put_in_place(folder)
        labels.append(label_of(out))
    assert [label.has_ended for label in labels] == [True, False]
    assert [bool(row.ended_at) for row in sorted(listed(), key=lambda row: row.made_at)] == [True, True, False, False]


def test_whoever_is_walled_off_from_a_centre_or_has_left_is_not_let_in_and_whoever_reads_whole_runs_is(cast):
    for name in ("officer", "walled", "advocate", "auditor"):
        set_up_a_vault(cast, name)
    office = Agency.objects.get(name=AUTHORITY)
    assert set(readers_of(office)) == {f"user:{cast.officer.pk}", f"user:{cast.advocate.pk}"}
    type(cast.advocate).objects.filter(pk=cast.advocate.pk).update(is_active=False)
    assert set(readers_of(office)) == {f"user:{cast.officer.pk}"}
    assert offices_with_a_vault() == [office]


def test_killed_in_the_middle_it_leaves_nothing_that_the_next_look_does_not_remove(home, office, tmp_path):
    words = (
        "import os, signal, sys, django; django.setup()\n"
        "from pathlib import Path\n"
        "from graftwatch.apps.screening.screen import screen\n"
        "from graftwatch.site.workplaces import workplace\n"
        "def step(progress):\n"
        "    if progress.words == 'Weighing findings': os.kill(os.getpid(), signal.SIGKILL)\n"
        "with workplace() as place:\n"
        "    screen(out=place / 'run', snapshot=place / 'snapshot', folder=Path(sys.argv[1]), progress=step)\n"
    )
    own = os.environ | {"GRAFTWATCH_HOME": str(home), "GRAFTWATCH_DATABASE": "", "GRAFTWATCH_DOOR_DATABASE": ""}
    own |= {"DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.desk", "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", words, str(office)], env=own, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()[-2000:]
    assert planted_in(home)
    with workplace() as busy:  # looks first; what somebody works in is let be
        (busy / "names").write_text("Zzyzxova")
        assert planted_in(home) == [busy / "names"]
        assert clear_leftovers() == 0
    assert not any((home / "making").iterdir())


def test_a_screening_that_fails_leaves_nothing_either(cast, home, tmp_path):
    set_up_a_vault(cast, "officer")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(GraftwatchError, match="holds no tables"):
        screen(empty, tmp_path / "run")
    assert not any((home / "making").iterdir())
    assert not (tmp_path / "run").exists()
    assert listed() == []


def test_a_copy_of_the_records_that_a_dead_process_left_is_removed_after_a_day(home):
    copy = home / "read-x7"
    copy.mkdir()
    (copy / "records.sqlite3").write_bytes(b"Zzyzxova")
    made_at = dt.datetime.fromtimestamp(copy.stat().st_mtime, dt.UTC)
    assert clear_leftovers(made_at + dt.timedelta(hours=23)) == 0
    assert planted_in(home)
    assert clear_leftovers(made_at + dt.timedelta(hours=25)) == 1
    assert not copy.exists()
