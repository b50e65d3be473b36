"""FI-13, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.finance.pays_for_strangers import pays_for_strangers
from graftwatch.testing import asking

ACCOUNTS = """
    account
    id  | holder_kind | licensed | person
    bo  | individual  | -        | p0
    lab | laboratory  | yes      | -
"""
BILLS = """
    payment
    id | payer_account | payee_account | paid_on    | amount | purpose         | beneficiary
    b1 | bo            | lab           | 2026-01-01 | 50_000 | laboratory_bill | ana
    b2 | bo            | lab           | 2026-03-01 | 50_000 | -               | ben
    b3 | bo            | lab           | 2026-06-30 | 50_000 | laboratory_bill | cai
"""


def test_a_payer_of_three_strangers_tests_is_asked_about():
    answer = asking(pays_for_strangers, ACCOUNTS + BILLS)
    assert answer.sizes == {"bo": 3.0}
    assert answer.cited == {
        *(("payment", bill) for bill in ("b1", "b2", "b3")),
        *(("person", tested) for tested in ("ana", "ben", "cai")),
    }
    assert set(answer.number("amount_total")) == {150_000}


def test_the_window_ends_on_its_last_day():
    assert asking(pays_for_strangers, ACCOUNTS + BILLS, window_days=180).subjects == {"bo"}
    assert asking(pays_for_strangers, ACCOUNTS + BILLS, window_days=179).subjects == set()


def test_three_people_and_no_fewer():
    assert asking(pays_for_strangers, ACCOUNTS + BILLS, min_people=3).subjects == {"bo"}
    assert asking(pays_for_strangers, ACCOUNTS + BILLS, min_people=4).subjects == set()


def test_the_total_is_exact():
    assert asking(pays_for_strangers, ACCOUNTS + BILLS, min_total=150_000).subjects == {"bo"}
    assert asking(pays_for_strangers, ACCOUNTS + BILLS, min_total=150_001).subjects == set()


def test_several_bills_of_one_person_are_one_person():
    assert asking(pays_for_strangers, ACCOUNTS + BILLS.replace("cai", "ben")).subjects == set()


def test_paying_for_oneself_is_not_paying_for_a_stranger():
    assert asking(pays_for_strangers, ACCOUNTS + BILLS.replace("cai", "p0 ")).subjects == set()


def test_proven_kin_of_the_payer_are_no_strangers():
    file = """
    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof
    f1 | cai   | p0        | sibling      | {}
    """
    assert asking(pays_for_strangers, ACCOUNTS + BILLS + file.format("proven")).subjects == set()
    assert asking(pays_for_strangers, ACCOUNTS + BILLS + file.format("claimed")).subjects == {"bo"}


def test_a_hospital_bill_is_not_a_test_bill():
    other = ACCOUNTS + "    clinic | hospital | yes | -\n"
    bills = BILLS.replace("b3 | bo            | lab   ", "b3 | bo | clinic").replace(
        "laboratory_bill | cai", "hospital_bill | cai"
    )
    assert asking(pays_for_strangers, other + bills).subjects == set()


def test_a_test_bill_paid_to_a_hospital_is_one():
    other = ACCOUNTS + "    clinic | hospital | yes | -\n"
    bills = BILLS.replace("b3 | bo            | lab   ", "b3 | bo | clinic")
    assert asking(pays_for_strangers, other + bills).subjects == {"bo"}


@pytest.mark.parametrize("kind", ["employer", "insurer", "hospital", "charity"])
def test_a_licensed_institution_may_pay_for_many(kind):
    licensed = ACCOUNTS.replace("bo  | individual  | -  ", f"bo | {kind} | yes")
    assert asking(pays_for_strangers, licensed + BILLS).subjects == set()


def test_a_charity_without_permit_is_asked_about():
    charity = ACCOUNTS.replace("bo  | individual  | -  ", "bo | charity | -")
    assert asking(pays_for_strangers, charity + BILLS).subjects == {"bo"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    nothing = """
    account
    id | holder_kind | person
    bo | -           | -

    payment
    id | payer_account | payee_account | paid_on | amount | purpose | beneficiary
    b1 | bo            | -             | -       | -      | -       | -
    b2 | -             | -             | -       | -      | laboratory_bill | ana
    b3 | bo            | -             | -       | -      | laboratory_bill | ana
    b4 | bo            | -             | -       | -      | laboratory_bill | ben
    b5 | bo            | -             | -       | -      | laboratory_bill | cai
    """
    assert asking(pays_for_strangers, nothing).subjects == set()


def test_empty_tables_ask_about_nobody():
    assert asking(pays_for_strangers, "account\nid\n\npayment\nid").subjects == set()
