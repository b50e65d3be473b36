"""What watching may have cost: a field that went blank and visits that stopped are told, and nobody with them."""

import datetime as dt
import json

import duckdb
import pyarrow.parquet as pq
import pytest
from django.test import override_settings

from graftwatch.apps.screening import harm_words
from graftwatch.apps.screening.gifts import gifts_for_report
from graftwatch.apps.screening.harm import NO_ANSWER, back, harm, rounded
from graftwatch.apps.screening.plan import Plan
from graftwatch.apps.screening.screen import screen
from graftwatch.desk.snapshots import Snapshot
from graftwatch.desk.snapshots.taking import SnapshotTable
from graftwatch.indicators import all_indicators
from graftwatch.indicators.availability import Availability
from graftwatch.records.schema import schema
from graftwatch.testing import draw, home_in, sit, write_folder

LIVE, AS_OF = dt.date(2024, 7, 10), dt.date(2025, 9, 30)
HEAD = """
    living_donor_assessment
    id | donor | recipient | organ | facility | opened_on | relationship | surgery_planned_on

    follow_up
    id | person | role | facility | visited_on | creatinine

    transplant
    id | donor | recipient | relationship | performed_on | donor_type | organ_kind | facility

    person
    id | sex

    facility
    id | kind | ownership
    F-1 | transplant_centre | public
"""


def office(*, relationship_since="friend", n_visits_since=20, n_files=20):
    """A centre that opens as many files each month from July 2023 to September 2025; live in July 2024."""
    files, visits = [], []
    for n in range(27):
        month = back(dt.date(2025, 9, 1), 26 - n)
        said = relationship_since if month > LIVE else "friend"
        for i in range(n_files):
            files.append(f"N-{n}-{i} | d{n}-{i} | r{n}-{i} | kidney | F-1 | {month:%Y-%m}-05 | {said} | -")
        for i in range(n_visits_since if month > LIVE else 20):
            visits.append(f"v{n}-{i} | r{n}-{i} | recipient | F-1 | {month:%Y-%m}-06 | 1")
    gifts = [f"t{i} | d0-{i} | r0-{i} | spouse | 2024-03-04 | living | kidney | F-1" for i in range(20)]
    people = [f"d0-{i} | female" for i in range(20)] + [f"r0-{i} | male" for i in range(20)]
    picture = HEAD
    for after, lines in (
        ("surgery_planned_on\n", files),
        ("visited_on | creatinine\n", visits),
        ("organ_kind | facility\n", gifts),
        ("id | sex\n", people),
    ):
        picture = picture.replace(after, after + "".join(f"    {line}\n" for line in lines))
    return picture + "\n"


@pytest.fixture
def home(tmp_path):
    with override_settings(GRAFTWATCH_HOME=home_in(tmp_path)):
        yield tmp_path


READS = {
    "living_donor_assessment": frozenset({"relationship", "opened_on", "surgery_planned_on"}),
    "follow_up": frozenset({"creatinine"}),
}
PLAN = Plan(
    questions=(all_indicators()["LD-27"],),
    clearings=(),
    lists=(),
    assessed={"LD-27": Availability("LD-27", "asked", reads=READS)},
    reads={},
)


def told(folder, picture, *, live_from=LIVE, as_of=AS_OF):
    """What is counted of a snapshot that one question reads."""
    folder.mkdir(exist_ok=True)
    held = {}
    for name, rows in draw(picture).items():
        pq.write_table(rows, folder / f"{name}.parquet")
        own = tuple(column for column in rows.column_names if column in schema()[name].by_name)
        held[name] = SnapshotTable(rows.num_rows, own, "", None, None)
    return harm(duckdb.connect(), Snapshot(folder, as_of, held), schema(), PLAN, live_from)


def of(counted, column):
    (found,) = [each for each in counted["fields"] if each["column"] == column]
    return found


def kinds(counted):
    return {each["kind"]: each for each in counted["kinds"]}


def test_a_field_that_went_blank_is_told_with_the_questions_that_read_it(tmp_path):
    counted = told(tmp_path, office(relationship_since="-"))
    assert counted["live_from"] == "2024-07-10"
    assert (counted["before"], counted["since"]) == (["2022-07-01", "2024-06-01"], ["2024-08-01", "2025-09-01"])
    assert of(counted, "relationship") == {
        "table": "living_donor_assessment",
        "column": "relationship",
        "before": 100,
        "since": 0,
        "p": 0.001,
        "asks": True,
        "read_by": ["LD-27"],
    }


def test_a_column_that_every_row_must_have_or_that_no_question_reads_is_not_watched(tmp_path):
    watched = {each["column"] for each in told(tmp_path, office())["fields"]}
    assert watched == {"relationship", "surgery_planned_on", "creatinine"}


def test_visits_that_stopped_are_told_and_files_that_did_not_ask_nothing(tmp_path):
    found = kinds(told(tmp_path, office(n_visits_since=11)))
    assert [found["follow_up"][name] for name in ("before", "since", "asks")] == [20.0, 11.0, True]
    assert not found["living_donor_assessment"]["asks"]


def test_a_month_without_visits_counts_as_a_month(tmp_path):
    found = kinds(told(tmp_path, office(n_visits_since=0)))
    assert [found["follow_up"][name] for name in ("since", "asks")] == [0.0, True]


def test_where_nothing_changed_nothing_is_asked_and_the_same_snapshot_tells_the_same(tmp_path):
    first, second = (told(tmp_path / name, office()) for name in ("one", "two"))
    assert first == second
    assert first["fields"]
    assert not [each for each in (*first["fields"], *first["kinds"]) if each["asks"]]


@pytest.mark.parametrize("code", NO_ANSWER)
def test_a_code_that_is_no_answer_is_as_blank_as_a_blank(tmp_path, code):
    assert of(told(tmp_path, office(relationship_since=code)), "relationship")["asks"]


def test_what_does_not_apply_is_an_answer(tmp_path):
    assert not of(told(tmp_path, office(relationship_since="not_applicable")), "relationship")["asks"]


def test_fresh_rows_are_left_out_of_fields_because_they_are_still_being_filled_in(tmp_path):
    fresh = office().replace("2025-08-05 | friend", "2025-08-05 | -").replace("2025-09-05 | friend", "2025-09-05 | -")
    counted = told(tmp_path, fresh)
    assert counted["fields_since"] == ["2024-08-01", "2025-05-01"]
    assert of(counted, "relationship")["since"] == 100


def test_a_month_that_is_not_over_does_not_count(tmp_path):
    last, day_before = (told(tmp_path, office(), as_of=dt.date(2025, 9, day))["since"][1] for day in (30, 29))
    assert (last, day_before) == ("2025-09-01", "2025-08-01")


def test_a_share_from_which_a_small_number_could_be_worked_out_is_hidden_and_still_asks(tmp_path):
    few = office(n_files=3, relationship_since="-").replace("2024-03-05 | friend", "2024-03-05 | -")
    hidden = of(told(tmp_path, few), "relationship")
    assert [hidden[name] for name in ("before", "since", "p", "asks")] == [None, None, None, True]


def test_a_small_number_of_visits_is_hidden(tmp_path):
    few = "\n".join(line for line in office(n_visits_since=1).splitlines() if not line.strip().startswith("v2"))
    assert kinds(told(tmp_path, few))["follow_up"]["since"] is None


def test_where_nobody_said_since_when_nothing_is_counted_and_the_sentence_names_the_option(tmp_path):
    counted = told(tmp_path, office(), live_from=None)
    assert (counted["live_from"], counted["fields"], counted["kinds"]) == (None, [], [])
    said = harm_words.shown(counted)["why_not"]
    assert "Nobody said since when these records are read" in said
    assert "--live-from" in said


def test_with_no_whole_month_since_there_is_nothing_to_compare_and_the_section_says_so(tmp_path):
    counted = told(tmp_path, office(), live_from=dt.date(2025, 9, 3))
    assert "There are not yet enough whole months" in harm_words.shown(counted)["why_not"]


def test_a_whole_run_prints_it_and_its_manifest_holds_nobody(home):
    named = office(relationship_since="-").replace("id | sex\n", "id | sex | family_name\n")
    named = named.replace("| female\n", "| female | Zzyzxova\n").replace("| male\n", "| male | Qwyjibo\n")
    assert "Zzyzxova" in named
    folder = write_folder(named, home / "office")
    options = {"live_from": LIVE, "today": AS_OF, "trials": 5}
    manifest = screen(folder=folder, out=home / "out", **options).manifest
    assert of(manifest["harm"], "relationship")["asks"]
    assert set(of(manifest["harm"], "relationship")["read_by"]) <= manifest["answers"].keys()
    report = (home / "out" / "report.html").read_text()
    for words in (
        "What watching may have cost",
        "What to do: ask the office why the field is left blank",
        "a holiday, an epidemic, a new form",
        "share that women gave",
        "says nothing about a pair",
    ):
        assert words in report
    written = json.dumps([manifest["harm"], manifest["observatory"]])
    for never in ("Zzyzxova", "Qwyjibo", "N-0-1", "d0-1", "r0-1", "F-1"):
        assert never not in written


def test_an_older_run_says_that_it_is_older():
    assert "older than the count" in harm_words.shown(None)["why_not"]


def gifts(picture):
    tables = sit(picture).tables
    return gifts_for_report(tables, 2020, 2024)


def test_who_gives_to_whom_is_counted_by_relationship_and_direction():
    (table,) = gifts(office())
    assert table["rows"][0] == ["Husband or wife", "20", "0", "0", "0", "0", "20", "100% (83%–100%)"]


def test_a_few_gifts_are_hidden_and_no_share_is_told_of_them():
    (table,) = gifts("\n".join(line for line in office().splitlines() if not line.strip().startswith(("t1", "t2"))))
    assert [table["rows"][0][place] for place in (1, -1)] == ["·", "·"]


def test_where_no_living_donor_gave_there_is_no_such_table():
    assert gifts(office().replace("| living |", "| deceased |")) == []


def test_without_transplants_there_is_no_such_table():
    assert gifts(office().split("    transplant")[0]) == []


def test_a_p_value_is_told_in_steps():
    assert [rounded(p) for p in (1e-9, 0.001, 0.0011, 0.04, 0.6)] == [0.001, 0.001, 0.01, 0.05, 1.0]


def test_months_are_counted_back_over_the_new_year():
    assert back(dt.date(2026, 2, 1), 3) == dt.date(2025, 11, 1)
    assert back(dt.date(2025, 12, 1), -1) == dt.date(2026, 1, 1)
