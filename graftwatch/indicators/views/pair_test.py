"""The pairs, wherever donor and recipient appear together."""

from graftwatch.indicators.views.pair import pair
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    donor | recipient | opened_on
    dan   | rosa      | 2025-03-01
    ines  | -         | 2025-03-01
"""


def rows(picture):
    return {row["pair"]: str(row["first_on"]) for row in asking(pair, picture).rows.to_pylist()}


def test_a_donor_file_names_a_pair_unless_the_gift_is_to_nobody_in_particular():
    assert rows(FILE) == {"dan:rosa": "2025-03-01"}


def test_the_same_pair_in_several_records_is_one_pair_since_the_first():
    more = (
        FILE
        + """
    transplant
    donor | recipient | performed_on
    dan   | rosa      | 2025-06-01

    kinship_claim
    donor | recipient | submitted_on
    dan   | rosa      | 2025-02-01
    """
    )
    assert rows(more) == {"dan:rosa": "2025-02-01"}


def test_a_transplant_that_names_no_donor_finds_them_through_the_organ():
    more = (
        FILE
        + """
    organ
    id | living_donor
    o1 | eva

    transplant
    organ | recipient | performed_on
    o1    | omar      | 2025-06-01
    """
    )
    assert rows(more) == {"dan:rosa": "2025-03-01", "eva:omar": "2025-06-01"}


def test_rows_without_values_and_tables_without_rows_name_no_pair():
    empty = """
    living_donor_assessment
    id
    a1

    transplant
    id
    """
    assert rows(empty) == {}
