"""LD-08, shown asking, staying silent, and at the edges of its parameters."""

from graftwatch.indicators.living_donor.hurried_to_surgery import hurried_to_surgery
from graftwatch.testing import asking

PLANNED = """
    living_donor_assessment
    id | donor | recipient | opened_on  | surgery_planned_on | urgency_certified | outcome
    a1 | d1    | r1        | 2025-01-01 | 2025-01-21         | -                 | open

    consent
    id | assessment | given_on
    c1 | a1         | 2025-01-03
"""
DONE = (
    PLANNED
    + """
    transplant
    id | donor | recipient | assessment | performed_on
    t1 | d1    | r1        | a1         | 2025-03-08
"""
)


def subjects(picture, **settings):
    return asking(hurried_to_surgery, picture, **settings).subjects


def test_an_operation_planned_twenty_days_after_the_first_visit_is_asked_about():
    answer = asking(hurried_to_surgery, PLANNED)
    assert answer.sizes == {"d1": 10}
    assert answer.cited == {("living_donor_assessment", "a1")}
    assert answer.number("days_to_surgery") == [20]
    assert answer.number("days_to_think") == [18]


def test_min_total_days_are_enough():
    assert subjects(PLANNED, min_total_days=20) == set()
    assert subjects(PLANNED, min_total_days=21) == {"d1"}


def test_min_reflection_days_after_consent_are_enough():
    assert subjects(PLANNED, min_total_days=1, min_reflection_days=18) == set()
    answer = asking(hurried_to_surgery, PLANNED, min_total_days=1, min_reflection_days=19)
    assert answer.sizes == {"d1": 1}
    assert ("consent", "c1") in answer.cited


def test_the_first_consent_counts_and_not_the_one_that_was_asked_for_again():
    again = PLANNED.rstrip() + "\n    c2 | a1         | 2025-01-20\n"
    assert subjects(again, min_total_days=1) == set()
    assert subjects(again.replace("2025-01-03", "2025-01-19"), min_total_days=1) == {"d1"}


def test_a_certified_emergency_is_not_asked_about():
    assert subjects(PLANNED.replace("2025-01-21         | -  ", "2025-01-21         | yes")) == set()
    assert subjects(PLANNED.replace("2025-01-21         | -  ", "2025-01-21         | no ")) == {"d1"}


def test_a_donor_who_was_evaluated_before_for_the_same_patient_has_had_the_time():
    before = "    a0 | d1    | r1        | 2023-01-01 | -                  | -                 | withdrew\n"
    earlier = PLANNED.replace("    a1 |", before + "    a1 |")
    assert subjects(earlier) == set()
    assert subjects(earlier.replace("a0 | d1    | r1", "a0 | d1    | r2")) == {"d1"}


def test_an_operation_that_was_put_off_left_the_time():
    assert subjects(DONE) == set()
    soon = asking(hurried_to_surgery, DONE.replace("2025-03-08", "2025-01-10"))
    assert soon.sizes == {"d1": 21}
    assert ("transplant", "t1") in soon.cited


def test_a_donor_who_did_not_give_is_not_asked_about():
    assert subjects(PLANNED.replace("| open\n", "| withdrew\n")) == set()


def test_an_operation_before_the_file_was_opened_is_an_error_of_days_and_not_a_hurry():
    assert subjects(PLANNED.replace("2025-01-21", "2024-01-21")) == set()


def test_a_gift_to_nobody_in_particular_is_asked_about_too():
    assert subjects(PLANNED.replace("| r1 ", "| -  ")) == {"d1"}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("living_donor_assessment\nid\na1\n\nconsent\nid\nc1\n\ntransplant\nid\nt1") == set()
    assert subjects("living_donor_assessment\nid\n\nconsent\nid") == set()
