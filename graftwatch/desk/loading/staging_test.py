"""A folder staged: what is read and how, what is held back, what is marked, and who is who."""

import csv
import datetime as dt

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graftwatch.desk.loading import stage
from graftwatch.desk.loading.identity import row_id
from graftwatch.errors import GraftwatchError
from graftwatch.records.schema import schema

KEY = b"a key of this test" * 4
TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "office"
    place.mkdir()
    return place


def staged(folder, **settings):
    """The account, the staged rows by table and source id (lists), and the quarantine as a list of rows."""
    out = folder.parent / "out"
    account = stage(folder, schema(), out, node_key=KEY, today=TODAY, **settings)
    tables = {path.stem: pq.read_table(path).to_pylist() for path in (out / "staged").glob("*.parquet")}
    lost = []
    for path in sorted((out / "quarantine").glob("*.csv")):
        lost += list(csv.DictReader(path.read_text("utf-8").splitlines()))
    return account, tables, lost


def by_number(rows):
    return {row["source_id"]: row for row in rows}


def test_a_template_folder_becomes_typed_rows_with_keys_that_match(folder):
    (folder / "person.csv").write_text(
        "id,recorded_at,given_name,sex,birth_date\np1,2024-01-01T10:00:00+02:00,Ana,female,1980-02-28\n", "utf-8"
    )
    (folder / "transplant.csv").write_text("id,recipient,organ_kind,performed_on\nt1,p1,Kidney,2024-06-30\n", "utf-8")
    account, tables, lost = staged(folder)
    (person,), (transplant,) = tables["person"], tables["transplant"]
    assert person["id"] == row_id(KEY, "office", "person", "p1") == transplant["recipient"]
    assert person["recorded_at"] == dt.datetime.fromisoformat("2024-01-01T08:00")
    assert person["birth_date"] == dt.date(1980, 2, 28)
    assert transplant["organ_kind"] == "kidney"
    assert (person["file"], person["line"], person["marks"]) == ("person.csv", 2, "")
    assert (account.exit_code, lost, account.open_references) == (0, [], {})
    assert account.present["person"] | {"": 1, "birth_date": 1, "phone": 0} == account.present["person"]


def test_the_engine_and_python_cut_the_same_keys(folder):
    (folder / "person.csv").write_text("id,given_name\nžluťoučký kůň,Ana\n", "utf-8")
    _, tables, _ = staged(folder)
    assert tables["person"][0]["id"] == row_id(KEY, "office", "person", "žluťoučký kůň")


def test_a_day_that_does_not_exist_holds_back_a_row_that_needs_it_and_empties_a_cell_that_does_not(folder):
    (folder / "person.csv").write_text("id,birth_date\np1,1980-06-31\n", "utf-8")
    (folder / "transplant.csv").write_text(
        "id,recipient,organ_kind,performed_on\nt1,p1,kidney,2024-06-31\nt2,p1,kidney,2024-06-30\n", "utf-8"
    )
    account, tables, lost = staged(folder)
    assert list(by_number(tables["transplant"])) == ["t2"]
    assert tables["person"][0]["birth_date"] is None
    assert tables["person"][0]["marks"] == "unreadable:birth_date"
    assert [(row["file"], row["line"], row["column"], row["value_class"]) for row in lost] == [
        ("person.csv", "2", "person.birth_date", "a day that does not exist"),
        ("transplant.csv", "2", "transplant.performed_on", "a day that does not exist"),
    ]
    assert [row["outcome"] for row in lost] == ["row kept, cell empty", "row in quarantine"]
    assert account.exit_code == 1


def test_no_list_repeats_a_value(folder):
    secret = "Wolkenstein"
    (folder / "person.csv").write_text(
        f"id,sex,birth_date,nationality\n{secret * 20},x,{secret},{secret}\np2,{secret},3{secret},\n,{secret},,\n",
        "utf-8",
    )
    account, _, lost = staged(folder)
    assert lost
    assert secret not in str(lost)
    assert secret not in str(account)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-06-03", dt.date(2024, 6, 3)),
        ("2024-06-03 11:12:13", dt.date(2024, 6, 3)),
        ("3/6/2024", dt.date(2024, 6, 3)),
        ("03.06.2024", dt.date(2024, 6, 3)),
        ("03-06-2024 00:00", dt.date(2024, 6, 3)),
        ("3. 6. 2024", dt.date(2024, 6, 3)),
        ("3/6/24", dt.date(2024, 6, 3)),
        ("3/6/74", dt.date(1974, 6, 3)),
        ("2024/6/3", dt.date(2024, 6, 3)),
        ("20240603", dt.date(2024, 6, 3)),
        ("45446", dt.date(2024, 6, 3)),
        ("45446.5", dt.date(2024, 6, 3)),
        ("3-Jun-2024", dt.date(2024, 6, 3)),
        ("3 June 2024", dt.date(2024, 6, 3)),
        ("٣/٦/٢٠٢٤", dt.date(2024, 6, 3)),
        ("31/06/2024", None),
        ("2024", None),
        ("June 2024", None),
        ("0000-01-01", None),
        ("yesterday", None),
        ("infinity", None),
    ],
    ids=str,
)
def test_days_are_read_as_offices_write_them(folder, text, day):
    (folder / "person.csv").write_text(f"id;birth_date\np1;{text}\n", "utf-8")
    _, tables, lost = staged(folder)
    assert tables["person"][0]["birth_date"] == day
    assert len(lost) == (day is None)


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("88.4", ".", 88.4),
        ("88,4", ",", 88.4),
        ("1.088,4", ",", 1088.4),
        ("1,088.4", ".", 1088.4),
        ("1 088,4", ",", 1088.4),
        ("1'088.4", ".", 1088.4),
        ("1.088", ",", 1088.0),
        ("88.4", ",", 88.4),
        ("88,4", ".", None),
        ("1e400", ".", None),
        ("nan", ".", None),
        ("high", ".", None),
    ],
    ids=str,
)
def test_numbers_are_read_in_the_file_s_manner(folder, text, decimal, value):
    (folder / "visits.csv").write_text(f"no;patient;day;crea\nf1;p1;2024-06-03;{text}\n", "utf-8")
    (folder / "mapping.toml").write_text(
        f"""source = "ward"
[[file]]
name = "visits.csv"
decimal = "{decimal}"
[[file.table]]
table = "follow_up"
key = "no"
columns = {{person = "patient", visited_on = "day", creatinine = "crea"}}
""",
        "utf-8",
    )
    _, tables, _ = staged(folder)
    assert tables["follow_up"][0]["creatinine"] == value


def test_the_same_row_twice_is_one_row_and_counted(folder):
    (folder / "person.csv").write_text("id,given_name\np1,Ana\np1,Ana\n", "utf-8")
    (folder / "person_2.csv").write_text("id,given_name\np1,Ana\n", "utf-8")
    account, tables, _ = staged(folder)
    assert len(tables["person"]) == 1
    assert [file.n_duplicates for file in account.files] == [1, 1]
    assert account.exit_code == 0


def test_a_later_telling_is_a_new_version_and_a_tie_holds_back_both(folder):
    (folder / "person.csv").write_text(
        "id,recorded_at,given_name\np1,2024-01-01,Ana\np1,2024-02-01,Anna\np2,2024-01-01,Bo\np2,2024-01-01,Bob\np3,,C\n",
        "utf-8",
    )
    account, tables, lost = staged(folder)
    assert sorted(row["given_name"] for row in tables["person"]) == ["Ana", "Anna", "C"]
    assert [(row["line"], row["value_class"]) for row in lost] == [
        ("4", "another row of this number"),
        ("5", "another row of this number"),
    ]
    assert account.n_quarantined == 2


def test_what_is_implausible_is_kept_and_marked(folder):
    (folder / "person.csv").write_text(
        "id,birth_date\nold,1901-06-01\ndefault,1900-01-01\nahead,2027-01-01\nlate,2010-01-01\n", "utf-8"
    )
    (folder / "licence.csv").write_text("id,facility,valid_from,valid_to\nl1,,2024-01-01,2023-01-01\n", "utf-8")
    (folder / "transplant.csv").write_text(
        "id,recipient,donor,organ_kind,performed_on\nt1,late,ghost,kidney,2005-05-05\n", "utf-8"
    )
    account, tables, _ = staged(folder)
    people = by_number(tables["person"])
    assert {number: row["marks"] for number, row in people.items()} == {
        "old": "age_over_110:birth_date",
        "default": "default_date:birth_date",
        "ahead": "future:birth_date",
        "late": "",
    }
    assert tables["licence"][0]["marks"] == "end_before_start:valid_to missing:facility"
    assert tables["transplant"][0]["marks"] == "before_birth:recipient unlinked:donor"
    assert account.open_references == {"transplant.donor": 1}
    assert account.exit_code == 0


def test_a_line_that_says_nothing_a_row_must_say_is_no_row(folder):
    (folder / "transplant.csv").write_text(
        "id,recipient,organ_kind,performed_on\nt1,p1,kidney,2024-01-01\nTotal,,,\n,,,\n,p9,kidney,2024-01-01\n", "utf-8"
    )
    account, tables, lost = staged(folder)
    assert list(by_number(tables["transplant"])) == ["t1"]
    assert [row["line"] for row in lost] == ["3", "5"]
    assert account.files[0].n_read == 3


def test_a_heading_repeated_further_down_is_no_row(folder):
    (folder / "person.csv").write_text("id,given_name\np1,Ana\nid,given_name\np2,Bo\n", "utf-8")
    account, tables, lost = staged(folder)
    assert sorted(by_number(tables["person"])) == ["p1", "p2"]
    assert (account.exit_code, lost) == (0, [])


def test_text_longer_than_its_field_is_no_surprise_for_the_database(folder):
    (folder / "person.csv").write_text(f"id,nationality,given_name\np1,Atlantis,{'x' * 201}\n", "utf-8")
    _, tables, lost = staged(folder)
    assert (tables["person"][0]["nationality"], tables["person"][0]["given_name"]) == (None, None)
    assert [row["value_class"] for row in lost] == ["more than 200 characters", "more than 2 characters"]


def test_typed_parquet_is_taken_as_it_is(folder):
    rows = pa.table(
        {
            "id": ["s1", "s2"],
            "recorded_at": [dt.datetime.fromisoformat("2024-06-04"), None],
            "person": ["p1", "p1"],
            "held_on": [dt.date(2024, 6, 3), dt.date(2024, 6, 5)],
            "at_home": [True, None],
        }
    )
    pq.write_table(rows, folder / "dialysis_session.parquet")
    account, tables, _ = staged(folder)
    session = by_number(tables["dialysis_session"])["s1"]
    assert session["held_on"] == dt.date(2024, 6, 3)
    assert session["recorded_at"] == dt.datetime.fromisoformat("2024-06-04")
    assert session["at_home"] == "yes"
    assert account.open_references == {"dialysis_session.person": 2}


def test_large_tables_refer_to_the_same_ids_as_small_ones(folder):
    rows = pa.table(
        {
            "id": [str(n) for n in range(60_000)],
            "person": [f"p{n % 7}" for n in range(60_000)],
            "held_on": [dt.date(2024, 6, 3)] * 60_000,
        }
    )
    pq.write_table(rows, folder / "dialysis_session.parquet")
    _, tables, _ = staged(folder)
    assert {row["person"] for row in tables["dialysis_session"]} == {
        row_id(KEY, "office", "person", f"p{n}") for n in range(7)
    }


def test_the_version_of_a_row_does_not_depend_on_file_line_or_marks(folder):
    (folder / "person.csv").write_text("id,given_name\np1,Ana\n", "utf-8")
    _, first, _ = staged(folder)
    (folder / "person.csv").unlink()
    (folder / "person_b.csv").write_text("given_name;id;phone\n;;\nAna;p1;\n", "utf-8")
    _, second, _ = staged(folder)
    assert first["person"][0]["version"] == second["person"][0]["version"]


def test_a_file_nobody_spoke_of_is_named_and_the_others_are_read(folder):
    (folder / "list.csv").write_text("a,b\n1,2\n", "utf-8")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04nothing")
    (folder / "person.csv").write_text("id,given_name\np1,Ana\n", "utf-8")
    account, tables, lost = staged(folder)
    assert list(tables) == ["person"]
    assert [file.file for file in account.files if file.problem] == ["broken.xlsx", "list.csv"]
    assert [row["file"] for row in lost] == ["broken.xlsx", "list.csv"]
    assert account.exit_code == 1


def test_a_sheet_without_the_heading_that_numbers_its_rows_is_not_read_and_nothing_in_it_is_repeated(folder):
    (folder / "list.csv").write_text("Wolkenstein;Ana\nMeier;Bo\n", "utf-8")
    (folder / "mapping.toml").write_text(
        "[[file]]\nname = 'list.csv'\n[[file.table]]\ntable = 'person'\nkey = 'No'\ncolumns = {given_name = 'Name'}\n",
        "utf-8",
    )
    account, _, lost = staged(folder)
    assert "No numbers the rows, and there is no such heading" in account.files[0].problem
    assert "Wolkenstein" not in str(account) + str(lost)


def test_nothing_readable_ends_with_2(folder):
    (folder / "list.csv").write_text("a,b\n1,2\n", "utf-8")
    assert staged(folder)[0].exit_code == 2


@pytest.mark.parametrize("name", ["nowhere", "."], ids=["no folder", "no tables"])
def test_a_folder_without_tables_is_said(folder, name):
    with pytest.raises(GraftwatchError):
        staged(folder / name)


def test_one_sheet_may_feed_several_tables_and_people_told_in_passing_are_completed(folder):
    (folder / "tx_2026-05.csv").write_text(
        "No;Patient;Name;Sex;Date;Organ\n"
        "1;17;Ana;F;03/06/2024;Niere\n"
        "2;17;Ana;;05/07/2025;Niere\n"
        "3;18;Bo;M;31/06/2024;Niere\n"
        "4;19;Cy;9;01/02/2024;Leber\n",
        "utf-8",
    )
    (folder / "mapping.toml").write_text(
        """source = "renal office"
[[file]]
name = "tx_*.csv"
recorded = "file name"
[[file.table]]
table = "transplant"
key = "No"
[file.table.columns]
recipient = "Patient"
performed_on = "Date"
organ_kind = "Organ"
donor_type = {value = "living"}
[file.table.codes.organ_kind]
NIERE = "kidney"
leber = "liver"
[[file.table]]
table = "person"
key = "Patient"
inline = true
[file.table.columns]
given_name = "Name"
sex = {column = "Sex", unknown = ["9"]}
[file.table.codes.sex]
F = "female"
M = "male"
""",
        "utf-8",
    )
    account, tables, lost = staged(folder)
    people, transplants = by_number(tables["person"]), by_number(tables["transplant"])
    assert {number: (row["given_name"], row["sex"]) for number, row in people.items()} == {
        "17": ("Ana", "female"),
        "18": ("Bo", "male"),
        "19": ("Cy", None),
    }
    assert {number: row["organ_kind"] for number, row in transplants.items()} == {
        "1": "kidney",
        "2": "kidney",
        "4": "liver",
    }
    assert {row["recipient"] for row in transplants.values()} <= {row["id"] for row in people.values()}
    assert people["17"]["recorded_at"] == dt.datetime.fromisoformat("2026-05-31")
    assert transplants["1"]["donor_type"] == "living"
    assert [row["line"] for row in lost] == ["4"]
    assert account.open_references == {}


def test_a_run_that_was_cut_off_does_not_read_finished_files_again(folder):
    (folder / "person.csv").write_text("id,given_name\np1,Ana\n", "utf-8")
    (folder / "transplant.csv").write_text("id,recipient,organ_kind,performed_on\nt1,p1,kidney,2024-01-01\n", "utf-8")

    class CutOffError(Exception):
        pass

    def stop(words, share):
        if words == "comparing rows":
            raise CutOffError

    with pytest.raises(CutOffError):
        staged(folder, progress=stop)
    work = folder.parent / "out" / "work"
    kept = {path: path.stat().st_mtime_ns for path in work.rglob("*.json")}
    assert len(kept) == 2
    seen = {}
    staged(
        folder,
        progress=lambda words, share: seen.update(
            {path: path.stat().st_mtime_ns for path in work.rglob("*.json")} if words == "comparing rows" else {}
        ),
    )
    assert seen == kept


def test_engine_errors_never_show_the_node_key():
    with duckdb.connect() as engine:
        from graftwatch.desk.loading.identity import teach

        teach(engine, KEY)
        with pytest.raises(duckdb.Error) as error:
            engine.execute("SELECT row_id('a', 'b', nobody)")
        assert "a key of this test" not in str(error.value)
