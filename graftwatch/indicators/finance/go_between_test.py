"""FI-01, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.finance.go_between import go_between
from graftwatch.testing import asking

ACCOUNTS = """
    account
    id     | holder_kind | licensed | person
    hub    | individual  | -        | bo
    ana    | individual  | -        | p1
    ben    | individual  | -        | p2
    cai    | individual  | -        | p3
    dora   | individual  | -        | p4
    eli    | individual  | -        | p5
    clinic | hospital    | yes      | -
    air    | travel_merchant | -    | -
    shop   | merchant    | -        | -
"""
IN = """
    payment
    id | payer_account | payee_account | paid_on    | amount
    i1 | ana           | hub           | 2026-01-01 | 2_000_000
    i2 | ben           | hub           | 2026-01-10 | 1_000_000
    i3 | cai           | hub           | 2026-01-20 | 1_000_000
"""
OUT = """
    o1 | hub           | clinic        | 2026-02-01 | 2_000_000
    o2 | hub           | dora          | 2026-02-02 |   400_000
    o3 | hub           | eli           | 2026-04-01 |   400_000
"""


def _picture(ins=IN, outs=OUT, accounts=ACCOUNTS):
    return f"{accounts}\n{ins.rstrip()}\n{outs.strip(chr(10))}"


def test_a_go_between_is_asked_about_with_every_payment_of_the_window():
    answer = asking(go_between, _picture())
    assert answer.subjects == {"hub"}
    assert answer.sizes == {"hub": 3.0}
    assert {row for table, row in answer.cited if table == "payment"} == {"i1", "i2", "i3", "o1", "o2", "o3"}
    assert {row for table, row in answer.cited if table == "person"} == {"p1", "p2", "p3", "p4", "p5"}
    assert set(answer.number("share_passed_on")) == {0.7}


def test_the_window_ends_on_its_last_day():
    assert asking(go_between, _picture(), window_days=90).subjects == {"hub"}
    assert asking(go_between, _picture(), window_days=89).subjects == set()


def test_three_payers_and_no_fewer():
    assert asking(go_between, _picture(), min_in=3).subjects == {"hub"}
    assert asking(go_between, _picture(), min_in=4).subjects == set()


def test_a_payer_who_pays_twice_is_one_payer():
    assert asking(go_between, _picture(ins=IN.replace("cai ", "ben "))).subjects == set()


def test_two_private_payees_and_no_fewer():
    assert asking(go_between, _picture(), min_out=2).subjects == {"hub"}
    assert asking(go_between, _picture(), min_out=3).subjects == set()


def test_a_travel_firm_counts_as_a_payee():
    assert asking(go_between, _picture(outs=OUT.replace("eli ", "air "))).subjects == {"hub"}


def test_a_shop_is_no_payee_that_we_ask_about():
    assert asking(go_between, _picture(outs=OUT.replace("eli ", "shop "))).subjects == set()


def test_without_a_place_of_care_nobody_is_asked_about():
    assert asking(go_between, _picture(outs=OUT.replace("clinic", "shop  "))).subjects == set()


def test_the_share_passed_on_is_exact():
    less = OUT.replace("400_000\n    o3", "399_999\n    o3")
    assert asking(go_between, _picture(), min_pass=0.7).subjects == {"hub"}
    assert asking(go_between, _picture(outs=less), min_pass=0.7).subjects == set()


def test_the_median_payment_in_is_exact():
    small = IN.replace("1_000_000", "  999_999")
    assert asking(go_between, _picture(), median_in=1_000_000).subjects == {"hub"}
    assert asking(go_between, _picture(ins=small), median_in=1_000_000).subjects == set()
    assert asking(go_between, _picture(ins=small), median_in=999_999).subjects == {"hub"}


@pytest.mark.parametrize("kind", ["hospital", "insurer", "employer", "charity", "medical_travel_firm"])
def test_a_licensed_institution_is_not_asked_about(kind):
    licensed = ACCOUNTS.replace("hub    | individual  | -  ", f"hub | {kind} | yes")
    assert asking(go_between, _picture(accounts=licensed)).subjects == set()


@pytest.mark.parametrize("kind", ["hospital", "charity", "medical_travel_firm"])
def test_an_institution_that_the_register_calls_unlicensed_is(kind):
    unlicensed = ACCOUNTS.replace("hub    | individual  | -  ", f"hub | {kind} | no")
    assert asking(go_between, _picture(accounts=unlicensed)).subjects == {"hub"}


def test_a_refund_to_a_payer_makes_no_payee():
    assert asking(go_between, _picture(outs=OUT.replace("eli ", "ana "))).subjects == set()


def test_the_holder_moving_own_money_is_neither_payer_nor_payee():
    own = ACCOUNTS.replace("| p3", "| bo")
    assert asking(go_between, _picture(accounts=own)).subjects == set()
    own = ACCOUNTS.replace("| p5", "| bo")
    assert asking(go_between, _picture(accounts=own)).subjects == set()


def test_proven_kin_of_the_holder_are_no_strangers():
    file = """

    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof
    f1 | p5    | bo        | parent       | {}
    """
    assert asking(go_between, _picture() + file.format("proven")).subjects == set()
    assert asking(go_between, _picture() + file.format("claimed")).subjects == {"hub"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    nothing = """
    account
    id  | holder_kind | person
    hub | -           | -
    ana | -           | -

    payment
    id | payer_account | payee_account | paid_on | amount
    i1 | -             | -             | -       | -
    i2 | ana           | hub           | -       | -
    """
    assert asking(go_between, nothing).subjects == set()


def test_empty_tables_ask_about_nobody():
    assert asking(go_between, "account\nid\n\npayment\nid").subjects == set()
