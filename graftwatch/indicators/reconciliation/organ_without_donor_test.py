"""Organs and their donors: named, not named, named and not found."""

from graftwatch.indicators.reconciliation.organ_without_donor import organ_without_donor
from graftwatch.testing import asking

DONORS = """
    deceased_donor
    id | donated_on
    d1 | 2026-01-01

    person
    id
    ben
"""


def listed(organ: str, donors: str = DONORS) -> list[tuple[object, object]]:
    drawn = f"    organ\n    id | kind | deceased_donor | living_donor | recovered_on\n    {organ}\n\n{donors}"
    answer = asking(organ_without_donor, drawn)
    return list(zip(answer.number("row"), answer.number("what"), strict=True))


def test_an_organ_from_nobody_is_listed():
    assert listed("o1 | kidney | - | - | 2026-01-01") == [("o1", "donor_not_named")]


def test_an_organ_from_a_deceased_or_a_living_donor_on_file_agrees():
    assert listed("o1 | kidney | d1 | - | 2026-01-01") == []
    assert listed("o1 | kidney | - | ben | 2026-01-01") == []


def test_a_donor_who_is_named_and_not_in_the_registry_is_listed():
    assert listed("o1 | kidney | d2 | - | 2026-01-01") == [("o1", "donor_not_found")]
    assert listed("o1 | kidney | - | carl | 2026-01-01") == [("o1", "donor_not_found")]


def test_without_tables_of_donors_only_the_name_is_asked_for():
    assert listed("o1 | kidney | d2 | - | 2026-01-01", donors="") == []
    assert listed("o1 | kidney | - | - | 2026-01-01", donors="") == [("o1", "donor_not_named")]
