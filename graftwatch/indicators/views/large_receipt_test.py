"""Which receipts the money questions begin with."""

from graftwatch.indicators.asking import Sitting
from graftwatch.indicators.views.large_receipt import large_receipt
from graftwatch.testing import asking, sit

MONEY = """
    account
    id   | holder_kind | person | licensed
    bo   | individual  | p0     | -
    ana  | individual  | p1     | -
    firm | merchant    | -      | -
    ward | hospital    | -      | yes

    payment
    id | payer_account | payee_account | paid_on    | amount
    r1 | {payer}       | {payee}       | 2026-01-01 | 1_000_000
"""


def _hubs(payer="ana", payee="bo", **settings):
    rows = asking(large_receipt, MONEY.format(payer=payer, payee=payee), **settings).rows
    return dict(zip(rows["hub"].to_pylist(), rows["holder"].to_pylist(), strict=True))


def test_a_large_sum_from_a_private_payer_makes_a_hub():
    assert _hubs() == {"bo": "p0"}
    assert _hubs(payee="firm") == {"firm": None}
    assert _hubs(least=1_000_001) == {}


def test_moving_ones_own_money_makes_none():
    assert _hubs(payee="ana") == {}
    own = MONEY.format(payer="ana", payee="bo").replace("| p1 ", "| p0 ")
    assert asking(large_receipt, own).rows.num_rows == 0


def test_a_firms_payment_or_a_licensed_payee_makes_none():
    assert _hubs(payer="firm") == {}
    assert _hubs(payee="ward") == {}


def test_the_least_sum_follows_the_questions_that_need_it():
    picture = MONEY.format(payer="ana", payee="bo")
    assert sit(picture).settings_of(large_receipt) == {"least": 1_000_000}
    lower = Sitting({}, sit(picture).today, {"FI-02": {"min_in": 700}})
    assert lower.settings_of(large_receipt) == {"least": 700}


def test_missing_values_and_empty_tables_give_nothing():
    assert asking(large_receipt, "account\nid\na1\n\npayment\nid\np1").rows.num_rows == 0
    assert asking(large_receipt, "account\nid\n\npayment\nid").rows.num_rows == 0
