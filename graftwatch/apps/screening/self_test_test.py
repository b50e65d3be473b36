"""A self-test says how many planted rings are found, and leaves nothing of them behind."""

import json
import logging

import duckdb
import pytest
from django.test import override_settings

from graftwatch.apps.screening.actions import import_run
from graftwatch.apps.screening.models import Lead, LeadInRun, Run
from graftwatch.apps.screening.run import RunStoppedError
from graftwatch.apps.screening.screen import screen
from graftwatch.apps.screening.self_test import trying
from graftwatch.apps.screening.self_test.copy import copy_of
from graftwatch.apps.screening.self_test.ring import Edit
from graftwatch.apps.screening.self_test.words import lines, shown
from graftwatch.desk.access.viewer import operator
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.snapshots import Snapshot
from graftwatch.desk.snapshots.taking import SnapshotTable
from graftwatch.records.schema import schema
from graftwatch.testing import home_in, write_folder

N_FILES = 48


def office(n_files=N_FILES, one_phone=0):
    """Pairs who share nothing, but for `one_phone` of them who share a telephone and a notary."""
    files, contacts, papers = [], [], []
    for n in range(n_files):
        on = f"2025-{1 + n % 12:02}-{1 + n % 28:02}"
        shared = n < one_phone
        phone, notary = ("+999 555 9999", "notary ring") if shared else (f"+999 555 {1000 + n}", f"notary {n}")
        files.append(f"N-{n} | p-{n}-d | p-{n}-r | kidney | F-1 | {on} | friend")
        contacts.append(f"c{n} | N-{n} | next_of_kin | private | {phone} | {on}")
        papers.append(f"e{n} | N-{n} | affidavit | office {n} | {notary} | {on} | AT")
    head = {
        "living_donor_assessment": "id | donor | recipient | organ | facility | opened_on | relationship",
        "contact_point": "id | assessment | role | capacity | phone | noted_on",
        "kinship_evidence": "id | assessment | kind | issuer | notary | issued_on | issuing_country",
    }
    rows = {"living_donor_assessment": files, "contact_point": contacts, "kinship_evidence": papers}
    drawn = ["\n".join([name, head[name], *rows[name]]) for name in head if rows[name]]
    return "\n\n".join([*drawn, "facility\nid | name | kind | ownership\nF-1 | One | transplant_centre | public"])


@pytest.fixture
def home(tmp_path):
    with override_settings(GRAFTWATCH_HOME=home_in(tmp_path)):
        yield tmp_path


@pytest.fixture
def planted(monkeypatch):
    """Every value that is planted, as it is planted."""
    values, plant = set(), trying.plant

    def remembered(*asked):
        ring = plant(*asked)
        values.update(value for edit in (ring.edits if ring else ()) for _column, value in edit.values)
        return ring

    monkeypatch.setattr(trying, "plant", remembered)
    return values


def run(home, picture, name="out", **options):
    return screen(folder=write_folder(picture, home / "office"), out=home / name, **options)


def test_a_run_without_leads_says_by_itself_which_rings_it_would_have_found(home):
    manifest = run(home, office()).manifest
    assert manifest["counts"]["leads"] == 0
    tested = manifest["self_test"]
    assert tested["by_itself"]
    by_form = {(row["link"], row["n_files"], row["n_linked"]): row for row in tested["rows"]}
    both = by_form["telephone_and_notary", 8, 8]
    assert both["n_trials"] == trying.FEW_TRIALS
    assert both["n_found"] > trying.FEW_TRIALS / 2
    assert both["low"] < both["n_found"] / both["n_trials"] <= both["high"]
    assert by_form["telephone_and_notary", 3, 3]["n_found"] <= both["n_found"]
    assert "One stamp" in tested["not_planted"]
    report = (home / "out" / "report.html").read_text("utf-8")
    assert "What would have been found" in report
    assert "One telephone and one notary" in report
    assert any(
        line.strip().startswith("eight pairs sharing one phone and one notary: found in ") for line in lines(tested)
    )


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A place with two runs over files of which four share a telephone: `one` without a self-test, `two` with one."""
    place, picture = tmp_path_factory.mktemp("twice"), office(one_phone=4)
    with override_settings(GRAFTWATCH_HOME=home_in(place)):
        return place, run(place, picture, name="one").manifest, run(place, picture, name="two", trials=5).manifest


def test_a_run_with_leads_makes_a_self_test_only_when_asked(twice):
    _home, without, tested = twice
    assert without["counts"]["leads"] > 0
    assert without["self_test"] is None
    assert tested["self_test"]["rows"][0]["n_trials"] == 5


def test_too_few_files_to_plant_in_are_said_in_words(home):
    tested = run(home, office(n_files=2)).manifest["self_test"]
    assert tested["rows"] == []
    assert "too few files" in shown(tested)["why_not"]
    assert "too few files" in (home / "out" / "report.html").read_text("utf-8")
    assert "too few files" in lines(tested)[0]


def test_the_same_snapshot_gives_the_same_table(home, twice):
    _home, _without, tested = twice
    assert run(home, office(one_phone=4), trials=5).manifest["self_test"] == tested["self_test"]


def test_a_run_with_a_self_test_writes_what_a_run_without_writes(twice):
    home, without, tested = twice
    assert without["fingerprint"] == tested["fingerprint"]
    names = {path.relative_to(home / "one") for path in (home / "one").rglob("*") if path.is_file()}
    assert names == {path.relative_to(home / "two") for path in (home / "two").rglob("*") if path.is_file()}
    for name in sorted(names - {path for path in names if path.name in ("manifest.json", "report.html")}):
        assert (home / "one" / name).read_bytes() == (home / "two" / name).read_bytes(), name
    one, two = sorted((home / "home" / "snapshots").iterdir())
    assert [path.name for path in one.iterdir()] == [path.name for path in two.iterdir()]
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes()


@pytest.mark.django_db
def test_nothing_planted_reaches_a_file_a_log_the_desk_or_the_trail(home, planted, caplog):
    with caplog.at_level(logging.DEBUG):
        run(home, office(one_phone=4), trials=5)
        import_run(operator(), folder=home / "out")
    assert len(planted) > 50
    places = (home, (home / "home" / "compiled").resolve())
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    # queries are shared with the tests beside this one: what another process has half written is gone in a moment
    written = [path.read_bytes() for path in files if path.suffix != ".part"]
    kept = [
        json.dumps(list(model.objects.for_the_system("a test").values()), default=str)
        for model in (Run, Lead, LeadInRun)
    ]
    trail = json.dumps(list(Entry.objects.for_the_system("a test").values()), default=str)
    assert len(written) > 10
    for value in planted:
        assert not any(value.encode() in content for content in written)
        assert value not in caplog.text
        assert value not in trail
        assert not any(value in table for table in kept)


def test_a_self_test_that_is_stopped_leaves_no_run(home):
    reached = []

    def stop():
        return bool(reached)

    def progress(step):
        if step.words.startswith("Self-test: ") and step.done:
            reached.append(step)

    with pytest.raises(RunStoppedError):
        run(home, office(), progress=progress, should_stop=stop)
    assert reached
    assert not (home / "out").exists()


def test_the_copy_is_gone_however_it_ends(twice):
    folder, _other = (twice[0] / "home" / "snapshots").iterdir()
    snapshot = Snapshot(folder, None, {"contact_point": SnapshotTable(N_FILES, ("phone",), "", None, None)})
    tables = {"contact_point"}
    opened = []

    def edit_and_fail():
        with copy_of(snapshot, schema(), tables, tables) as copy:
            opened.append(copy)
            row, _phone = copy.connection.execute("SELECT id, phone FROM contact_point ORDER BY id").fetchone()
            copy.edit([Edit("contact_point", row, (("phone", "planted"),))])
            assert copy.connection.execute("SELECT id FROM contact_point WHERE phone = 'planted'").fetchall() == [
                (row,)
            ]
            assert copy.connection.execute("SELECT count(*) FROM contact_point").fetchone() == (N_FILES,)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        edit_and_fail()
    with pytest.raises(duckdb.ConnectionException):
        opened[0].connection.execute("SELECT 1")
