"""One run from an office's folder to its report: three things that never mix, and nobody named."""

import json

import pyarrow.parquet as pq
import pytest
from django.test import override_settings

from graftwatch.apps.screening.report import render_report
from graftwatch.apps.screening.run import RunStoppedError
from graftwatch.apps.screening.screen import screen
from graftwatch.apps.screening.writing import NotARunFolderError
from graftwatch.testing import home_in, write_folder

OFFICE = """
    person
    id   | given_name | family_name | sex    | residency
    p-1  | Ana        | Zzyzxova    | female | resident
    p-2  | Bo         | Qwyjibo     | male   | resident

    living_donor_assessment
    id       | donor | recipient | organ  | facility | opened_on  | relationship
    N-2025-1 | p-4   | p-5       | kidney | F-1      | 2025-03-01 | cousin
    N-2025-2 | p-6   | p-7       | kidney | F-1      | 2025-05-01 | friend

    contact_point
    id | assessment | role        | capacity | phone          | noted_on
    c1 | N-2025-1   | next_of_kin | private  | +999 555 01 23 | 2025-03-01
    c2 | N-2025-2   | emergency   | private  | 0999 555 01 23 | 2025-05-01

    kinship_claim
    id | donor | recipient | assessment | submission | submitted_on | told_to | relationship | how_met
    k1 | p-4   | p-5       | N-2025-1   | 1          | 2025-03-01   | board   | friend       | neighbours
    k2 | p-4   | p-5       | N-2025-1   | 2          | 2025-06-01   | board   | cousin       | family

    waiting_list_entry
    id     | person | organ  | listed_on  | facility | residency_at_listing
    W-0001 | p-1    | kidney | 2024-01-01 | F-1      | resident
    W-0002 | p-2    | kidney | 2024-02-01 | F-1      | resident

    waiting_list_event
    id      | entry  | kind    | reason            | effective_on
    W-0001b | W-0001 | removed | unable_to_contact | 2025-01-01
    W-0002b | W-0002 | removed | died              | 2025-02-01

    dispensing
    id  | person | medicine | dispensed_on | days_supplied
    d-0 | p-3    | L04AD02  | 2023-01-01   | 90
    d-1 | p-1    | L04AD02  | 2025-06-01   | 90
    d-2 | p-1    | L04AA06  | 2025-06-01   | 90
    d-3 | p-1    | L04AD02  | 2025-09-01   | 90
    d-4 | p-1    | L04AA06  | 2025-09-01   | 90

    transplant
    id  | recipient | organ_kind | performed_on | donor_type | facility
    T-1 | p-3       | kidney     | 2022-12-01   | deceased   | F-1

    death
    id | person | died_on
    t1 | p-2    | 2025-02-01

    facility
    id  | name       | kind              | ownership
    F-1 | Centre One | transplant_centre | public
"""


@pytest.fixture
def home(tmp_path):
    with override_settings(GRAFTWATCH_HOME=home_in(tmp_path)):
        yield tmp_path


def run(home, picture=OFFICE, **options):
    folder = write_folder(picture, home / "office")
    return screen(folder=folder, out=home / "out", **options)


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A place with one run of the office that many tests only read, and what the run said."""
    place = tmp_path_factory.mktemp("done")
    with override_settings(GRAFTWATCH_HOME=home_in(place)):
        return place, run(place)


def test_a_folder_becomes_leads_lists_and_what_could_not_be_asked(done):
    home, result = done
    told = json.loads((home / "out" / "leads.json").read_text())
    assert [(lead["kind"], lead["label"]) for lead in told["leads"]] == [("pair", "N-2025-1")]
    assert {finding["code"] for finding in told["leads"][0]["findings"]} == {"HO-01", "LD-27"}
    assert set(told["leads"][0]["sources"]) == {"board", "care"}
    assert result.manifest["answers"]["FI-01"]["status"] == "not asked"
    assert result.manifest["unlocks"][0]["questions"]
    assert (home / "out" / "reconcile" / "departure_unexplained.csv").exists()


def test_a_journey_alone_is_a_record_to_mend_and_no_lead(done):
    home, result = done
    assert result.manifest["answers"]["PT-03"]["n_findings"] == 1
    assert result.manifest["answers"]["WL-01"]["n_findings"] == 1
    leads = json.loads((home / "out" / "leads.json").read_text())["leads"]
    assert not [lead for lead in leads if lead["kind"] == "recipient"]
    assert "dispensing" in (home / "out" / "reconcile" / "graft_unexplained.csv").read_text("utf-8-sig")


def test_the_same_folder_gives_the_same_fingerprint_leads_and_findings(home):
    first = run(home)
    leads = (home / "out" / "leads.json").read_bytes()
    findings = pq.read_table(home / "out" / "findings.parquet")
    second = run(home)
    assert first.manifest["fingerprint"] == second.manifest["fingerprint"]
    assert (home / "out" / "leads.json").read_bytes() == leads
    assert pq.read_table(home / "out" / "findings.parquet") == findings


def test_no_file_of_a_run_names_anyone(done):
    home, _result = done
    for path in (home / "out").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Zzyzxova" not in content, path
            assert b"Qwyjibo" not in content, path


def test_the_report_prints_innocent_readings_and_never_calls_anything_clean(done):
    home, _result = done
    report = (home / "out" / "report.html").read_text()
    assert "It may also be" in report
    assert "Ask first" in report
    assert "clean" not in report.lower()
    assert "<script" not in report
    assert 'src="http' not in report


def test_the_report_is_written_in_each_of_the_six_languages(done):
    home, _result = done
    manifest, told = (json.loads((home / "out" / name).read_text("utf-8")) for name in ("manifest.json", "leads.json"))
    for language in ("ar", "zh-hans", "en", "fr", "ru", "es"):
        report = render_report(manifest, told, language)
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in report
        assert ("It may also be" in report) == (language == "en")


def test_the_report_is_written_from_right_to_left_in_arabic(home):
    run(home, language="ar")
    assert 'dir="rtl"' in (home / "out" / "report.html").read_text()


def test_a_small_count_is_not_printed(done):
    home, _result = done
    assert "fewer than 11" in (home / "out" / "report.html").read_text()


def test_a_row_that_cannot_be_read_waits_in_the_runs_quarantine(home):
    broken = OFFICE.replace(
        "2025-01-01\n    W-0002b", "2025-01-01\n    W-0003b | W-0001 | removed | other | 2025-06-31\n    W-0002b"
    )
    result = run(home, broken)
    assert sum(file["n_quarantined"] for file in result.manifest["intake"]["files"]) == 1
    assert [path.name for path in (home / "out" / "quarantine").iterdir()] == ["waiting_list_event.csv"]


def test_a_folder_that_holds_something_else_is_not_overwritten(home):
    (home / "out").mkdir()
    (home / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(NotARunFolderError, match="--out"):
        run(home)
    assert (home / "out" / "thesis.txt").read_text() == "mine"


def test_two_runs_of_one_name_keep_their_snapshots_apart(home):
    folder = write_folder(OFFICE, home / "office")
    for place in ("one", "two"):
        screen(folder=folder, out=home / place / "run")
    assert len(list((home / "home" / "snapshots").glob("run-*"))) == 2


def test_a_run_that_is_stopped_writes_nothing(home):
    with pytest.raises(RunStoppedError):
        run(home, should_stop=lambda: True)
    assert not (home / "out").exists()
