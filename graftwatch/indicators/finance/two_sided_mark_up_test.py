"""FI-02, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.finance.two_sided_mark_up import two_sided_mark_up
from graftwatch.testing import asking

ACCOUNTS = """
    account
    id  | holder_kind | licensed | person
    bo  | individual  | -        | p0
    ana | individual  | -        | p1
    ben | individual  | -        | p2
    cai | individual  | -        | p3
    mill | employer   | yes      | -
"""
MONEY = """
    payment
    id | payer_account | payee_account | paid_on    | amount
    r1 | ana           | bo            | 2026-01-01 | 1_500_000
    s1 | bo            | ben           | 2026-03-02 |   150_000
"""


def _silent(accounts=ACCOUNTS, money=MONEY, **settings):
    return asking(two_sided_mark_up, accounts + money, **settings).subjects == set()


def test_a_small_slice_to_a_quiet_account_is_asked_about_with_both_legs():
    answer = asking(two_sided_mark_up, ACCOUNTS + MONEY)
    assert answer.sizes == {"bo": 1.0}
    assert answer.cited == {
        ("payment", "r1"), ("payment", "s1"), ("account", "ana"), ("account", "ben"), ("person", "p1"), ("person", "p2")
    }  # fmt: skip
    assert set(answer.number("share_of_receipt")) == {0.1}


def test_two_payees_count_as_two():
    more = MONEY + "    s2 | bo | cai | 2026-03-02 | 100_000\n"
    assert asking(two_sided_mark_up, ACCOUNTS + more).sizes == {"bo": 2.0}
    assert asking(two_sided_mark_up, ACCOUNTS + more, min_payees=2).subjects == {"bo"}
    assert _silent(money=more, min_payees=3)


def test_the_lag_ends_on_its_last_day():
    assert not _silent(lag_days=60)
    assert _silent(lag_days=59)


def test_a_slice_paid_before_the_receipt_is_not_its_slice():
    assert _silent(money=MONEY.replace("2026-03-02", "2025-12-31"))


def test_receipt_and_slice_have_least_amounts():
    assert not _silent(min_in=1_500_000, min_out=150_000)
    assert _silent(min_in=1_500_001)
    assert _silent(min_out=150_001)


def test_the_share_lies_between_its_ends():
    assert not _silent(lo=0.1, hi=0.1)
    assert _silent(lo=0.1001)
    assert _silent(hi=0.0999)


def test_a_payee_with_an_income_is_not_quiet():
    wages = MONEY + "    w1 | mill | ben | 2026-02-01 | {}\n"
    assert _silent(money=wages.format(150_000))
    assert not _silent(money=wages.format(149_999))


def test_quiet_is_looked_back_on_for_so_many_days():
    wages = MONEY + "    w1 | mill | ben | 2025-09-03 | 150_000\n"
    assert _silent(money=wages, quiet_days=180)
    assert not _silent(money=wages, quiet_days=179)


@pytest.mark.parametrize("kind", ["employer", "charity", "hospital"])
def test_a_licensed_institution_is_not_asked_about(kind):
    assert _silent(accounts=ACCOUNTS.replace("bo  | individual  | -  ", f"bo | {kind} | yes"))


def test_money_given_back_to_its_payer_is_no_slice():
    assert _silent(money=MONEY.replace("ben", "ana"))


def test_two_accounts_of_one_person_are_one_person():
    assert _silent(accounts=ACCOUNTS.replace("| p2", "| p1"))
    assert _silent(accounts=ACCOUNTS.replace("| p1", "| p0"))


def test_each_slice_goes_with_the_receipt_just_before_it():
    more = MONEY + "    r0 | cai | bo | 2026-02-01 | 3_000_000\n"
    answer = asking(two_sided_mark_up, ACCOUNTS + more)
    assert {row for table, row in answer.cited if table == "payment"} == {"r0", "s1"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    nothing = """
    account
    id | holder_kind | person
    bo | -           | -

    payment
    id | payer_account | payee_account | paid_on | amount
    r1 | -             | bo            | -       | 2_000_000
    r2 | bo            | -             | -       | -
    """
    assert asking(two_sided_mark_up, nothing).subjects == set()


def test_empty_tables_ask_about_nobody():
    assert asking(two_sided_mark_up, "account\nid\n\npayment\nid").subjects == set()
