"""Which payments are bills for somebody else's tests."""

import pytest

from graftwatch.indicators.views.bill_for_tests import bill_for_tests
from graftwatch.testing import asking

BILL = """
    account
    id   | holder_kind | person | licensed
    bo   | individual  | p0     | -
    lab  | laboratory  | -      | yes
    ward | hospital    | -      | yes

    payment
    id | payer_account | payee_account | paid_on    | amount | purpose   | beneficiary
    b1 | {payer}       | {payee}       | 2026-01-01 | 500    | {purpose} | {tested}
"""


def _bills(payer="bo", payee="lab", purpose="laboratory_bill", tested="ana"):
    picture = BILL.format(payer=payer, payee=payee, purpose=purpose, tested=tested)
    return asking(bill_for_tests, picture).rows["payment"].to_pylist()


def test_a_bill_said_to_be_for_tests_or_paid_to_a_laboratory_is_one():
    assert _bills() == ["b1"]
    assert _bills(payee="ward") == ["b1"]
    assert _bills(purpose="other") == _bills(purpose="-") == ["b1"]


@pytest.mark.parametrize("changed", [{"payee": "ward", "purpose": "hospital_bill"}, {"payee": "ward", "purpose": "-"},
                                     {"payer": "ward"}, {"tested": "p0"}, {"tested": "-"}])  # fmt: skip
def test_other_payments_are_not(changed):
    assert _bills(**changed) == []


def test_missing_values_and_empty_tables_give_nothing():
    assert asking(bill_for_tests, "account\nid\na1\n\npayment\nid\np1").rows.num_rows == 0
    assert asking(bill_for_tests, "account\nid\n\npayment\nid").rows.num_rows == 0
