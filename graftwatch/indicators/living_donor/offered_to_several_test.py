"""LD-21, shown asking, staying silent, and at the edges of its parameters."""

import pytest

from graftwatch.indicators.living_donor.offered_to_several import offered_to_several
from graftwatch.testing import asking

TWO = """
    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof | programme | facility | outcome          | closed_on  | opened_on
    a1 | dan   | rosa      | friend       | none_claimed       | directed  | north    | declined_medical | 2025-02-01 | 2025-01-01
    a2 | dan   | ben       | cousin       | claimed            | -         | south    | open             | -          | 2025-07-01
"""  # noqa: E501


def sizes(picture, **settings):
    return asking(offered_to_several, picture, **settings).sizes


def test_a_candidate_in_the_files_of_two_recipients_is_asked_about():
    answer = asking(offered_to_several, TWO)
    assert answer.sizes == {"dan": 2.0}
    assert answer.cited == {("living_donor_assessment", "a1"), ("living_donor_assessment", "a2")}
    assert answer.number("n_centres") == [2, 2]


def test_one_centre_may_have_both_files():
    assert asking(offered_to_several, TWO.replace("south", "north")).number("n_centres") == [1, 1]


def test_at_least_min_recipients():
    assert sizes(TWO, min_recipients=2) == {"dan": 2.0}
    assert sizes(TWO, min_recipients=3) == {}


def test_window_months_end_on_their_last_day():
    assert sizes(TWO, window_months=6) == {"dan": 2.0}
    assert sizes(TWO.replace("2025-07-01", "2025-07-02"), window_months=6) == {}


@pytest.mark.parametrize(
    ("found", "innocent"),
    [
        ("| ben       |", "| rosa      |"),
        ("| dan   | ben", "| eva   | ben"),
        ("| directed  |", "| paired |"),
        ("| directed  |", "| non_directed |"),
        ("| cousin ", "| paired_exchange "),
        ("| cousin       | claimed ", "| cousin       | proven "),
        ("| declined_medical | 2025-02-01", "| recipient_transplanted | 2025-02-01"),
        ("| declined_medical | 2025-02-01", "| recipient_transplanted | -"),
    ],
    ids=["same recipient", "another donor", "paired", "non-directed", "exchange", "proven", "transplanted", "no day"],
)
def test_a_recipient_is_not_counted(found, innocent):
    assert found in TWO
    assert sizes(TWO.replace(found, innocent)) == {}


DEATH = """
    death
    person | died_on
    rosa   | 2025-07-01
"""


def test_a_first_recipient_who_had_died_frees_the_donor():
    assert sizes(TWO + DEATH) == {}
    assert sizes(TWO + DEATH.replace("2025-07-01", "2025-07-02")) == {"dan": 2.0}


TRANSPLANT = """
    transplant
    id | recipient | donor | performed_on | organ_kind
    t1 | rosa      | -     | 2025-07-01   | kidney
"""


def test_a_first_recipient_who_had_another_organ_frees_the_donor():
    assert sizes(TWO + TRANSPLANT) == {}
    assert sizes(TWO + TRANSPLANT.replace("2025-07-01", "2025-07-02")) == {"dan": 2.0}
    assert sizes(TWO + TRANSPLANT.replace("rosa      | -  ", "rosa      | eva")) == {}
    assert sizes(TWO + TRANSPLANT.replace("rosa      | -  ", "rosa      | dan")) == {"dan": 2.0}


def test_rows_without_values_and_tables_without_rows_ask_about_nobody():
    names = ("living_donor_assessment", "transplant", "death")
    assert asking(offered_to_several, "\n\n".join(f"{name}\nid\nx1" for name in names)).subjects == set()
    assert asking(offered_to_several, "\n\n".join(f"{name}\nid" for name in names)).subjects == set()
