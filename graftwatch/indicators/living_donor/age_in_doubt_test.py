"""LD-24, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.living_donor.age_in_doubt import age_in_doubt
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | opened_on  | surgery_planned_on
    a1 | dan   | rosa      | 2025-01-01 | 2025-03-10

    person
    id  | birth_date | birth_precision
    dan | 2000-03-10 | day
"""
MINOR = FILE.replace("2000-03-10", "2007-03-11")


def subjects(picture, **settings):
    return asking(age_in_doubt, picture, **settings).subjects


def test_a_donor_under_age_on_the_day_of_surgery_is_asked_about():
    answer = asking(age_in_doubt, MINOR)
    assert answer.sizes == {"dan": 1}
    assert answer.cited == {("person", "dan"), ("living_donor_assessment", "a1")}


def test_a_donor_is_of_adult_age_on_the_birthday():
    assert subjects(MINOR, adult_age=18) == {"dan"}
    assert subjects(MINOR.replace("2007-03-11", "2007-03-10"), adult_age=18) == set()
    assert subjects(FILE, adult_age=26) == {"dan"}


def test_nobody_is_asked_about_for_being_young():
    assert subjects(FILE.replace("2000-03-10", "2007-01-02")) == set()


def test_without_a_planned_day_the_day_of_opening_counts():
    unplanned = MINOR.replace("| 2025-03-10", "| -").replace("2007-03-11", "2007-01-02")
    assert subjects(unplanned) == {"dan"}
    assert subjects(unplanned.replace("2007-01-02", "2007-01-01")) == set()


@pytest.mark.parametrize("precision", ["year", "month"])
def test_a_date_known_in_part_is_read_as_its_first_day(precision):
    part = MINOR.replace("| day", f"| {precision}")
    assert subjects(part) == set()


PASSPORT = """
    identity_document
    id | person | kind     | birth_date | issued_on
    i1 | dan    | passport | 2001-03-10 | 2020-01-01
"""


def test_papers_more_than_tolerance_days_apart_are_asked_about():
    answer = asking(age_in_doubt, FILE + PASSPORT, tolerance_days=364)
    assert answer.sizes == {"dan": 2}
    assert set(answer.number("days_apart")) == {365}
    assert {("person", "dan"), ("identity_document", "i1")} < answer.cited
    assert subjects(FILE + PASSPORT, tolerance_days=365) == set()


@pytest.mark.parametrize("part", ["first of January", "year"])
def test_a_paper_with_a_year_only_is_no_disagreement(part):
    late = FILE + PASSPORT.replace("2001-03-10", "2001-09-10")
    assert subjects(late) == {"dan"}
    if part == "year":
        assert subjects(late.replace("| 2000-03-10 | day", "| 2000-03-10 | year")) == set()
    else:
        assert subjects(late.replace("2000-03-10", "2000-01-01")) == set()


def test_family_papers_and_estimates_of_age_speak_too():
    family = """
    stated_relative
    id | assessment | kin_of | role | birth_date | stated_on
    f1 | a1         | donor  | self | 2003-03-10 | 2020-01-01
    f2 | a1         | donor  | child | 2020-03-10 | 2020-01-01
"""
    assert ("stated_relative", "f1") in asking(age_in_doubt, FILE + family).cited
    estimate = """
    donor_evaluation
    id | assessment | kind | age_years | made_on
    e1 | a1         | age  | 17.9      | 2025-01-05
"""
    assert asking(age_in_doubt, FILE + estimate).cited == {
        ("donor_evaluation", "e1"),
        ("living_donor_assessment", "a1"),
    }
    assert subjects(FILE + estimate.replace("17.9", "18.0")) == set()


def test_a_recipients_age_is_nobodys_question():
    assert subjects(MINOR.replace("dan   | rosa", "eva   | dan ")) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("living_donor_assessment\nid\na1\n\nperson\nid\np1\n\nidentity_document\nid\ni1") == set()
    assert subjects("living_donor_assessment\nid\n\nperson\nid") == set()
