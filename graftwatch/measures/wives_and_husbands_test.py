"""Gifts by relationship and direction: what is counted, what is hidden, and the interval."""

import pytest

from graftwatch.measures.wives_and_husbands import wives_and_husbands
from graftwatch.testing import sit

PEOPLE = """
    person
    id | sex
    w  | female
    m  | male
    x  | -
"""


def _gifts(*groups):
    """Each group: relationship, donor, recipient, how many."""
    rows = "".join(
        f"    t{number}-{i} | {donor} | {recipient} | {relationship} | 2025-03-04 | living | kidney\n"
        for number, (relationship, donor, recipient, n) in enumerate(groups)
        for i in range(n)
    )
    head = "\n    transplant\n    id | donor | recipient | relationship | performed_on | donor_type | organ_kind\n"
    return PEOPLE + head + rows


def measured(picture, first_year=2025, last_year=2025):
    tables = sit(picture).tables
    return wives_and_husbands(tables["transplant"], tables["person"], first_year=first_year, last_year=last_year)


LARGE = _gifts(("spouse", "w", "m", 60), ("spouse", "m", "w", 40), ("sibling", "w", "w", 30), ("sibling", "m", "m", 20))


def test_gifts_are_counted_by_relationship_and_direction_with_totals():
    shown = measured(LARGE).shown
    assert shown["spouse", "woman to man"] == 60
    assert shown["spouse", "man to woman"] == 40
    assert shown["sibling", "total"] == 50
    assert shown["total", "total"] == 150


def test_the_share_that_women_gave_has_its_exact_interval():
    share = measured(LARGE).shares["spouse"]
    # Clopper and Pearson for 60 of 100, as tables print it
    assert (share.women, share.low, share.high) == pytest.approx((0.6, 0.4972, 0.6967), abs=1e-4)


def test_small_numbers_are_hidden_and_no_share_is_told_of_them():
    small = measured(_gifts(("spouse", "w", "m", 60), ("spouse", "m", "w", 4), ("friend", "m", "m", 50)))
    assert small.shown["spouse", "man to woman"] is None
    assert "spouse" not in small.shares


def test_a_nought_names_nobody_and_an_interval_of_all_ends_at_one():
    share = measured(_gifts(("spouse", "w", "m", 20))).shares["spouse"]
    assert (share.women, share.high) == (1.0, 1.0)
    assert 0.8 < share.low < 0.9


def test_where_no_woman_and_man_are_concerned_there_is_no_share():
    assert "sibling" not in measured(LARGE).shares


def test_unknown_sex_and_unknown_relationship_are_said_and_not_guessed():
    shown = measured(_gifts(("spouse", "x", "m", 20), ("-", "w", "m", 20), ("unknown", "w", "m", 20))).shown
    assert shown["spouse", "not known"] == 20
    assert shown["not known", "woman to man"] == 40


def test_only_living_gifts_of_the_years_asked_for_count():
    assert measured(LARGE, 2024, 2026).shown["total", "total"] == 150
    assert measured(LARGE, 2026, 2026).shown == {("total", "total"): 0}
    assert measured(LARGE.replace("living", "deceased")).shown == {("total", "total"): 0}
