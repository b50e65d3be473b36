"""What a person answers about a foreign table becomes the folder's mapping.toml, and is shown again."""

import pytest

from graftwatch.apps.screening.folders import Folder, safe_name
from graftwatch.apps.screening.mapping_form import NotAnsweredError, answer_from, keep_answer, lines, options
from graftwatch.apps.screening.mapping_sheets import masked, sheets_of, taken_for
from graftwatch.desk.access.viewer import operator
from graftwatch.records.schema import schema

SHEET = """Numero;Malade;Nom;Organe;Inscrit le
1;77;HADDAD;Rein;04/01/2021
2;78;NASSER;Foie;05/01/2021
3;79;AOUN;Rein;06/01/2021
4;80;SABA;Rein;07/01/2021
"""
SAID = {
    "to-0": "#key",
    "to-1": "person",
    "to-2": "person>family_name",
    "to-3": "organ",
    "to-4": "listed_on",
    "code-3-0": "kidney",
    "code-3-1": "liver",
    "unknown-4": "01/01/1900, 31/12/9999",
    "dates": "day first",
    "decimal": ",",
    "recorded": "2026-06-30",
}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "registry"
    place.mkdir()
    (place / "liste.csv").write_text(SHEET, "utf-8")
    return Folder(place)


def test_samples_show_the_form_of_values_and_not_their_content(folder):
    names = sheets_of(folder)[0].columns[2]
    assert names.samples == ("AAAAAA", "AAAA")
    assert names.codes == ()
    assert masked("+33 6 12 34 56 78") == "+99 9 99 99 99 99"


def test_a_column_of_few_values_offers_them_as_codes(folder):
    organ = sheets_of(folder)[0].columns[3]
    assert organ.codes == ("Rein", "Foie")


def test_every_field_of_the_table_and_of_whom_it_names_is_offered():
    offered = {value for _group, choices in options(schema()["waiting_list_entry"]) for value, _label in choices}
    assert {"#key", "#recorded_at", "organ", "listed_on", "person", "person>family_name", "facility>name"} <= offered


@pytest.mark.django_db
def test_answers_are_kept_and_shown_again(folder):
    table = schema()["waiting_list_entry"]
    keep_answer(operator(), folder=folder, answer=answer_from(sheets_of(folder)[0], table, SAID))
    again = sheets_of(folder)[0]
    assert again.tables == ["waiting_list_entry", "person"]
    assert again.n_set == 5
    assert [taken_for(again, column)[0] for column in again.columns] == [SAID[f"to-{n}"] for n in range(5)]
    shown = lines(again, table)
    assert [(code.theirs, code.ours) for code in shown[3].codes] == [("Rein", "kidney"), ("Foie", "liver")]
    assert shown[4].unknown == SAID["unknown-4"]
    assert again.answer.recorded == "2026-06-30"
    assert again.answer.decimal == ","


@pytest.mark.parametrize(
    ("without", "words"),
    [("to-0", "Number of the row"), ("recorded", "written down"), ("to-1", "without a number")],
    ids=["no key", "no day", "a name of nobody"],
)
def test_what_a_table_cannot_do_without_is_asked_for(folder, without, words):
    with pytest.raises(NotAnsweredError, match=words):
        answer_from(sheets_of(folder)[0], schema()["waiting_list_entry"], SAID | {without: ""})


def test_a_field_that_does_not_exist_is_left_out(folder):
    table = schema()["waiting_list_entry"]
    shown = lines(sheets_of(folder)[0], table, SAID | {"to-3": "no_such_field", "to-4": "organ>kind"})
    assert [line.chosen for line in shown][3:] == ["", ""]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("registry 2026-10", "registry 2026-10"),
        ("../../keys", "keys"),
        ("liste d'attente.xlsx", "liste d'attente.xlsx"),
        ("..", ""),
        ("a/b\\c:d", "abcd"),
        ("سجل", "سجل"),
        ("", ""),
    ],
)
def test_a_name_leads_nowhere_else(typed, kept):
    assert safe_name(typed) == kept
