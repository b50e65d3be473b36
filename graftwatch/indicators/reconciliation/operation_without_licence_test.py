"""Operations and licences: in force, not in force, for another organ, at another place, suspended."""

import pytest

from graftwatch.indicators.reconciliation.operation_without_licence import operation_without_licence
from graftwatch.testing import asking

DRAWN = """
    transplant
    id | recipient | donor_type | organ_kind | facility | performed_on
    t1 | ana       | living     | kidney     | north    | 2026-01-10

    licence
    facility | organ  | donor_type | valid_from | valid_to   | status
    north    | kidney | living     | 2020-01-01 | 2026-12-31 | valid
"""


def listed(picture: str) -> list[tuple[object, object]]:
    answer = asking(operation_without_licence, picture)
    return list(zip(answer.number("row"), answer.number("what"), strict=True))


def test_an_operation_under_a_licence_in_force_agrees():
    assert listed(DRAWN) == []


@pytest.mark.parametrize(("first", "last"), [("2026-01-10", "2026-12-31"), ("2020-01-01", "2026-01-10")])
def test_a_licence_is_in_force_on_its_first_and_on_its_last_day(first, last):
    assert listed(DRAWN.replace("2020-01-01", first).replace("2026-12-31", last)) == []


@pytest.mark.parametrize(("first", "last"), [("2026-01-11", "2026-12-31"), ("2020-01-01", "2026-01-09")])
def test_a_licence_is_not_in_force_the_day_before_or_the_day_after(first, last):
    drawn = DRAWN.replace("2020-01-01", first).replace("2026-12-31", last)
    assert listed(drawn) == [("t1", "no_licence")]


def test_a_licence_without_a_last_day_runs_on():
    assert listed(DRAWN.replace("2026-12-31", "-")) == []


def test_a_licence_that_has_expired_since_was_in_force_then():
    assert listed(DRAWN.replace("valid\n", "expired\n")) == []


@pytest.mark.parametrize("status", ["suspended", "withdrawn"])
def test_a_licence_on_file_as_suspended_or_withdrawn_does_not_stand(status):
    assert listed(DRAWN.replace("| valid\n", f"| {status}\n")) == [("t1", "licence_not_standing")]


def test_a_licence_of_another_place_organ_or_kind_of_donor_is_none():
    assert listed(DRAWN.replace("north    | kidney | living", "south | kidney | living")) == [("t1", "no_licence")]
    assert listed(DRAWN.replace("north    | kidney | living", "north | liver | living")) == [("t1", "no_licence")]
    assert listed(DRAWN.replace("north    | kidney | living", "north | kidney | deceased")) == [("t1", "no_licence")]


def test_a_licence_that_names_no_organ_and_no_donor_is_for_all():
    assert listed(DRAWN.replace("north    | kidney | living", "north | - | -")) == []


def test_an_operation_without_a_place_is_listed():
    assert listed(DRAWN.replace("kidney     | north", "kidney | -")) == [("t1", "place_not_named")]
