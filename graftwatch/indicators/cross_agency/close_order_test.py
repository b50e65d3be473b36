"""XC-03, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.cross_agency.close_order import close_order
from graftwatch.testing import asking

PAIR = """
    living_donor_assessment
    id | donor | recipient | opened_on  | cross_border_authorisation | relationship | relationship_proof
    a1 | dan   | rosa      | 2025-03-01 | -                          | cousin       | claimed

    transplant
    id | donor | recipient | assessment | organ_kind | performed_on
    t1 | dan   | rosa      | a1         | kidney     | 2025-04-30

    journey
    id | person | departed_on | returned_on
    j1 | dan    | 2025-04-10  | 2025-05-15

    laboratory_order
    id | person | test       | ordered_on
    o1 | dan    | crossmatch | 2025-02-01

    account
    id | person | holder_kind
    k1 | rosa   | individual
    k2 | -      | merchant

    payment
    id | payer_account | payee_account | paid_on    | amount
    p1 | k1            | k2            | 2025-04-20 | 9000
    p2 | k1            | k2            | 2024-09-20 | 90
"""


def subjects(picture, **settings):
    return asking(close_order, picture, **settings).subjects


def test_all_steps_in_close_order_are_asked_about():
    answer = asking(close_order, PAIR)
    assert answer.sizes == {"dan:rosa": 5}
    assert answer.cited == {
        ("living_donor_assessment", "a1"), ("transplant", "t1"), ("journey", "j1"),
        ("laboratory_order", "o1"), ("payment", "p1"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("parameter", "found", "edge"),
    [("test_days", "2025-02-01", 88), ("arrival_days", "2025-04-10", 20), ("payment_days", "2025-04-20", 10),
     ("departure_days", "2025-05-15", 15)],
)  # fmt: skip
def test_each_step_lies_within_its_days(parameter, found, edge):
    assert found in PAIR
    assert subjects(PAIR, min_score=1.0, **{parameter: edge}) == {"dan:rosa"}
    assert subjects(PAIR, min_score=1.0, **{parameter: edge - 1}) == set()


def test_min_score_of_the_known_steps_fit():
    late = PAIR.replace("2025-05-15", "2025-09-15")
    assert subjects(late, min_score=0.8) == {"dan:rosa"}
    assert subjects(late, min_score=0.81) == set()


def test_min_known_steps_with_the_operation_among_them():
    unpaid = PAIR[: PAIR.index("    account\n")]
    assert subjects(unpaid, min_known=4) == {"dan:rosa"}
    assert subjects(unpaid, min_known=5) == set()


def test_a_donor_who_was_tested_after_coming_is_an_ordinary_guest():
    assert subjects(PAIR.replace("2025-02-01", "2025-04-12"), min_score=0.81) == set()


def test_proven_kin_and_pairs_with_an_authorisation_are_left_out():
    assert subjects(PAIR.replace("claimed", "proven ")) == set()
    assert subjects(PAIR.replace("2025-03-01 | - ", "2025-03-01 | 77")) == set()


def test_a_payment_to_a_hospital_is_a_bill():
    bill = PAIR.replace("merchant", "hospital")
    assert asking(close_order, bill).sizes == {"dan:rosa": 4}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    assert subjects("living_donor_assessment\nid\na1\n\ntransplant\nid\nt1\n\njourney\nid\nj1") == set()
    assert subjects("living_donor_assessment\nid\n\njourney\nid\n\ntransplant\nid") == set()
