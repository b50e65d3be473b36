"""Question 54, recipients: registered, registered without a name, and known from the list alone."""

from graftwatch.measures.observatory.transplanted_abroad import transplanted_abroad
from graftwatch.testing import sit

TOLD = """
    travel_registration
    id | direction          | person | organ  | country | transplanted_on | returned_on | registered_on
    r1 | outgoing_recipient | ana    | kidney | ZZ      | 2025-12-31      | 2026-01-09  | 2026-02-01
    r2 | outgoing_recipient | -      | kidney | ZZ      | 2025-05-01      | -           | 2025-06-01
    r3 | outgoing_donor     | ben    | kidney | ZZ      | 2025-05-01      | -           | 2025-06-01

    waiting_list_entry
    id | person | organ  | listed_on
    e1 | ana    | kidney | 2024-01-01
    e2 | eve    | kidney | 2024-01-01

    waiting_list_event
    id | entry | kind    | reason              | effective_on
    v1 | e1    | removed | transplanted_abroad | 2025-12-31
    v2 | e2    | removed | transplanted_abroad | 2025-08-01
"""


def counted(picture: str, year: int = 2025) -> dict[tuple[str, str], int]:
    rows = transplanted_abroad(**sit(picture).tables, year=year).to_pyarrow().to_pylist()
    return {(row["known_as"], row["country"]): row["n"] for row in rows}


def test_each_way_of_knowing_is_counted_apart():
    assert counted(TOLD) == {
        ("registered", "ZZ"): 1,
        ("registered_anonymously", "ZZ"): 1,
        ("said_by_list", "not known"): 1,
    }


def test_the_year_is_that_of_the_transplant_else_of_the_return_else_of_the_registration():
    assert ("registered", "ZZ") in counted(TOLD, 2025)
    returned = TOLD.replace("2025-12-31      | 2026-01-09", "- | 2026-01-09")
    assert ("registered", "ZZ") in counted(returned, 2026)
    registered = returned.replace("2026-01-09  | 2026-02-01", "- | 2027-02-01")
    assert ("registered", "ZZ") in counted(registered, 2027)


def test_a_person_registered_twice_counts_once():
    twice = TOLD.replace(
        "    r3 |", "    r4 | outgoing_recipient | ana | kidney | ZZ | 2025-12-30 | - | 2026-03-01\n    r3 |"
    )
    assert counted(twice)["registered", "ZZ"] == 1


def test_whoever_does_not_live_here_is_not_counted():
    people = TOLD + "\n    person\n    id | residency\n    ana | non_resident_other\n    eve | resident\n"
    assert counted(people) == {("registered_anonymously", "ZZ"): 1, ("said_by_list", "not known"): 1}


def test_registrations_alone_can_be_counted():
    alone = TOLD.split("\n\n    waiting_list_entry")[0]
    assert set(counted(alone)) == {("registered", "ZZ"), ("registered_anonymously", "ZZ")}
