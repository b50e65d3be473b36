"""FA-03, shown asking, staying silent, at both sides of each parameter, and its chance."""

import pytest

from graftwatch.indicators.facility.counts_apart import counts_apart
from graftwatch.testing import asking

HEAD = """
    theatre_count
    id | facility | month | n_nephrectomies | n_implants | n_anaesthesias
"""


def _counted(*, nephrectomies="-", implants="-", anaesthesias="-", month="2025-03-01"):
    return HEAD + f"    c1 | north | {month} | {nephrectomies} | {implants} | {anaesthesias}\n"


def _registered(n, day="2025-03-10", donor="living", kind="kidney"):
    rows = "".join(f"    t{i} | north | {day} | {kind} | {donor}\n" for i in range(n))
    return "\n    transplant\n    id | facility | performed_on | organ_kind | donor_type\n" + rows


def test_more_implants_in_the_theatre_than_in_the_registry_are_asked_about():
    answer = asking(counts_apart, _counted(implants=10) + _registered(4))
    assert answer.sizes == {"north": 6.0}
    assert answer.cited == {("theatre_count", "c1")}
    assert answer.number("n_extra_implants") == [6]


def test_more_than_two_and_no_fewer():
    assert asking(counts_apart, _counted(implants=7) + _registered(4), abs_n=2).subjects == {"north"}
    assert asking(counts_apart, _counted(implants=6) + _registered(4), abs_n=2).subjects == set()


def test_more_than_the_tolerated_share_and_no_less():
    assert asking(counts_apart, _counted(implants=25) + _registered(20), tol=0.24).subjects == {"north"}
    assert asking(counts_apart, _counted(implants=25) + _registered(20), tol=0.25).subjects == set()


def test_late_entries_have_their_grace():
    picture = _counted(implants=9) + _registered(0)
    assert asking(counts_apart, picture, today="2025-06-30", grace_days=90).subjects == {"north"}
    assert asking(counts_apart, picture, today="2025-06-29", grace_days=90).subjects == set()


@pytest.mark.parametrize("what", ["nephrectomies", "implants", "anaesthesias"])
def test_each_count_is_compared(what):
    assert asking(counts_apart, _counted(**{what: 9}) + _registered(0)).subjects == {"north"}


def test_an_anaesthesia_for_donor_and_recipient_each_is_expected():
    assert asking(counts_apart, _counted(anaesthesias=8) + _registered(4)).subjects == set()
    assert asking(counts_apart, _counted(anaesthesias=11) + _registered(4)).subjects == {"north"}


def test_inductions_are_compared_with_transplants_of_all_organs():
    pharmacy = "\n    pharmacy_count\n    id | facility | month | n_inductions\n    p1 | north | 2025-03-01 | 9\n"
    answer = asking(counts_apart, _counted(implants=0) + _registered(4, kind="liver") + pharmacy)
    assert answer.number("n_extra_inductions") == [5]
    assert ("pharmacy_count", "p1") in answer.cited
    assert asking(counts_apart, _counted(implants=0) + _registered(8, kind="liver") + pharmacy).subjects == set()


def test_a_registry_that_holds_more_is_no_finding():
    assert asking(counts_apart, _counted(implants=1, nephrectomies=1) + _registered(9)).subjects == set()


def test_a_month_that_nobody_counted_is_not_compared():
    assert asking(counts_apart, _counted() + _registered(9)).subjects == set()


def test_the_worst_year_is_shown():
    two = _counted(implants=5) + "    c2 | north | 2024-03-01 | - | 9 | -\n" + _registered(0)
    answer = asking(counts_apart, two)
    assert answer.sizes == {"north": 9.0}
    assert answer.cited == {("theatre_count", "c2")}


def test_chance_falls_with_the_surplus_and_stays_a_share():
    (small,) = asking(counts_apart, _counted(implants=7) + _registered(4)).number("share_p")
    (large,) = asking(counts_apart, _counted(implants=14) + _registered(4)).number("share_p")
    assert 0 < large < 1e-5 < small <= 1
    assert small == pytest.approx(4 * 0.080301, rel=1e-3)


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(counts_apart, "theatre_count\nid\nc1\n\ntransplant\nid\nt1").subjects == set()


def test_empty_tables_ask_about_nobody():
    assert asking(counts_apart, "theatre_count\nid\n\ntransplant\nid\n\npharmacy_count\nid").subjects == set()
