"""The pharmacy's month against the registry's: as many, fewer, more, and fluid for no operation."""

from graftwatch.indicators.reconciliation.pharmacy_counts_apart import pharmacy_counts_apart
from graftwatch.testing import asking

AGREED = """
    pharmacy_count
    id | facility | month      | n_inductions | n_perfusion_units
    p1 | north    | 2026-01-01 | 2            | 4

    transplant
    id | recipient | organ_kind | facility | performed_on
    t1 | ana       | kidney     | north    | 2026-01-01
    t2 | eve       | liver      | north    | 2026-01-31

    organ
    id | kind | facility | recovered_on
"""
IDLE = AGREED.replace("2026-01-01 | 2 ", "2026-02-01 | 0 ")


def listed(picture: str, today: str = "2026-06-30", **settings: float) -> list[tuple[object, ...]]:
    answer = asking(pharmacy_counts_apart, picture, today, **settings)
    return list(zip(*(answer.number(name) for name in ("what", "n_counted", "n_registered")), strict=True))


def test_as_many_courses_as_transplants_or_fewer_agree():
    assert listed(AGREED) == []
    assert listed(AGREED.replace("| 2            |", "| 1 |")) == []
    assert listed(AGREED.replace("| 2            |", "| - |")) == []


def test_one_course_more_than_there_were_transplants_is_listed():
    assert listed(AGREED.replace("| 2            |", "| 3 |")) == [("inductions_apart", 3, 2)]


def test_a_state_may_spare_a_course():
    assert listed(AGREED.replace("| 2            |", "| 3 |"), spare=1) == []
    assert listed(AGREED.replace("| 2            |", "| 4 |"), spare=1) == [("inductions_apart", 4, 2)]


def test_a_transplant_elsewhere_or_in_another_month_does_not_count():
    assert listed(AGREED.replace("liver      | north", "liver | south")) == [("inductions_apart", 2, 1)]
    assert listed(AGREED.replace("2026-01-31", "2026-02-01")) == [("inductions_apart", 2, 1)]


def test_perfusion_fluid_in_a_month_without_any_operation_is_listed():
    assert listed(IDLE) == [("perfusion_apart", 4, 0)]
    assert listed(IDLE + "    o1 | liver | north | 2026-02-28\n") == []
    assert listed(IDLE.replace("| 4\n", "| 0\n")) == []


def test_without_organs_on_file_fluid_is_not_compared():
    assert listed(IDLE.split("\n\n    organ")[0]) == []


def test_a_month_is_compared_from_the_day_registration_is_due():
    more = AGREED.replace("| 2            |", "| 3 |")
    assert listed(more, today="2026-05-02", due_days=90) == [("inductions_apart", 3, 2)]
    assert listed(more, today="2026-05-01", due_days=90) == []
