"""PT-09, shown asking, staying silent, and at the edge of its parameter."""

from graftwatch.indicators.follow_up.payment_in_notes import payment_in_notes
from graftwatch.testing import asking

NOTES = """
    clinical_note
    id | person | noted_on   | payment_read | words_speaks_of_payment
    n1 | rosa   | 2025-01-01 | -            | yes
    n2 | rosa   | 2025-02-01 | -            | no
    n3 | ivo    | 2025-02-01 | -            | unclear
"""


def subjects(picture, **settings):
    return asking(payment_in_notes, picture, **settings).subjects


def test_a_note_in_which_the_words_of_a_purchase_stand_is_asked_about():
    answer = asking(payment_in_notes, NOTES)
    assert answer.sizes == {"rosa": 1}
    assert answer.cited == {("clinical_note", "n1")}


def test_a_note_in_which_a_clinician_read_of_payment_is_asked_about_whatever_the_words():
    assert subjects(NOTES.replace("| -            | unclear", "| yes          | -")) == {"rosa", "ivo"}


def test_a_clinician_who_found_nothing_is_believed_over_a_list_of_words():
    assert subjects(NOTES.replace("| -            | yes", "| no           | yes")) == set()
    assert subjects(NOTES.replace("| -            | yes", "| unknown      | yes")) == {"rosa"}


def test_what_is_denied_or_unclear_is_not_asked_about():
    assert "ivo" not in subjects(NOTES)


def test_a_donors_own_file_is_no_recipients():
    file = """
    living_donor_assessment
    id | donor | recipient
    a1 | rosa  | ivo
    """
    assert subjects(NOTES + file) == set()


def test_min_read_notes_were_read_by_a_clinician():
    read = NOTES.replace("| -            | no", "| yes          | no")
    assert asking(payment_in_notes, read, min_read=1).sizes == {"rosa": 2}
    assert subjects(NOTES, min_read=1) == set()
    assert subjects(NOTES, min_read=0) == {"rosa"}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("clinical_note\nid\nn1") == set()
    assert subjects("clinical_note\nid") == set()
