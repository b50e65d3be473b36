"""BT-02, shown asking, staying silent, and at both sides of each parameter."""

from graftwatch.indicators.border.same_companion import same_companion
from graftwatch.testing import asking

TRIPS = """
    journey
    id | person | country | city | departed_on | returned_on
    j1 | ana    | XB      | Port | 2025-01-10  | 2025-01-30
    j2 | ben    | XB      | Port | 2025-06-01  | 2025-06-20
    j3 | cai    | XB      | port | 2026-01-10  | 2026-01-30

    companion
    id | journey | person | noted_on   | returned_on | licensed
    c1 | j1      | bo     | 2025-01-10 | 2025-01-12  | -
    c2 | j2      | bo     | 2025-06-01 | 2025-06-20  | -
    c3 | j3      | bo     | 2026-01-10 | 2026-01-30  | -
"""
FILES = """
    living_donor_assessment
    id | donor | recipient | opened_on  | relationship | relationship_proof
    f1 | {}    | {}        | 2025-01-01 | cousin       | claimed
"""


def test_a_companion_of_three_strangers_to_one_city_is_asked_about():
    answer = asking(same_companion, TRIPS)
    assert answer.sizes == {"bo": 3.0}
    assert answer.cited == {
        *(("journey", row) for row in ("j1", "j2", "j3")),
        *(("companion", row) for row in ("c1", "c2", "c3")),
        *(("person", row) for row in ("ana", "ben", "cai")),
    }


def test_three_travellers_and_no_fewer():
    assert asking(same_companion, TRIPS, min_trips=3).subjects == {"bo"}
    assert asking(same_companion, TRIPS, min_trips=4).subjects == set()


def test_the_window_ends_on_its_last_day():
    assert asking(same_companion, TRIPS, window_months=12).subjects == {"bo"}
    assert asking(same_companion, TRIPS.replace("2025-01-10  |", "2025-01-09  |")).subjects == set()
    assert asking(same_companion, TRIPS, window_months=11).subjects == set()


def test_who_always_comes_back_together_is_not_asked_about():
    assert asking(same_companion, TRIPS.replace("2025-01-12", "2025-01-30")).subjects == set()


def test_a_return_that_nobody_wrote_down_is_no_return_alone():
    assert asking(same_companion, TRIPS.replace("2025-01-12", "-")).subjects == set()
    assert asking(same_companion, TRIPS.replace("2025-01-10  | 2025-01-30", "2025-01-10 | -")).subjects == set()


def test_another_city_is_another_route():
    assert asking(same_companion, TRIPS.replace("| port |", "| Bay  |")).subjects == set()


def test_a_licensed_trip_does_not_count():
    assert asking(same_companion, TRIPS.replace("2026-01-30  | -", "2026-01-30 | yes")).subjects == set()
    assert asking(same_companion, TRIPS.replace("2026-01-30  | -", "2026-01-30 | no")).subjects == {"bo"}


def test_the_same_traveller_again_is_one_person():
    assert asking(same_companion, TRIPS.replace("cai", "ben")).subjects == set()


def test_travellers_of_one_donor_file_are_one_party():
    assert asking(same_companion, TRIPS + FILES.format("ben", "cai")).subjects == set()
    assert asking(same_companion, TRIPS + FILES.format("ben", "dora")).subjects == {"bo"}


def test_the_companions_own_circle_does_not_count():
    assert asking(same_companion, TRIPS + FILES.format("bo", "cai")).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    nothing = "journey\nid\nj1\n\ncompanion\nid | journey | person\nc1 | j1 | bo\nc2 | - | -\nc3 | j1 | -"
    assert asking(same_companion, nothing).subjects == set()


def test_empty_tables_ask_about_nobody():
    assert asking(same_companion, "journey\nid\n\ncompanion\nid").subjects == set()
