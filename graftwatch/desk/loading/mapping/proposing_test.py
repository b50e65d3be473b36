"""Foreign tables proposed beside ours: by their names, by their cells, and never showing a value."""

import csv
import datetime as dt

import openpyxl
import pyarrow.parquet as pq
import pytest

from graftwatch.desk.loading import stage
from graftwatch.desk.loading.answers import FieldAnswer
from graftwatch.desk.loading.file_format import AnswersUnclear, read_answers, write_answers
from graftwatch.desk.loading.mapping import CONFIDENT, propose
from graftwatch.records.schema import schema


def write(folder, name, rows, delimiter=";"):
    folder.mkdir(exist_ok=True)
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def proposed(folder):
    return {sheet.file: sheet for sheet in propose(folder, schema()).sheets}


def taken(sheet):
    return {one.heading: one.ours for one in sheet.columns if one.confidence >= CONFIDENT}


HEADINGS = {
    "fr": (
        ["N° dossier", "N° malade", "Organe", "Inscrit le", "Centre", "Début de dialyse"],
        "liste d'attente.csv",
        ["Rein", "Foie"],
    ),
    "es": (
        ["Nº expediente", "Paciente", "Órgano", "Fecha de inclusión", "Centro", "Inicio de diálisis"],
        "lista de espera.csv",
        ["Riñón", "Hígado"],
    ),
    "de": (
        ["Lfd. Nr.", "Patientennummer", "Organ", "Aufnahme am", "Zentrum", "Dialysebeginn"],
        "Warteliste.csv",
        ["Niere", "Leber"],
    ),
    "pt": (
        ["Processo", "Utente", "Órgão", "Data de inscrição", "Hospital", "Início da diálise"],
        "lista de espera.csv",
        ["Rim", "Fígado"],
    ),
    "tr": (
        ["Sıra No", "Hasta No", "Organ", "Listeye Giriş Tarihi", "Merkez", "Diyaliz Başlangıcı"],
        "bekleme listesi.csv",
        ["Böbrek", "Karaciğer"],
    ),
    "ar": (
        ["رقم السجل", "رقم المريض", "العضو", "تاريخ التسجيل", "المستشفى", "بداية الغسيل"],
        "قائمة الانتظار.csv",
        ["كلية", "كبد"],
    ),
}


@pytest.mark.parametrize("language", HEADINGS)
def test_a_waiting_list_is_recognised_in_each_language(tmp_path, language):
    headings, name, (kidney, liver) = HEADINGS[language]
    rows = [
        [n, f"M{n}", liver if n % 9 == 0 else kidney, f"{n % 28 + 1:02}/0{n % 9 + 1}/2021", "North", ""]
        for n in range(60)
    ]
    write(tmp_path / "in", name, [headings, *rows])
    sheet = proposed(tmp_path / "in")[name]
    assert sheet.table == "waiting_list_entry"
    assert list(taken(sheet).values()) == ["#key", "person", "organ", "listed_on", "facility", "dialysis_started_on"]
    organ = next(one for one in sheet.columns if one.ours == "organ")
    assert organ.codes == {kidney: "kidney", liver: "liver"}
    assert sheet.dates == "day first"


def transplants(folder, name="transplants_2026-05.csv"):
    rows = [
        [
            "Tx No",
            "Recipient No",
            "Recipient first name",
            "Recipient DOB",
            "Recipient sex",
            "Organ",
            "Date of operation",
        ]
    ]
    for n in range(40):
        who = n % 37
        born = "01/01/1900" if who == 5 else f"{who % 28 + 1:02}/05/1970"
        rows.append([n, f"R{who}", f"Ana{who}", born, "F", "Kidney", f"{n % 28 + 1}/0{n % 9 + 1}/2024"])
    write(folder, name, rows)


def test_people_told_in_passing_become_rows_of_their_own(tmp_path):
    transplants(tmp_path / "in")
    sheet = proposed(tmp_path / "in")["transplants_2026-05.csv"]
    assert taken(sheet) == {
        "Tx No": "#key",
        "Recipient No": "recipient",
        "Recipient first name": "recipient>given_name",
        "Recipient DOB": "recipient>birth_date",
        "Recipient sex": "recipient>sex",
        "Organ": "organ_kind",
        "Date of operation": "performed_on",
    }
    main, person = sheet.answer(schema()).tables
    assert (main.table, person.table, person.key, person.inline) == ("transplant", "person", ("Recipient No",), True)
    assert person.fields["birth_date"].unknown == ("01/01/1900",)


def test_next_month_s_extract_needs_no_new_answers(tmp_path):
    folder = tmp_path / "in"
    transplants(folder)
    proposal = propose(folder, schema(), source="renal office")
    write_answers(proposal.answers(schema()), folder / "mapping.toml")
    (folder / "transplants_2026-05.csv").unlink()
    transplants(folder, "transplants_2026-06.csv")
    assert proposed(folder)["transplants_2026-06.csv"].answered
    account = stage(folder, schema(), tmp_path / "out", node_key=b"k", today=dt.date(2026, 7, 1))
    assert (account.exit_code, account.tables) == (0, {"transplant": 40, "person": 37})
    people = pq.read_table(tmp_path / "out/staged/person.parquet").to_pylist()
    assert {row["recorded_at"].date() for row in people} == {dt.date(2026, 6, 30)}
    assert {row["source_system"] for row in people} == {"renal office"}
    assert sum(row["birth_date"] is None for row in people) == 1
    assert account.open_references == {}


def test_no_sample_shows_a_value(tmp_path):
    write(
        tmp_path / "in",
        "patients.csv",
        [["No", "Name", "Phone"], *([n, f"Wolkenstein{n}", f"0791 234 {n}"] for n in range(30))],
    )
    proposal = propose(tmp_path / "in", schema())
    (sheet,) = proposal.sheets
    assert next(one for one in sheet.columns if one.heading == "Name").samples == ("Aaaaaaaaaaa9", "Aaaaaaaaaaa99")
    assert "olkenstein" not in repr(proposal) + proposal.to_toml(schema())


def test_the_hospital_s_own_switchboard_is_proposed_as_unknown(tmp_path):
    rows = [[n, f"P{n}", "Ana", "040 5000" if n % 3 == 0 else f"040 77{n:02}", "0000000"] for n in range(60)]
    write(tmp_path / "in", "contacts.csv", [["No", "Patient", "Name", "Telephone", "Address"], *rows])
    (sheet,) = propose(tmp_path / "in", schema()).sheets
    assert sheet.table == "contact_point"
    unknown = {one.ours: one.unknown for one in sheet.columns}
    assert unknown["phone"] == ("040 5000",)
    assert unknown["address"] == ("0000000",)


def test_decimal_commas_and_month_first_days_are_seen(tmp_path):
    rows = [[n, f"P{n}", f"0{n % 9 + 1}/{n % 28 + 1}/2024", f"{80 + n},5"] for n in range(40)]
    write(tmp_path / "in", "follow up.csv", [["No", "Patient", "Visit date", "Creatinine"], *rows])
    (sheet,) = propose(tmp_path / "in", schema()).sheets
    assert (sheet.table, sheet.dates, sheet.decimal) == ("follow_up", "month first", ",")


def test_a_code_without_a_partner_is_left_to_a_person(tmp_path):
    rows = [[n, f"P{n}", "Kidney" if n % 4 else "Widget", f"{n % 28 + 1}/05/2024"] for n in range(40)]
    write(tmp_path / "in", "waiting list.csv", [["No", "Patient", "Organ", "Listed on"], *rows])
    (sheet,) = propose(tmp_path / "in", schema()).sheets
    organ = next(one for one in sheet.columns if one.ours == "organ")
    assert organ.codes == {"Kidney": "kidney", "Widget": None}


def test_a_file_that_cannot_be_read_and_our_own_template_are_left_alone(tmp_path):
    folder = tmp_path / "in"
    write(folder, "person.csv", [["id", "given_name"], ["1", "Ana"]], ",")
    (folder / "broken.xlsx").write_bytes(b"PK")
    found = proposed(folder)
    assert found["person.csv"].answered
    assert "damaged" in found["broken.xlsx"].problem
    assert propose(folder, schema()).answers(schema()).files == ()


def test_the_only_sheet_of_a_workbook_may_be_called_otherwise_next_month(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "May"
    for row in (
        ["No", "Patient", "Organ", "Listed on"],
        *([n, f"P{n}", "Kidney", dt.date(2024, 5, 1)] for n in range(9)),
    ):
        book.active.append(row)
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "waiting list.xlsx")
    (sheet,) = propose(tmp_path / "in", schema()).sheets
    assert sheet.answer(schema()).sheet is None
    assert sheet.dates == "year first"


def test_answers_are_written_and_read_back_alike(tmp_path):
    folder = tmp_path / "in"
    transplants(folder)
    answers = propose(folder, schema()).answers(schema())
    write_answers(answers, tmp_path / "mapping.toml")
    assert read_answers(tmp_path / "mapping.toml", schema(), default_source="x") == answers
    assert answers.files[0].tables[0].fields["recipient"] == FieldAnswer(("Recipient No",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("format = 2", "reads format 1"),
        ("nonsense", "is not TOML"),
        (
            "[[file]]\nname = 'a.csv'\n[[file.table]]\ntable = 'transplants'\nkey = 'No'",
            "there is no table 'transplants'",
        ),
        (
            "[[file]]\nname = 'a.csv'\n[[file.table]]\ntable = 'person'\nkey = 'No'\ncolumns = {nom = 'N'}",
            "there is no column 'nom'",
        ),
        (
            "[[file]]\nname = 'a.csv'\n[[file.table]]\ntable = 'person'\nkey = 'No'\ncodes = {sex = {F = 'femme'}}",
            "femme is no code of ours",
        ),
        ("[[file]]\nname = 'a.csv'\ndates = 'English'\ntable = []", "day first, month first, year first"),
    ],
    ids=["format", "not TOML", "table", "column", "code", "days"],
)
def test_answers_that_cannot_be_followed_say_where_and_what_exists(tmp_path, text, words):
    (tmp_path / "mapping.toml").write_text(text, "utf-8")
    with pytest.raises(AnswersUnclear, match=words):
        read_answers(tmp_path / "mapping.toml", schema(), default_source="x")
