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


def test_transplants_from_before_organs_were_registered_are_not_listed():
    stray = DRAWN.replace("ana       | o1", "ana | -")
    assert listed(stray.replace("2026-01-02", "2026-01-01")) == [("t1", "organ_not_named")]
    assert listed(stray.replace("2026-01-02", "2025-12-31")) == []


def test_without_any_day_of_recovery_every_transplant_is_compared():
    stray = DRAWN.replace("ana       | o1", "ana | -").replace("kidney | 2026-01-01", "kidney | -")
    assert listed(stray) == [("t1", "organ_not_named")]
