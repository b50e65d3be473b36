"""The theatre's month against the registry's: equal, apart either way, counted in parts, not counted, not yet due."""

from graftwatch.indicators.reconciliation.theatre_counts_apart import theatre_counts_apart
from graftwatch.testing import asking

AGREED = """
    theatre_count
    id | facility | month      | n_nephrectomies | n_implants | n_anaesthesias
    c1 | north    | 2026-01-01 | 1               | 2          | 3

    transplant
    id | recipient | donor_type | organ_kind      | facility | performed_on
    t1 | ana       | living     | kidney          | north    | 2026-01-01
    t2 | eve       | deceased   | kidney_pancreas | north    | 2026-01-31
    t3 | ida       | deceased   | liver           | north    | 2026-01-31

    organ
    id | kind   | living_donor | facility | recovered_on
    o1 | kidney | ben          | north    | 2026-01-01
    o2 | kidney | -            | north    | 2026-01-31
"""


def listed(picture: str, today: str = "2026-06-30", **settings: float) -> set[tuple[object, ...]]:
    answer = asking(theatre_counts_apart, picture, today, **settings)
    names = ("row", "what", "n_counted", "n_registered")
    return set(zip(*(answer.number(name) for name in names), strict=True))


def test_a_month_in_which_all_count_alike_is_not_listed():
    assert listed(AGREED) == set()


def test_an_operation_that_the_registry_does_not_know_is_listed():
    assert listed(AGREED.replace("| 2          | 3", "| 3 | 4")) == {("c1", "implants_apart", 3, 2)}


def test_an_operation_that_the_theatre_does_not_know_is_listed():
    assert listed(AGREED.replace("2026-01-31\n    t3", "2026-02-01\n    t3")) == {("c1", "implants_apart", 2, 1)}


def test_a_living_donor_whom_the_registry_does_not_know_is_listed():
    assert listed(AGREED.replace("| 1               | 2          | 3", "| 2 | 2 | 4")) == {
        ("c1", "nephrectomies_apart", 2, 1)
    }


def test_more_or_fewer_anaesthesias_than_operations_are_listed():
    assert listed(AGREED.replace("| 2          | 3", "| 2 | 4")) == {("c1", "anaesthesias_apart", 4, 3)}
    assert listed(AGREED.replace("| 2          | 3", "| 2 | 2")) == {("c1", "anaesthesias_apart", 2, 3)}


def test_two_theatres_of_one_hospital_are_counted_together():
    parts = AGREED.replace("| 1               | 2          | 3", "| 1 | 1 | 2\n    c2 | north | 2026-01-01 | 0 | 1 | 1")
    assert listed(parts) == set()


def test_a_number_that_was_not_counted_is_not_compared():
    assert listed(AGREED.replace("| 1               | 2          | 3", "| - | 2 | 9")) == set()


def test_a_hospital_that_counted_nothing_while_the_registry_has_operations_is_listed():
    assert listed(AGREED.replace("| 1               | 2          | 3", "| 0 | 0 | 0")) == {
        ("c1", "implants_apart", 0, 2),
        ("c1", "nephrectomies_apart", 0, 1),
    }


def test_a_month_is_compared_from_the_day_registration_is_due():
    apart = AGREED.replace("| 2          | 3", "| 3 | 4")
    assert listed(apart, today="2026-05-02", due_days=90) == {("c1", "implants_apart", 3, 2)}
    assert listed(apart, today="2026-05-01", due_days=90) == set()


def test_without_organs_on_file_nephrectomies_are_not_compared():
    without = AGREED.split("\n\n    organ")[0] + "\n"
    assert listed(without.replace("| 1               | 2          | 3", "| 2 | 2 | 4")) == set()
