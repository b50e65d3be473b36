"""Loading into the records: nothing twice, nothing lost, whatever the order and whenever it is killed."""

import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graftwatch.desk.loading import load
from graftwatch.records.models import Person, Transplant
from graftwatch.records.schema import schema

KEY = b"a key of this test" * 4
NOW = dt.datetime(2026, 6, 30, 12, tzinfo=dt.UTC)


def folder(tmp_path, name, **files):
    place = tmp_path / name / "office"
    place.mkdir(parents=True)
    for stem, text in files.items():
        (place / f"{stem}.csv").write_text(text.replace("|", "\n"), "utf-8")
    return place


def loaded(place, home):
    return load(place, schema(), home=home, node_key=KEY, now=NOW)


def people():
    rows = Person.objects.for_the_system("what was loaded").values_list(
        "source_id", "given_name", "recorded_at", "marks"
    )
    return sorted((number, name, at and at.date().isoformat(), marks) for number, name, at, marks in rows)


@pytest.mark.django_db
def test_good_rows_enter_the_records_and_the_second_time_adds_nothing(tmp_path):
    place = folder(
        tmp_path,
        "a",
        person="id,recorded_at,given_name,birth_date|p1,2024-01-01,Ana,1980-02-28|p2,,Bo,1980-06-31",
        transplant="id,recipient,organ_kind,performed_on|t1,p1,kidney,2024-06-30|t2,p1,kidney,2024-06-31",
    )
    first, second = loaded(place, tmp_path / "home"), loaded(place, tmp_path / "home")
    assert first.n_added == {"person": 2, "transplant": 1}
    assert second.n_added == {"person": 0, "transplant": 0}
    assert people() == [("p1", "Ana", "2024-01-01", ""), ("p2", "Bo", None, "unreadable:birth_date")]
    person = Person.objects.for_the_system("what was loaded").get(source_id="p1")
    transplant = Transplant.objects.for_the_system("what was loaded").get()
    assert transplant.recipient == person.id
    assert person.birth_date == dt.date(1980, 2, 28)
    assert person.loaded_at == NOW
    assert first.exit_code == 1
    assert "June" not in Path(first.quarantine, "transplant.csv").read_text("utf-8")
    assert not list((tmp_path / "home" / "loading").iterdir())


@pytest.mark.django_db
def test_a_later_telling_becomes_a_second_version(tmp_path):
    home = tmp_path / "home"
    loaded(folder(tmp_path, "a", person="id,recorded_at,given_name|p1,2024-01-01,Ana"), home)
    loaded(folder(tmp_path, "b", person="id,recorded_at,given_name|p1,2024-02-01,Anna"), home)
    assert people() == [("p1", "Ana", "2024-01-01", ""), ("p1", "Anna", "2024-02-01", "")]
    assert len(set(Person.objects.for_the_system("what was loaded").values_list("id", flat=True))) == 1


TELLINGS = {
    "one": "id,recorded_at,given_name|p1,2024-01-01,Ana|p2,,Bo|p3,,C",
    "other": "id,recorded_at,given_name|p1,2024-01-01,Anna|p2,,Bob|p1,2024-03-01,A",
    "both": "id,recorded_at,given_name|p1,2024-01-01,Ana|p1,2024-01-01,Anna",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "order",
    [("one", "other"), ("other", "one"), ("one", "other", "one"), ("both", "one", "other"), ("one", "both", "other")],
    ids=" then ".join,
)
def test_a_tie_is_refused_whichever_telling_came_first(tmp_path, order):
    for position, name in enumerate(order):
        loaded(folder(tmp_path, str(position), person=TELLINGS[name]), tmp_path / "home")
    assert people() == [("p1", "A", "2024-03-01", ""), ("p3", "C", None, "")]


@pytest.mark.django_db
def test_a_row_that_contradicts_a_loaded_one_is_listed(tmp_path):
    loaded(folder(tmp_path, "a", person=TELLINGS["one"]), tmp_path / "home")
    account = loaded(folder(tmp_path, "b", person=TELLINGS["other"]), tmp_path / "home")
    assert (account.n_quarantined, account.exit_code, account.tables) == (2, 1, {"person": 1})
    listed = Path(account.quarantine, "person.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[1] for line in listed] == ["line", "2", "3"]


@pytest.mark.django_db
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=str)
def test_a_tie_in_a_large_table_is_refused_too(tmp_path, order):
    parts = [{"id": ["a", "b"], "days": [3, 4]}, {"id": ["a", "c"], "days": [5, 6]}]
    for position in order:
        place = folder(tmp_path, str(position))
        rows = {
            "id": parts[position]["id"],
            "person": ["p", "p"],
            "held_on": [dt.date(2024, 1, day) for day in parts[position]["days"]],
        }
        pq.write_table(pa.table(rows), place / "dialysis_session.parquet")
        loaded(place, tmp_path / "home")
        loaded(place, tmp_path / "home")
    stored = pa.concat_tables(
        pq.read_table(path) for path in (tmp_path / "home/bulk/dialysis_session").glob("*.parquet")
    )
    assert sorted(stored["source_id"].to_pylist()) == ["b", "c"]


@pytest.mark.django_db
def test_a_reference_that_arrives_later_loses_its_mark(tmp_path):
    home = tmp_path / "home"
    first = loaded(
        folder(tmp_path, "a", transplant="id,recipient,organ_kind,performed_on|t1,p1,kidney,2024-06-30"), home
    )
    assert first.open_references == {"transplant.recipient": 1}
    assert Transplant.objects.for_the_system("marks").get().marks == "unlinked:recipient"
    loaded(folder(tmp_path, "b", person="id,given_name|p1,Ana"), home)
    assert Transplant.objects.for_the_system("marks").get().marks == ""


@pytest.mark.django_db
def test_a_reference_finds_its_row_among_what_was_loaded_before(tmp_path):
    home = tmp_path / "home"
    loaded(folder(tmp_path, "a", person="id,birth_date|p1,2010-01-01"), home)
    later = loaded(
        folder(tmp_path, "b", transplant="id,recipient,organ_kind,performed_on|t1,p1,kidney,2004-06-30"), home
    )
    assert later.open_references == {}
    assert Transplant.objects.for_the_system("marks").get().marks == "before_birth:recipient"


# A kill at any point

LOADING = """
import datetime, pathlib, signal, sys
import django
django.setup()
from graftwatch.desk.loading import load
from graftwatch.records.schema import schema
from graftwatch.site import home
load(pathlib.Path(sys.argv[1]), schema(), home=home.folder(), node_key=b"a key of this test" * 4,
     now=datetime.datetime(2026, 6, 30, 12, tzinfo=datetime.UTC),
     progress=lambda words, share: (print(words, flush=True), words in sys.argv[2:] and signal.pause()))
"""
KILLED_AT = [
    "reading dialysis_session.parquet",
    "reading transplant.csv",
    "following references",
    "staged",
    "loading dialysis_session",
    "loading person",
    "loading transplant",
    "loaded",
]


def environment(home):
    return os.environ | {
        "GRAFTWATCH_HOME": str(home),
        "GRAFTWATCH_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "graftwatch.site.settings.test",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }


@pytest.fixture
def new_home(tmp_path):
    """Gives homes whose database has its tables and no rows."""
    empty = tmp_path / "empty"
    empty.mkdir()
    setup = "import django; django.setup()\nfrom django.core.management import call_command as call\n"
    migrate = [sys.executable, "-c", setup + "call('migrate', verbosity=0)"]
    subprocess.run(migrate, env=environment(empty), check=True)
    return lambda name: shutil.copytree(empty, tmp_path / name)


def run_load(place, home, kill_at=""):
    """To its end, or to where it says that it is at `kill_at`, and there waits: it is not over before we kill."""
    command = [sys.executable, "-c", LOADING, str(place), kill_at]
    process = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True)
    with process:
        for line in process.stdout:
            if line.strip() == kill_at:
                process.send_signal(signal.SIGKILL)
                break
        process.stdout.read()
    return process.wait()


def holdings(home):
    """Everything the records hold, but when it was loaded."""
    found = {}
    with sqlite3.connect(home / "graftwatch.sqlite3") as database:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'records_%'"
        names = [row[0] for row in database.execute(tables)]
        for name in names:
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")') if row[1] != "loaded_at"]
            listed = ", ".join(f'"{column}"' for column in columns)
            found[name] = sorted(map(repr, database.execute(f'SELECT {listed} FROM "{name}"')))
    database.close()
    for path in sorted((home / "bulk").rglob("*.parquet")):
        found[str(path.relative_to(home))] = duckdb.sql(f"SELECT * FROM '{path}' ORDER BY version").fetchall()
    return found


def large_office(tmp_path):
    n = 8_000
    place = folder(
        tmp_path,
        "a",
        person="id,recorded_at,given_name,birth_date|"
        + "|".join(f"p{i},2024-01-01,Name{i},19{i % 90 + 10}-0{i % 9 + 1}-31" for i in range(n)),
        transplant="id,recipient,donor,organ_kind,performed_on|"
        + "|".join(f"t{i},p{i},p{i + 1 if i % 50 else 'x'},kidney,2024-06-{i % 31 + 1:02}" for i in range(n)),
    )
    rows = {
        "id": [f"s{i}" for i in range(n)],
        "person": [f"p{i}" for i in range(n)],
        "held_on": [dt.date(2024, 1, 1)] * n,
    }
    pq.write_table(pa.table(rows), place / "dialysis_session.parquet")
    return place


@pytest.mark.slow
def test_a_load_killed_anywhere_and_run_again_gives_the_same_records_as_an_undisturbed_one(tmp_path, new_home):
    place = large_office(tmp_path)
    undisturbed = new_home("undisturbed")
    assert run_load(place, undisturbed) == 0
    expected = holdings(undisturbed)
    assert len(expected["records_person"]) == 8_000
    assert sum(map(len, expected.values())) > 20_000
    for words in KILLED_AT:
        home = new_home(words.replace(" ", "-"))
        assert run_load(place, home, kill_at=words) == -signal.SIGKILL, words
        assert run_load(place, home) == 0
        assert holdings(home) == expected, words
