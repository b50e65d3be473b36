"""Departures from the waiting list that no return follows."""

from graftwatch.indicators.views.departure import departure
from graftwatch.testing import asking

LIST = """
    waiting_list_entry
    id | person | organ  | listed_on
    e1 | ana    | kidney | 2024-01-01

    waiting_list_event
    id | entry | kind        | reason            | effective_on
    v1 | e1    | inactivated | too_sick          | 2025-01-01
    v2 | e1    | removed     | unable_to_contact | 2025-03-01
"""


def departures(picture):
    rows = asking(departure, picture).rows.to_pylist()
    return {(row["recipient"], row["event"], row["reason"], str(row["left_on"])) for row in rows}


def test_the_last_departure_of_an_entry_counts():
    assert departures(LIST) == {("ana", "v2", "unable_to_contact", "2025-03-01")}


def test_a_return_afterwards_undoes_it_and_a_correction_does_not():
    assert departures(LIST + "    v3 | e1 | reinstated | - | 2025-04-01\n") == set()
    assert departures(LIST + "    v3 | e1 | corrected | - | 2025-04-01\n") == departures(LIST)


def test_a_return_before_the_last_departure_undoes_nothing():
    assert departures(LIST + "    v3 | e1 | reinstated | - | 2025-02-01\n") == departures(LIST)


def test_it_is_known_when_both_its_entry_and_its_event_are_recorded():
    late = LIST.replace("listed_on\n", "listed_on | recorded_on\n").replace("2024-01-01\n", "2024-01-01 | 2025-05-01\n")
    assert [str(row["recorded_on"]) for row in asking(departure, late).rows.to_pylist()] == ["2025-05-01"]


def test_rows_without_values_are_nobodys_departure():
    assert departures("waiting_list_entry\nid\ne1\n\nwaiting_list_event\nid\nv1") == set()
