"""FA-04, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.facility.supplies_without_licence import supplies_without_licence
from graftwatch.testing import asking

DRAWN = """
    supply_delivery
    id | facility | kind            | month      | n_units
    s1 | house    | perfusion_fluid | 2026-01-01 | 4
    s2 | house    | theatre_waste   | 2026-04-01 | 9

    facility
    id    | kind
    house | -
    north | transplant_centre

    licence
    id | facility | valid_from | valid_to   | status
    l1 | north    | 2020-01-01 | -          | valid
    l2 | house    | 2020-01-01 | 2025-10-02 | valid
"""


def test_two_kinds_within_three_months_at_a_place_without_a_licence_are_asked_about():
    answer = asking(supplies_without_licence, DRAWN)
    assert answer.sizes == {"house": 2.0}
    assert answer.cited == {("supply_delivery", "s1"), ("supply_delivery", "s2")}


def test_the_window_has_two_sides():
    assert asking(supplies_without_licence, DRAWN, window_months=2).subjects == set()
    assert asking(supplies_without_licence, DRAWN.replace("2026-04-01", "2026-05-01")).subjects == set()


def test_two_kinds_and_no_fewer():
    assert asking(supplies_without_licence, DRAWN, min_kinds=3).subjects == set()
    assert asking(supplies_without_licence, DRAWN.replace("theatre_waste  ", "perfusion_fluid")).subjects == set()


@pytest.mark.parametrize("kind", ["transplant_instruments", "other"])
def test_at_least_one_kind_must_be_what_hardly_anything_else_needs(kind):
    assert asking(supplies_without_licence, DRAWN.replace("perfusion_fluid", kind)).subjects == set()


def test_a_licence_explains_and_so_does_one_renewed_late():
    assert asking(supplies_without_licence, DRAWN.replace("2025-10-02", "-")).subjects == set()
    assert asking(supplies_without_licence, DRAWN.replace("2025-10-02", "2025-10-03")).subjects == set()
    assert asking(supplies_without_licence, DRAWN.replace("2025-10-02", "2025-10-03"), grace_days=89).subjects == {
        "house"
    }


@pytest.mark.parametrize("status", ["suspended", "withdrawn", "expired"])
def test_a_licence_that_was_taken_away_does_not_explain(status):
    assert asking(supplies_without_licence, DRAWN.replace("2025-10-02 | valid", f"- | {status}")).subjects == {"house"}


@pytest.mark.parametrize(
    ("place", "first", "second"),
    [
        ("hospital", "perfusion_fluid", "theatre_waste"),
        ("hospital", "induction_medicine", "transplant_instruments"),
        ("clinic", "perfusion_fluid", "theatre_waste"),
        ("clinic", "induction_medicine", "transplant_instruments"),
        ("laboratory", "crossmatch_kit", "theatre_waste"),
        ("pharmacy", "induction_medicine", "theatre_waste"),
        ("dialysis_unit", "induction_medicine", "theatre_waste"),
    ],
)
def test_what_a_place_needs_for_its_own_work_does_not_count(place, first, second):
    drawn = (
        DRAWN.replace("house | -", f"house | {place}")
        .replace("perfusion_fluid", first)
        .replace("theatre_waste", second)
    )
    assert asking(supplies_without_licence, drawn).subjects == set()


def test_a_hospital_with_fluid_and_induction_is_asked_about_unless_organs_are_recovered_there():
    hospital = DRAWN.replace("house | -", "house | hospital").replace("theatre_waste", "induction_medicine")
    assert asking(supplies_without_licence, hospital).subjects == {"house"}
    organs = "\n    organ\n    id | facility | deceased_donor\n    o1 | house | {}\n"
    assert asking(supplies_without_licence, hospital + organs.format("d1")).subjects == set()
    assert asking(supplies_without_licence, hospital + organs.format("-")).subjects == {"house"}


def test_a_row_of_nothing_is_no_delivery_and_an_unknown_number_is_one():
    assert asking(supplies_without_licence, DRAWN.replace("| 9", "| 0")).subjects == set()
    assert asking(supplies_without_licence, DRAWN.replace("| 9", "| -")).subjects == {"house"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    bare = "supply_delivery\nid\ns1\n\nfacility\nid\nf1\n\nlicence\nid\nl1"
    assert asking(supplies_without_licence, bare).subjects == set()
