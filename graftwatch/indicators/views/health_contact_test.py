"""The last day on which each kind of record shows a person in care."""

from graftwatch.indicators.views.health_contact import health_contact
from graftwatch.testing import asking

MEDICINE = """
    dispensing
    id | person | dispensed_on
    m1 | ana    | 2025-01-01
    m2 | ana    | 2025-02-01
    m3 | ana    | 2025-02-01
"""


def seen(picture):
    return {
        (r["person"], str(r["seen_on"]), *(r[t] for t in TABLES))
        for r in asking(health_contact, picture).rows.to_pylist()
    }


TABLES = ("dispensing", "follow_up", "laboratory_order", "waiting_list_event")


def test_the_last_day_counts_and_one_row_shows_it():
    assert seen(MEDICINE) == {("ana", "2025-02-01", "m2", None, None, None)}


def test_every_kind_of_record_shows_its_own_last_day():
    more = (
        MEDICINE
        + """
    follow_up
    id | person | visited_on | vital_status
    f1 | ana    | 2025-03-01 | alive
    f2 | ana    | 2025-06-01 | lost
    f3 | ben    | 2025-03-01 | -

    laboratory_order
    id | person | ordered_on
    o1 | ana    | 2025-04-01

    waiting_list_entry
    id | person
    e1 | ana

    waiting_list_event
    id | entry | kind    | effective_on
    v1 | e1    | listed  | 2024-12-01
    v2 | e1    | removed | 2025-07-01
    """
    )
    assert seen(more) == {
        ("ana", "2025-02-01", "m2", None, None, None),
        ("ana", "2025-03-01", None, "f1", None, None),
        ("ben", "2025-03-01", None, "f3", None, None),
        ("ana", "2025-04-01", None, None, "o1", None),
        ("ana", "2024-12-01", None, None, None, "v1"),
    }


def test_rows_without_values_show_nobody():
    empty = """
    dispensing
    id
    m1

    follow_up
    id
    """
    assert seen(empty) == set()
