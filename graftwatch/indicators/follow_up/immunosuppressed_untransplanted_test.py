"""PT-03, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.follow_up.immunosuppressed_untransplanted import immunosuppressed_untransplanted
from graftwatch.testing import asking

HANDED = """
    dispensing
    id | person | medicine | dispensed_on | days_supplied
    d0 | zoe    | N02BE01  | 2020-01-01   | 10
    d1 | ana    | L04AD02  | 2025-01-01   | 30
    d2 | ana    | L04AD02  | 2025-01-31   | 30
    d3 | ana    | L04AA06  | 2025-01-01   | 60
"""
DONE = """
    transplant
    id | recipient | organ_kind | performed_on
    t1 | {who}     | {organ}    | {on}
"""
NONE = "\n\n    transplant\n    id\n"


def _silent(picture, **settings):
    return asking(immunosuppressed_untransplanted, picture, **settings).subjects == set()


def test_both_medicines_for_sixty_days_and_no_transplant_are_asked_about():
    answer = asking(immunosuppressed_untransplanted, HANDED + NONE)
    assert answer.subjects == {"ana"}
    assert answer.cited == {("dispensing", "d1"), ("dispensing", "d2"), ("dispensing", "d3")}
    assert answer.number("days_together") == [60, 60, 60]


def test_sixty_days_and_no_fewer():
    assert not _silent(HANDED + NONE, min_days=60)
    assert _silent(HANDED + NONE, min_days=61)
    assert _silent(HANDED.replace("| 60", "| 59") + NONE)


@pytest.mark.parametrize("partner", ["L04AX01", "L04AA10", "L04AA18", "L04AH01", "L04AH02"])
def test_azathioprine_and_the_mtor_inhibitors_are_partners(partner):
    assert not _silent(HANDED.replace("L04AA06", partner) + NONE)


def test_one_of_the_two_medicines_is_not_enough():
    assert _silent(HANDED.replace("L04AA06", "L04AB02") + NONE)
    assert _silent(HANDED.replace("L04AD02", "L04AB02") + NONE)


def test_the_two_medicines_years_apart_are_not_together():
    assert _silent(HANDED.replace("L04AA06  | 2025-01-01", "L04AA06  | 2023-01-01") + NONE)


def test_a_long_gap_between_two_handings_out_is_no_use():
    sparse = HANDED.replace("| 60", "| 30") + "    d4 | ana | L04AA06 | 2025-03-01 | 10\n"
    assert _silent(sparse + NONE)


def test_who_took_them_when_the_record_began_may_have_had_a_transplant_before():
    early = HANDED.replace("2020-01-01", "2024-07-05")
    assert not _silent(early + NONE, run_in_days=180)
    assert _silent(early + NONE, run_in_days=181)


@pytest.mark.parametrize("organ", ["kidney", "liver", "heart"])
def test_a_transplant_of_any_organ_here_explains(organ):
    assert _silent(HANDED + DONE.format(who="ana", organ=organ, on="2024-12-20"))


def test_a_transplant_explains_until_the_medicines_had_lasted():
    assert _silent(HANDED + DONE.format(who="ana", organ="kidney", on="2025-03-02"))
    assert not _silent(HANDED + DONE.format(who="ana", organ="kidney", on="2025-03-03"))


def test_another_persons_transplant_does_not_explain():
    assert not _silent(HANDED + DONE.format(who="ben", organ="kidney", on="2024-12-20"))


def test_a_transplant_abroad_that_was_registered_explains():
    abroad = """

    travel_registration
    id | person | registered_on | transplanted_on
    r1 | ana    | 2025-02-01    | 2024-12-20
    """
    assert _silent(HANDED + NONE + abroad)
    assert not _silent(HANDED + NONE + abroad.replace("ana", "ben"))


@pytest.mark.parametrize("code", ["M32.1", "m321", "N04", "G35", "K51.9", "L40.0", "C91.0", "D61.9", "K75.4", "Z94.8"])
def test_an_autoimmune_blood_or_skin_disease_explains(code):
    assert _silent(HANDED + NONE + f"\n    diagnosis\n    person | code\n    ana | {code}\n")


@pytest.mark.parametrize("code", ["N18.5", "N03.9", "E11.2", "Z94.0", "I10"])
def test_a_disease_that_leads_to_a_transplant_does_not(code):
    assert not _silent(HANDED + NONE + f"\n    diagnosis\n    person | code\n    ana | {code}\n")


def test_missing_values_crash_nothing_and_ask_about_nobody():
    nothing = """
    dispensing
    id | person | medicine | dispensed_on | days_supplied
    d1 | -      | -        | -            | -
    d2 | ana    | L04AD02  | 2025-01-01   | -
    d3 | ana    | L04AA06  | -            | -5

    transplant
    id
    t1

    diagnosis
    id
    g1

    travel_registration
    id
    r1
    """
    assert _silent(nothing, run_in_days=0)


def test_empty_tables_ask_about_nobody():
    assert _silent("dispensing\nid\n\ntransplant\nid")
