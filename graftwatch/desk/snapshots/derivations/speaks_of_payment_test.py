"""What is read as a payment for an organ, what is taken back beside it, and what is not read at all."""

import pytest

from graftwatch.desk.snapshots.derivations.speaks_of_payment import (
    SCOPE,
    SCOPE_AFTER,
    WINDOW,
    lexicons,
    speaks_of_payment,
)

BOUGHT = {
    "en": "Patient says she bought the kidney abroad for nine thousand.",
    "fr": "Il dit avoir acheté le rein à l'étranger.",
    "es": "Refiere que pagó doce mil al donante.",
    "ru": "Больной сообщил, что заплатил за почку двенадцать тысяч.",
    "ar": "قال المريض إنه اشترى الكلية من متبرع لا يعرفه",
    "zh": "患者说他花了九万元买肾。",
}
DENIED = {
    "en": "The donor was not paid.",
    "fr": "Le donneur n'a pas été payé.",
    "es": "No pagó nada al donante.",
    "ru": "За почку не заплатил.",
    "ar": "لم يدفع شيئا للمتبرع",
    "zh": "没有付钱给供者。",
}
SILENT = {
    "en": "Kidney function stable, next visit in May.",
    "fr": "Fonction rénale stable, contrôle en mai.",
    "es": "Función renal estable, control en mayo.",
    "ru": "Функция стабильная, контроль в мае.",
    "ar": "الحالة مستقرة والموعد القادم في أيار",
    "zh": "肾功能稳定，五月复查。",
}


def read(text, language=None):
    return speaks_of_payment(text, language, b"key")


@pytest.mark.parametrize("language", BOUGHT)
def test_a_purchase_near_an_organ_is_read_in_its_language_and_where_none_is_stated(language):
    assert read(BOUGHT[language], language) == "yes"
    assert read(BOUGHT[language]) == "yes"


@pytest.mark.parametrize("language", DENIED)
def test_a_purchase_that_is_denied_is_unclear(language):
    assert read(DENIED[language], language) == "unclear"


@pytest.mark.parametrize("language", SILENT)
def test_an_ordinary_note_says_no(language):
    assert read(SILENT[language], language) == "no"


def test_every_lexicon_is_shown_here():
    assert set(lexicons()) == set(BOUGHT) == set(DENIED) == set(SILENT)


def test_a_lawful_cost_beside_it_makes_it_unclear():
    assert read("The insurance paid for the transplant in full.", "en") == "unclear"
    assert read("He paid the hospital bill of the transplant.", "en") == "unclear"


def test_a_denial_of_something_else_in_another_sentence_takes_nothing_back():
    assert read("She was not in pain. He paid the donor.", "en") == "yes"


def test_the_words_stand_within_the_window():
    between = " so" * (WINDOW - 1)
    assert read(f"paid{between} kidney", "en") == "yes"
    assert read(f"paid{between} so kidney", "en") == "no"


def test_a_denial_reaches_only_so_far():
    assert read(f"not{' so' * (SCOPE - 1)} paid for a kidney", "en") == "unclear"
    assert read(f"not{' so' * SCOPE} paid for a kidney", "en") == "yes"
    assert read(f"paid{' so' * (SCOPE_AFTER - 1)} nothing for a kidney", "en") == "unclear"
    assert read(f"paid{' so' * SCOPE_AFTER} nothing for a kidney", "en") == "yes"


def test_of_a_language_without_words_nothing_is_said():
    assert read("Böbreği satın aldı.", "tr") is None
    assert read("He bought a kidney.", "en-GB") == "yes"
