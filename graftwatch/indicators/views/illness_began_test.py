"""Since when each recipient's illness was known."""

from graftwatch.indicators.views.illness_began import illness_began
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on  | recipient_workup_started_on
    a1 | dan   | rosa      | 2025-03-01 | 2025-01-01
    a2 | eva   | ben       | 2025-03-01 | 2024-12-01
    a3 | ugo   | ben       | 2025-04-01 | 2024-11-01
    a4 | ida   | -         | 2025-04-01 | 2024-11-01
    a5 | leo   | cleo      | 2025-04-01 | -
"""
LIST = """
    waiting_list_entry
    id | person | listed_on  | dialysis_started_on
    w1 | rosa   | 2025-02-01 | -
    w2 | rosa   | 2024-06-01 | 2024-02-01
    w3 | nobody | 2020-01-01 | 2020-01-01
"""


def rows(picture):
    found = asking(illness_began, picture).rows.to_pylist()
    return {(r["patient"], str(r["began_on"]), r["waiting_list_entry"]) for r in found}


def test_the_first_dialysis_or_listing_counts_and_before_either_the_first_work_up():
    assert rows(FILES + LIST) == {("rosa", "2024-02-01", "w2"), ("ben", "2024-11-01", None)}


def test_a_listing_counts_even_where_the_work_up_is_said_to_be_earlier():
    late = LIST.replace("2024-06-01 | 2024-02-01", "2025-06-01 | 2025-05-01")
    assert ("rosa", "2025-02-01", "w1") in rows(FILES + late)


def test_without_a_list_the_work_up_speaks():
    assert rows(FILES) == {("rosa", "2025-01-01", None), ("ben", "2024-11-01", None)}


def test_rows_without_values_are_nobodys():
    assert rows("living_donor_assessment\nid\na1\n\nwaiting_list_entry\nid\nw1") == set()
