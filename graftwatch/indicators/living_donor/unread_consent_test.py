"""LD-07, shown asking, staying silent, and at the edges of its parameter."""

import pytest

from graftwatch.indicators.living_donor.unread_consent import unread_consent
from graftwatch.testing import asking

SIGNED = """
    living_donor_assessment
    id | donor | opened_on  | donor_reads
    a1 | d1    | 2025-01-01 | ne hi

    person
    id | language
    d1 | ne

    consent
    id | assessment | document_language | interpreter_session | read_aloud | copy_given | given_on
    c1 | a1         | en-GB             | -                   | -          | yes        | 2025-02-01
"""
INTERPRETED = (
    SIGNED
    + """
    interpreter_session
    id | assessment | accredited | held_on
    i1 | a1         | yes        | 2025-02-04
"""
)


def subjects(picture, **settings):
    return asking(unread_consent, picture, **settings).subjects


def test_a_paper_in_a_language_the_donor_does_not_read_is_asked_about():
    answer = asking(unread_consent, SIGNED)
    assert answer.sizes == {"d1": 2.0}
    assert answer.cited == {("consent", "c1"), ("living_donor_assessment", "a1")}


@pytest.mark.parametrize("reads", ["ne en", "en", "EN-us ne", "ne en-GB hi"])
def test_a_language_among_those_the_donor_reads_is_no_question(reads):
    assert subjects(SIGNED.replace("ne hi", reads)) == set()


@pytest.mark.parametrize("reads", ["ben", "enm", "sv fr-FR", "env enf"])
def test_another_language_with_like_letters_is_another_language(reads):
    assert subjects(SIGNED.replace("ne hi", reads)) == {"d1"}


def test_it_weighs_more_without_a_copy_and_less_when_read_aloud():
    assert asking(unread_consent, SIGNED.replace("| yes ", "| no  ")).sizes == {"d1": 3.0}
    assert asking(unread_consent, SIGNED.replace("| -          | yes ", "| yes        | yes ")).sizes == {"d1": 1.0}


def test_a_paper_in_the_donors_own_language_read_aloud_is_how_one_informs_who_cannot_read():
    unlettered = SIGNED.replace("ne hi", "hi   ").replace("en-GB", "ne   ")
    assert subjects(unlettered) == {"d1"}
    assert subjects(unlettered.replace("| -          | yes ", "| yes        | yes ")) == set()


def test_an_accredited_interpreter_whom_the_consent_names_answers_it():
    named = INTERPRETED.replace("en-GB             | - ", "en-GB             | i1").replace("2025-02-04", "2025-01-01")
    assert subjects(named) == set()
    assert subjects(named.replace("a1         | yes        | 2025", "a1         | no         | 2025")) == {"d1"}


def test_one_who_was_there_within_interpreter_days_answers_it():
    assert subjects(INTERPRETED, interpreter_days=3) == set()
    assert subjects(INTERPRETED, interpreter_days=2) == {"d1"}
    assert subjects(INTERPRETED.replace("2025-02-04", "2025-01-29"), interpreter_days=3) == set()
    assert subjects(INTERPRETED.replace("i1 | a1", "i1 | a2")) == {"d1"}


def test_consent_that_was_given_again_on_a_paper_the_donor_reads_is_put_right():
    again = SIGNED.rstrip() + "\n    c2 | a1 | ne | - | - | yes | 2025-03-01\n"
    assert subjects(again) == set()
    assert subjects(again.replace("c2 | a1", "c2 | a2")) == {"d1"}


def test_files_that_do_not_say_what_the_donor_reads_are_not_asked_about():
    assert subjects(SIGNED.replace("ne hi", "-    ")) == set()
    assert subjects(SIGNED.replace("en-GB", "-    ")) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\nconsent\nid\nc1\n\ninterpreter_session\nid\ni1\n\nperson\nid\nd1"
    assert subjects(empty) == set()
    assert subjects("living_donor_assessment\nid\n\nconsent\nid") == set()
