import datetime as dt

import pytest

from graftwatch.wire.fhir import values
from graftwatch.wire.fhir.values import UnfitError


def test_a_day_is_the_day_as_it_was_written_there():
    assert values.day(["2024-06-08"]) == dt.date(2024, 6, 8)
    assert values.day(["2024-06-08T23:30:00+03:00"]) == dt.date(2024, 6, 8)
    assert values.day([]) is None


@pytest.mark.parametrize("written", ["2024", "2024-06"])
def test_a_month_or_a_year_is_no_day(written):
    with pytest.raises(UnfitError, match="only a month or a year"):
        values.day([written])


@pytest.mark.parametrize(
    ("written", "first", "precision"),
    [("1971", (1971, 1, 1), "year"), ("1971-04", (1971, 4, 1), "month"), ("1971-04-30", (1971, 4, 30), "day")],
)
def test_a_date_of_birth_keeps_how_exact_it_is(written, first, precision):
    assert values.partial_day([written]) == dt.date(*first)
    assert values.precision([written]) == precision


def test_a_day_that_does_not_exist_is_unfit():
    with pytest.raises(UnfitError, match="does not exist"):
        values.day(["2024-06-31"])


def test_a_moment_is_told_in_universal_time():
    assert values.instant(["2024-06-08T02:30:00+03:00"]) == dt.datetime(2024, 6, 7, 23, 30)  # noqa: DTZ001 - UTC
    with pytest.raises(UnfitError):
        values.instant(["2024-06-08"])


def test_a_country_is_two_letters_and_never_a_name():
    assert values.country([{"coding": [{"system": "urn:iso:std:iso:3166", "code": "XA"}]}]) == "XA"
    assert values.country(["XA"]) == "XA"
    assert values.country([]) is None
    with pytest.raises(UnfitError, match="two letters"):
        values.country(["Atlantis"])


def test_numbers_are_numbers_and_whole_ones_whole():
    assert values.number([105.5]) == 105.5
    assert values.number([True]) is None
    assert values.whole([28.0]) == 28
    with pytest.raises(UnfitError, match="broken number"):
        values.whole([1.5])


def test_a_concept_is_told_by_its_words_before_its_code():
    assert values.label([{"coding": [{"code": "1", "display": "Group O"}]}]) == "Group O"
    assert values.label([{"coding": [{"code": "1"}], "text": "B*07:02"}]) == "B*07:02"
    assert values.label([{"coding": [{"code": "1"}]}]) == "1"
    assert values.label(["plain"]) == "plain"
    assert values.label([{}]) is None


def test_the_system_of_a_diagnosis_is_named_only_where_it_is_not_icd_10():
    icd = {"system": "http://hl7.org/fhir/sid/icd-10", "code": "N18.5"}
    snomed = {"system": "http://snomed.info/sct", "code": "698306007"}
    assert values.code_system([{"coding": [snomed, icd]}]) is None
    assert values.code_system([{"coding": [snomed]}]) == "SNOMED CT"
    assert values.code_of([{"coding": [snomed, icd]}], "ICD-10") == "N18.5"
