"""What hubs paid out and received."""

from graftwatch.indicators.asking import Sitting
from graftwatch.indicators.views.hub_payment import hub_payment
from graftwatch.testing import asking, sit

MONEY = """
    account
    id  | holder_kind | person
    bo  | individual  | p0
    own | individual  | p0
    ana | individual  | p1
    ben | individual  | p2

    payment
    id | payer_account | payee_account | paid_on    | amount
    r1 | ana           | bo            | 2026-01-01 | 2_000_000
    r2 | ana           | bo            | 2026-01-01 | 2_000_000
    r3 | ben           | bo            | 2026-01-01 | 100
    s1 | bo            | ben           | 2026-01-02 | 100
    s2 | bo            | own           | 2026-01-02 | 100
    x1 | ana           | ben           | 2026-01-02 | 100
"""


def _moved(picture, **settings):
    rows = asking(hub_payment, picture, **settings).rows.to_pylist()
    return {(row["hub"], row["payment"], row["incoming"], row["other"], row["person"]) for row in rows}


OUT = {("bo", "s1", False, "ben", "p2")}
IN = {("bo", "r1", True, "ana", "p1"), ("bo", "r2", True, "ana", "p1"), ("bo", "r3", True, "ben", "p2")}


def test_what_a_hub_paid_out_and_received_with_whom():
    assert _moved(MONEY) == OUT | IN


def test_what_went_in_is_kept_only_for_hubs_with_half_as_many_large_receipts_as_payers_are_needed():
    assert _moved(MONEY, min_payers=4) == OUT | IN
    assert _moved(MONEY, min_payers=5) == OUT
    assert sit(MONEY).settings_of(hub_payment) == {"min_payers": 3}
    assert Sitting({}, sit(MONEY).today, {"FI-01": {"min_in": 2}}).settings_of(hub_payment) == {"min_payers": 2}


def test_a_shop_is_no_payee_that_questions_ask_about():
    assert _moved(MONEY.replace("ben | individual", "ben | merchant"), min_payers=9) == set()


def test_missing_values_and_empty_tables_give_nothing():
    assert _moved("account\nid\na1\n\npayment\nid\np1") == set()
    assert _moved("account\nid\n\npayment\nid") == set()
