"""The last dialysis of each patient."""

from graftwatch.indicators.views.last_dialysis import last_dialysis
from graftwatch.testing import asking

SESSIONS = """
    dialysis_session
    person | facility | held_on
    ana    | north    | 2025-01-01
    ana    | south    | 2025-03-01
    ben    | south    | 2025-05-01
    ben    | north    | 2025-06-01
    cleo   | -        | 2025-02-01
    dina   | -        | 2025-07-01
"""


def rows(picture):
    return {
        (r["person"], str(r["last_on"]), str(r["reports_until"]))
        for r in asking(last_dialysis, picture).rows.to_pylist()
    }


def test_the_last_session_stands_beside_the_last_report_of_its_unit():
    assert rows(SESSIONS) == {
        ("ana", "2025-03-01", "2025-05-01"),
        ("ben", "2025-06-01", "2025-06-01"),
        ("cleo", "2025-02-01", "2025-07-01"),
        ("dina", "2025-07-01", "2025-07-01"),
    }


def test_rows_without_values_are_nobodys():
    assert rows("dialysis_session\nid\ns1") == set()
