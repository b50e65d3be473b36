"""Relatives whom the papers of donor files name."""

import pytest

from graftwatch.indicators.views.family_tree import family_tree
from graftwatch.testing import asking

TREE = """
    living_donor_assessment
    id | donor | recipient | relationship | opened_on
    a1 | dan   | rosa      | sibling      | 2025-03-01

    stated_relative
    id | assessment | kin_of | role        | name | birth_date | death_date
    s1 | a1         | both   | father      | LEO  | 1950-05-05 | -
    s2 | a1         | donor  | grandfather | ABE  | 1925-05-05 | 2000-01-02
    s3 | a9         | donor  | father      | ZED  | 1950-05-05 | -
"""
REGISTER = """
    person
    id   | birth_date | birth_precision
    dan  | 1980-02-03 | day
    rosa | 1982-01-01 | year
"""


def rows(picture):
    found = asking(family_tree, picture).rows.to_pylist()
    return {(r["key"], r["side"], r["role"], r["generation"], str(r["born_on"]), str(r["died_on"])) for r in found}


def test_a_relative_of_both_stands_on_each_side():
    assert rows(TREE) == {
        ("s1:donor", "donor", "father", 1, "1950-05-05", "None"),
        ("s1:recipient", "recipient", "father", 1, "1950-05-05", "None"),
        ("s2:donor", "donor", "grandfather", 0, "1925-05-05", "2000-01-02"),
    }


def test_the_register_speaks_for_donor_and_recipient_where_it_knows_the_day():
    assert rows(TREE + REGISTER) - rows(TREE) == {("register:donor", "donor", "self", 2, "1980-02-03", "None")}


@pytest.mark.parametrize("day", ["1371-05-05", "2493-05-05", "1884-12-31"])
def test_a_day_of_another_calendar_is_left_empty(day):
    assert ("s1:donor", "donor", "father", 1, "None", "None") in rows(TREE.replace("1950-05-05", day, 1))


def test_rows_without_values_are_nobodys():
    assert rows("living_donor_assessment\nid\na1\n\nstated_relative\nid\ns1\n\nperson\nid\np1") == set()
