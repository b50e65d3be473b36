"""Traps: what would show who wrote it is found in six languages, and ordinary words are left alone."""

import pytest

from graftwatch.desk.door.traps import identifies_somebody, traps


def kinds(words):
    return {found.trap for found in traps({"what": {"text": words}})}


@pytest.mark.parametrize(
    ("words", "trap"),
    [
        ("write to ann@example.org", "email"),
        ("my number is +43 660 1234567", "phone"),
        ("passport P1234567 was shown", "number"),
        ("on 3 March 2026 she arrived", "date"),
        ("on 12.03.2026 she arrived", "date"),
        ("le 3 mars", "date"),
        ("el 3 de marzo", "date"),
        ("3 марта", "date"),
        ("في 3 مارس", "date"),
        ("3月5日到的", "date"),
        ("I am the night nurse on ward 3", "i_am"),
        ("I'm a nurse here", "i_am"),
        ("As an interpreter, I heard it", "i_am"),
        ("I work in the kidney unit", "i_am"),
        ("je suis l'infirmière de nuit", "i_am"),
        ("Je travaille au bloc", "i_am"),
        ("Soy enfermera de noche", "i_am"),
        ("trabajo en el hospital", "i_am"),
        ("Я — ночная медсестра", "i_am"),
        ("я работаю в отделении", "i_am"),
        ("أنا ممرضة في الليل", "i_am"),
        ("أعمل في المستشفى", "i_am"),
        ("我是夜班护士", "i_am"),
        ("我在肾内科工作", "i_am"),
        ("I operated on her", "i_did"),
        ("my patient said so", "i_did"),
        ("j'ai opéré la dame", "i_did"),
        ("mi paciente", "i_did"),
        ("мой пациент", "i_did"),
        ("أجريت العملية", "i_did"),
        ("我参与了手术", "i_did"),
        ("Dr Hassan told me", "colleague"),
        ("王医生说", "colleague"),
    ],
)
def test_it_is_found(words, trap):
    assert trap in kinds(words)


@pytest.mark.parametrize(
    "words",
    [
        "Four donors came from one address in the last year",
        "The hospital did 14 operations in 2025 and reported 9",
        "They may have paid 3000 for it",
        "Saint Mary 2 is a ward",
        "Les donneurs viennent du même village",
        "The donor said that the nurse was kind",
        "She works for him and owes him money",
        "Ella no tiene trabajo",
        "Она видела врача",
        "捐献者互相不认识",
    ],
)
def test_ordinary_words_are_left_alone(words):
    assert kinds(words) == set()


def test_each_person_is_a_page_of_its_own():
    found = traps({"people": [{"name": "Ann"}, {"name": "Dr Hassan"}]})
    assert [(one.trap, one.page) for one in found] == [("colleague", "people-2")]


def test_rare_combinations_are_found_though_no_word_tells():
    said = {"where": {"facility": "facility:1"}, "when": {"day": 3}, "you": {"work": "surgery", "known": ["seen"]}}
    assert {one.trap for one in traps(said)} == {"day_and_place", "rare"}
    said["you"] = {"work": "patient", "known": ["seen"]}
    assert {one.trap for one in traps(said)} == {"day_and_place"}


@pytest.mark.parametrize("words", ["Shalimar Hospital", "Clinic No. 2", "University hospital, Lahore", "第二医院"])
def test_a_hospital_is_nobody(words):
    assert not identifies_somebody(words)


@pytest.mark.parametrize(
    "words", ["Dr Hassan", "file 4711", "1 2 3 4 5 6", "born in May", "a@b.org", "12/3/26", "السيد حسن"]
)
def test_a_person_is_somebody(words):
    assert identifies_somebody(words)
