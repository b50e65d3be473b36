"""Theatre, pharmacy and registry beside each other."""

from graftwatch.indicators.views.centre_month import centre_month
from graftwatch.testing import asking

THEATRE = """
    theatre_count
    id | facility | month      | n_nephrectomies | n_implants | n_anaesthesias | recorded_on
    c1 | north    | 2025-03-01 | 1               | 2          | 3              | 2025-04-02
    c0 | north    | 2025-03-01 | 9               | 9          | 9              | 2025-04-01
"""
DONE = """
    transplant
    id | facility | performed_on | organ_kind | donor_type | organ
    t1 | north    | 2025-03-31   | kidney     | living     | o1
    t2 | north    | 2025-03-01   | kidney_pancreas | deceased | -
    t3 | north    | 2025-03-05   | liver      | deceased   | -
    t4 | north    | 2025-04-01   | kidney     | living     | -
"""
PHARMACY = """
    pharmacy_count
    id | facility | month      | n_inductions | recorded_on
    p1 | north    | 2025-03-01 | 3            | 2025-05-01
    p2 | south    | 2025-03-01 | 1            | 2025-05-01
"""
ORGAN = """
    organ
    id | facility
    o1 | south
"""


def _row(picture, facility="north"):
    (row,) = [row for row in asking(centre_month, picture).rows.to_pylist() if row["facility"] == facility]
    return row


def test_the_month_counted_last_stands_beside_the_registry():
    row = _row(THEATRE + DONE)
    assert (row["theatre_count"], row["n_implants"]) == ("c1", 2)
    assert row["n_registered_implants"] == 2
    assert row["n_registered_nephrectomies"] == 1
    assert row["n_registered_transplants"] == 3
    assert row["n_inductions"] is None


def test_a_pharmacy_counts_where_the_theatre_did_not():
    assert _row(THEATRE + DONE + PHARMACY)["n_inductions"] == 3
    assert str(_row(THEATRE + DONE + PHARMACY)["recorded_on"]) == "2025-05-01"
    south = _row(THEATRE + DONE + PHARMACY, "south")
    assert south["n_implants"] is None
    assert south["n_registered_transplants"] == 0


def test_a_living_donor_counts_where_the_organ_was_recovered():
    assert _row(THEATRE + DONE + ORGAN)["n_registered_nephrectomies"] == 0
    assert _row(THEATRE + DONE + PHARMACY + ORGAN, "south")["n_registered_nephrectomies"] == 1


def test_missing_values_and_empty_tables_give_nothing():
    assert asking(centre_month, "theatre_count\nid\nc1\n\ntransplant\nid\nt1").rows.num_rows == 0
    assert asking(centre_month, "theatre_count\nid\n\ntransplant\nid\n\npharmacy_count\nid").rows.num_rows == 0
