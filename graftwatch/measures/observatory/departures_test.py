"""Removals of a year by reason, as drawn."""

from graftwatch.measures.observatory.departures import departures
from graftwatch.testing import sit

LIST = """
    waiting_list_entry
    id | person | organ  | listed_on
    e1 | ana    | kidney | 2024-03-01
    e2 | ben    | kidney | 2024-03-01
    e3 | eve    | liver  | 2024-03-01

    waiting_list_event
    id | entry | kind        | reason            | effective_on
    v1 | e1    | removed     | unable_to_contact | 2025-01-01
    v2 | e2    | removed     | -                 | 2025-12-31
    v3 | e3    | inactivated | -                 | 2025-05-05
"""


def counted(picture: str, year: int) -> dict[tuple[str, str], int]:
    rows = departures(**sit(picture).tables, year=year).to_pyarrow().to_pylist()
    return {(row["organ"], row["reason"]): row["n"] for row in rows}


def test_removals_count_by_reason_and_one_without_a_reason_says_so():
    assert counted(LIST, 2025) == {("kidney", "unable_to_contact"): 1, ("kidney", "not given"): 1}


def test_removals_of_another_year_do_not_count():
    assert counted(LIST, 2024) == {}
    assert counted(LIST.replace("2025-12-31", "2026-01-01"), 2025) == {("kidney", "unable_to_contact"): 1}
