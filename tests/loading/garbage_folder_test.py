"""A folder of garbage: check, load and screen end with a clear account and exit code, and lose nothing good."""

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

N_GOOD = 300


@pytest.fixture(scope="module")
def garbage(tmp_path_factory):
    """Good rows everywhere, and between them everything that offices and disks do to files."""
    folder = tmp_path_factory.mktemp("garbage") / "office"
    folder.mkdir()
    people = [f"p{n},2024-01-01,Zoë{n},female,1980-02-{n % 28 + 1:02}" for n in range(N_GOOD)]
    people.insert(10, 'q1,2024-01-01,"Wolkenstein,female,1980-02-01')
    people.insert(40, "q2,2024-01-01,Bo,female,1980-06-31")
    people.insert(60, "q3,2024-01-01,Bo,female,yesterday,and,more,cells")
    people.insert(80, f"q4,2024-01-01,{'x' * (2 << 20)},female,1980-02-01")
    people += ["p1,2024-01-01,Anders,female,1980-02-02", "p2,2024-01-01,Zoë2,female,1980-02-03"]
    content = "\n".join(["id,recorded_at,given_name,sex,birth_date", *people]).encode()
    (folder / "person.csv").write_bytes(content + b"\nq5,2024-01-01,\xff\xfe\xfd,female,1980-02-01\nq6,\0\0,,,\n")
    transplants = [f"t{n};p{n};kidney;{n % 28 + 1}/06/2024" for n in range(N_GOOD)]
    transplants += ["u1;p1;kidney;31/06/2024", "u2;p1;toaster;01/06/2024", ";p1;kidney;01/06/2024", "Total;;;"]
    text = "\n".join(["id;recipient;organ_kind;performed_on", *transplants])
    (folder / "transplant.csv").write_bytes(text.encode("utf-16"))
    with (folder / "death.csv").open("wb") as file:
        file.write(b"id,person,died_on\nd1,p1,2024-07-01\nd2,p2,")
        for _ in range(1024):
            file.write(b"9" * (1 << 20))
        file.write(b"\nd3,p3,2024-07-02\n")
    book = openpyxl.Workbook()
    for n in range(2000):
        book.active.append([n, f"name {n}"])
    book.save(folder / "licence.xlsx")
    (folder / "licence.xlsx").write_bytes((folder / "licence.xlsx").read_bytes()[:5000])
    (folder / "payment.parquet").write_bytes(b"PAR1 and no more")
    (folder / "facility.csv").write_bytes(bytes(range(256)) * 50)
    (folder / "organ.csv").write_bytes(b"")
    (folder / "notes.txt").write_text("call them back\n", "utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    yield folder
    shutil.rmtree(folder)


def graftwatch(home, *words):
    home.mkdir(exist_ok=True)
    environment = os.environ | {"GRAFTWATCH_HOME": str(home), "GRAFTWATCH_DATABASE": ""}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "graftwatch.site.cli", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def reckoned():
    """Seconds that processes of ours have reckoned so far: a busy machine makes a minute on the clock of them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_check_says_what_became_of_each_file_and_stores_nothing(garbage, tmp_path):
    before = reckoned()
    run = graftwatch(tmp_path / "home", "check", garbage, "--quarantine", tmp_path / "lists")
    assert reckoned() - before < 60
    assert run.returncode == 1, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    # p1 is told twice in two ways: both tellings wait in quarantine
    assert (
        f"person.csv → person: {N_GOOD + 8:,} rows read, {N_GOOD} good, 1 the same twice, 7 in quarantine" in run.stdout
    )
    assert f"transplant.csv → transplant: {N_GOOD + 4:,} rows read, {N_GOOD} good, 4 in quarantine" in run.stdout
    assert "death.csv → death: 3 rows read, 2 good, 1 in quarantine" in run.stdout
    for file in ("licence.xlsx", "payment.parquet", "facility.csv", "organ.csv", "notes.txt"):
        assert f"{file}: " in run.stdout
    said = {path.name: path.read_text("utf-8") for path in (tmp_path / "lists").glob("*.csv")}
    assert "a line of 1024 MiB or more" in said["death.csv"]
    assert "death.csv,3," in said["death.csv"]
    for words in ("Wolkenstein", "yesterday", "toaster", "Anders"):
        assert words not in run.stdout + run.stderr + "".join(said.values())
    assert not [file for file in (tmp_path / "home").glob("*.sqlite3") if file.stat().st_size]


def test_load_keeps_every_good_row(garbage, tmp_path):
    home = tmp_path / "home"
    run = graftwatch(home, "load", garbage)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    with sqlite3.connect(home / "graftwatch.sqlite3") as database:
        counts = [
            database.execute(f"SELECT count(*) FROM records_{name}").fetchone()[0]
            for name in ("person", "transplant", "death")
        ]
    database.close()
    assert counts == [N_GOOD, N_GOOD, 2]


def test_screen_ends_with_a_report_on_the_good_rows(garbage, tmp_path):
    run = graftwatch(tmp_path / "home", "screen", garbage, "--out", tmp_path / "out")
    assert run.returncode in (0, 1), run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    manifest = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    assert manifest["tables"]["transplant"]["rows"] == N_GOOD
    assert list((tmp_path / "out/quarantine").glob("*.csv"))


def test_a_folder_with_nothing_readable_ends_with_2(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "person.csv").write_bytes(b"\0" * 1000)
    run = graftwatch(tmp_path / "home", "check", tmp_path / "in")
    assert run.returncode == 2, run.stdout + run.stderr


@pytest.mark.parametrize("verb", ["check", "load", "map"])
def test_a_folder_that_is_not_there_ends_with_2_and_a_sentence(tmp_path, verb):
    run = graftwatch(tmp_path / "home", verb, tmp_path / "nowhere")
    assert (run.returncode, "There is no folder 'nowhere'." in run.stderr) == (2, True), run.stdout + run.stderr
