"""Both sides of a hub's payments."""

from graftwatch.indicators.views.hub_payment import hub_payment
from graftwatch.testing import asking

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
    s1 | bo            | ben           | 2026-01-02 | 100
    s2 | bo            | own           | 2026-01-02 | 100
    s3 | bo            | bo            | 2026-01-02 | 100
    x1 | ana           | ben           | 2026-01-02 | 100
"""


def test_a_hubs_payments_both_ways_with_who_stands_at_the_other_end():
    rows = asking(hub_payment, MONEY).rows.to_pylist()
    assert {(row["payment"], row["incoming"], row["other"], row["person"]) for row in rows} == {
        ("r1", True, "ana", "p1"),
        ("s1", False, "ben", "p2"),
    }


def test_missing_values_and_empty_tables_give_nothing():
    assert asking(hub_payment, "account\nid\na1\n\npayment\nid\np1").rows.num_rows == 0
    assert asking(hub_payment, "account\nid\n\npayment\nid").rows.num_rows == 0
