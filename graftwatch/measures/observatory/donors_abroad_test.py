"""Question 54, donors: residents registered as having gone abroad to give."""

from graftwatch.measures.observatory.donors_abroad import donors_abroad
from graftwatch.testing import sit

TOLD = """
    travel_registration
    id | direction          | person | organ  | country | departed_on | registered_on
    r1 | outgoing_donor     | ana    | kidney | ZZ      | 2025-12-31  | 2026-02-01
    r2 | outgoing_donor     | -      | kidney | YY      | -           | 2025-06-01
    r3 | outgoing_recipient | ben    | kidney | ZZ      | 2025-05-01  | 2025-06-01
"""


def counted(picture: str, year: int = 2025) -> dict[str, int]:
    rows = donors_abroad(**sit(picture).tables, year=year).to_pyarrow().to_pylist()
    return {row["country"]: row["n"] for row in rows}


def test_donors_count_in_the_year_they_left_or_were_registered_in():
    assert counted(TOLD) == {"ZZ": 1, "YY": 1}
    assert counted(TOLD, 2026) == {}
    assert counted(TOLD.replace("2025-12-31", "-"), 2026) == {"ZZ": 1}


def test_a_donor_registered_twice_counts_once():
    assert counted(
        TOLD.replace("    r3 |", "    r4 | outgoing_donor | ana | kidney | ZZ | 2025-12-31 | 2026-03-01\n    r3 |")
    ) == {
        "ZZ": 1,
        "YY": 1,
    }


def test_whoever_does_not_live_here_is_not_counted():
    people = TOLD + "\n    person\n    id | residency\n    ana | non_resident_for_transplant\n"
    assert counted(people) == {"YY": 1}
