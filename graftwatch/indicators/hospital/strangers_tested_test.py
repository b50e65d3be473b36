"""HO-14, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.hospital.strangers_tested import strangers_tested
from graftwatch.testing import asking

THREE = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | dan   | rosa      | 2025-01-01

    laboratory_order
    id | person | test           | payer_kind   | payer | payer_account | assessment | ordered_on
    o1 | p1     | hla_typing     | other_person | rosa  | -             | -          | 2025-01-01
    o2 | p2     | crossmatch     | -            | rosa  | -             | -          | 2025-03-01
    o3 | p3     | ct_angiography | self         | rosa  | -             | -          | 2025-07-01
"""


def subjects(picture, **settings):
    return asking(strangers_tested, picture, **settings).subjects


def test_one_payer_for_three_strangers_is_asked_about():
    answer = asking(strangers_tested, THREE)
    assert answer.sizes == {"person:rosa": 3}
    assert answer.cited == {("laboratory_order", key) for key in ("o1", "o2", "o3")}


def test_at_least_min_people():
    assert subjects(THREE, min_people=3) == {"person:rosa"}
    assert subjects(THREE, min_people=4) == set()


def test_window_months_end_on_their_last_day():
    assert subjects(THREE, window_months=6) == {"person:rosa"}
    assert subjects(THREE.replace("2025-07-01", "2025-07-02"), window_months=6) == set()


@pytest.mark.parametrize(
    ("found", "innocent"),
    [
        ("o2 | p2 ", "o2 | p1 "),
        ("o2 | p2 ", "o2 | dan "),
        ("o2 | p2 ", "o2 | rosa "),
        ("crossmatch     | -           ", "crossmatch     | study       "),
        ("crossmatch     | -           ", "crossmatch     | charity     "),
        ("crossmatch     | -           ", "crossmatch     | employer    "),
        ("crossmatch ", "blood_group"),
        ("-          | 2025-03-01", "a1         | 2025-03-01"),
    ],
    ids=["tested twice", "donor on file", "the payer", "study", "charity", "employer", "blood group", "in a file"],
)  # fmt: skip
def test_a_test_is_not_counted(found, innocent):
    assert found in THREE
    assert subjects(THREE.replace(found, innocent)) == set()


def test_a_relative_by_claim_or_by_home_is_no_stranger():
    claim = """
    kinship_claim
    donor | recipient | relationship
    p2    | rosa      | cousin
    """
    assert subjects(THREE + claim) == set()
    home = """
    person
    id   | family_name | address
    rosa | LIMA        | ROAD1
    p2   | SOTO        | ROAD1
    p3   | VEGA        | -
    """
    assert subjects(THREE + home) == set()
    assert subjects(THREE + home.replace("p2   | SOTO        | ROAD1", "p2   | LIMA        | ROAD2")) == set()
    assert subjects(THREE + home.replace("p2   | SOTO        | ROAD1", "p2   | SOTO        | ROAD2")) == {"person:rosa"}


def test_a_patient_on_the_list_is_tested_for_their_own_sake():
    listed = """
    waiting_list_entry
    person
    p2
    """
    assert subjects(THREE + listed) == set()


PAID = (
    THREE.replace("| rosa  | -            ", "| -     | k1           ")
    + """
    account
    id | person | holder_kind | licensed
    k1 | -      | merchant    | -
"""
)


def test_a_firm_that_pays_is_known_by_its_account_whatever_kind_of_payer_the_order_names():
    assert subjects(PAID) == {"account:k1"}
    assert subjects(PAID.replace("| -            | -     | k1", "| employer     | -     | k1")) == {"account:k1"}


def test_an_account_that_its_holders_business_or_licence_explains_is_not_asked_about():
    assert subjects(PAID.replace("merchant ", "insurer  ")) == set()
    assert subjects(PAID.replace("merchant    | -", "charity     | yes")) == set()


def test_a_payer_known_by_name_here_and_by_account_there_is_one_payer():
    holder = PAID.replace("k1 | -      | merchant  ", "k1 | rosa   | individual")
    mixed = holder.replace("| -            | -     | k1           ", "| -            | rosa  | -            ")
    assert mixed != holder
    assert asking(strangers_tested, mixed).sizes == {"account:k1": 3}


def test_without_a_register_of_accounts_the_kind_of_payer_on_the_order_counts():
    alone = PAID[: PAID.index("    account\n")].rstrip() + "\n"
    assert subjects(alone) == {"account:k1"}
    assert subjects(alone.replace("| -            | -     | k1", "| employer     | -     | k1")) == set()


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    empty = "living_donor_assessment\nid\na1\n\nlaboratory_order\nid\no1\no2\n\nperson\nid\np1\n\naccount\nid\nk1"
    assert subjects(empty, min_people=1) == set()
    assert subjects("living_donor_assessment\nid\n\nlaboratory_order\nid") == set()
