"""Transplants and organs: traced, not named, named and not found."""

from graftwatch.indicators.reconciliation.transplant_without_organ import transplant_without_organ
from graftwatch.testing import asking

DRAWN = """
    organ
    id | kind   | recovered_on
    o1 | kidney | 2026-01-01

    transplant
    id | recipient | organ | organ_kind | facility | performed_on
    t1 | ana       | o1    | kidney     | north    | 2026-01-02
"""


def listed(picture: str) -> list[tuple[object, object]]:
    answer = asking(transplant_without_organ, picture)
    return list(zip(answer.number("row"), answer.number("what"), strict=True))


def test_a_transplant_of_an_organ_on_file_agrees():
    assert listed(DRAWN) == []


def test_a_transplant_of_no_organ_is_listed():
    assert listed(DRAWN.replace("ana       | o1", "ana | -")) == [("t1", "organ_not_named")]


def test_a_transplant_of_an_organ_that_is_not_on_file_is_listed():
    assert listed(DRAWN.replace("ana       | o1", "ana | o2")) == [("t1", "organ_not_found")]
