"""Circles of those who gave and received, with donor files or without."""

from graftwatch.indicators.views.giving_circle import giving_circle
from graftwatch.testing import asking

TWO_GIFTS = """
    transplant
    donor | recipient
    dan   | rosa
    eva   | omar
"""


def circles(tables, **values):
    """The people of each circle."""
    found = {}
    answer = asking(giving_circle, tables, **values)
    for row in answer.rows.to_pylist():
        found.setdefault(row["circle"], []).append(row["person"])
    return sorted(sorted(people) for people in found.values())


def test_two_transplants_without_anybody_in_common_are_two_circles():
    assert circles(TWO_GIFTS) == [["dan", "rosa"], ["eva", "omar"]]


def test_a_donor_file_across_them_makes_them_one():
    file = """
    living_donor_assessment
    donor | recipient
    dan   | omar
    """
    assert circles(TWO_GIFTS + file) == [["dan", "eva", "omar", "rosa"]]


def test_a_number_that_stands_for_unknown_ties_nobody():
    many = """
    transplant
    donor | recipient
    a     | unknown
    b     | unknown
    c     | unknown
    """
    assert circles(many, placeholder_ties=3) == [["a", "b", "c", "unknown"]]
    assert circles(many, placeholder_ties=2) == [["a"], ["b"], ["c"], ["unknown"]]
