"""Donor files with pair and circle."""

from graftwatch.indicators.views.donor_file import donor_file
from graftwatch.testing import asking

FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on
    a1 | dan   | rosa      | 2025-03-01
    a2 | eva   | rosa      | 2025-04-01
    a3 | ines  | -         | 2025-04-01
    a4 | -     | -         | -
"""


def test_files_of_one_recipient_share_a_circle_and_a_file_of_nobody_is_its_own():
    rows = {row["assessment"]: row for row in asking(donor_file, FILES).rows.to_pylist()}
    assert {key: row["circle"] for key, row in rows.items()} == {"a1": "dan", "a2": "dan", "a3": "ines", "a4": "a4"}
    assert {key: row["pair"] for key, row in rows.items()} == {
        "a1": "dan:rosa", "a2": "eva:rosa", "a3": None, "a4": None,
    }  # fmt: skip


def test_without_files_there_is_nothing():
    assert asking(donor_file, "living_donor_assessment\nid").rows.num_rows == 0
