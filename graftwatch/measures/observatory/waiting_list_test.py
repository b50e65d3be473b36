"""Question 53, counted on drawn lists: first entries, ever active, active at the end, died waiting."""

from graftwatch.measures.observatory.waiting_list import waiting_list
from graftwatch.testing import sit

LIST = """
    waiting_list_entry
    id | person | organ  | listed_on
    e1 | ana    | kidney | 2024-03-01
    e2 | ben    | kidney | 2025-12-31

    waiting_list_event
    id | entry | kind | reason | effective_on
"""


def counted(picture: str, year: int = 2025) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows(picture, year):
        found[row["item"]] = found.get(row["item"], 0) + row["n"]
    return found


def rows(picture: str, year: int = 2025) -> list[dict]:
    tables = sit(picture).tables
    return waiting_list(**tables, year=year).to_pyarrow().to_pylist()


def test_whoever_is_put_on_the_list_in_the_year_is_a_first_entry_and_active():
    assert counted(LIST) == {"first_entries": 1, "ever_active": 2, "active_at_end": 2}
    assert counted(LIST, 2024) == {"first_entries": 1, "ever_active": 1, "active_at_end": 1}
    assert counted(LIST, 2026) == {"ever_active": 2, "active_at_end": 2}


def test_whoever_waits_at_two_centres_counts_once_and_is_no_first_entry_again():
    twice = LIST.replace("e2 | ben    | kidney | 2025-12-31", "e2 | ana | kidney | 2025-05-01")
    assert counted(twice) == {"ever_active": 1, "active_at_end": 1}


def test_whoever_waits_for_two_organs_counts_for_each():
    both = LIST.replace("e2 | ben    | kidney | 2025-12-31", "e2 | ana | liver | 2025-05-01")
    assert counted(both) == {"first_entries": 1, "ever_active": 2, "active_at_end": 2}


def test_whoever_leaves_on_the_last_day_was_active_and_is_not_at_the_end():
    left = LIST + "    v1 | e1 | removed | living_donor_transplant | 2025-12-31\n"
    assert counted(left)["active_at_end"] == 1
    assert counted(left)["ever_active"] == 2
    assert counted(left.replace("transplant | 2025-12-31", "transplant | 2026-01-01"))["active_at_end"] == 2


def test_whoever_left_on_the_first_day_was_not_active_in_the_year():
    left = LIST + "    v1 | e1 | removed | other | 2025-01-01\n"
    assert counted(left)["ever_active"] == 1
    assert counted(left.replace("2025-01-01", "2025-01-02"))["ever_active"] == 2


def test_being_inactive_all_year_is_not_active_and_a_day_is_enough():
    parked = LIST + "    v1 | e1 | inactivated | - | 2024-06-01\n"
    assert counted(parked) == {"first_entries": 1, "ever_active": 1, "active_at_end": 1}
    back = parked + "    v2 | e1 | activated | - | 2025-06-01\n    v3 | e1 | inactivated | - | 2025-06-02\n"
    assert counted(back)["ever_active"] == 2
    assert counted(back)["active_at_end"] == 1


def test_a_death_that_the_list_knows_is_a_death_waiting():
    died = LIST + "    v1 | e1 | removed | died | 2025-07-01\n"
    assert counted(died)["died_waiting"] == 1
    assert counted(died)["active_at_end"] == 1
    assert "died_waiting" not in counted(died, 2024)


def test_a_death_that_only_the_civil_register_knows_counts_and_ends_the_wait():
    died = LIST + "\n    death\n    person | died_on\n    ana | 2025-07-01\n"
    assert counted(died)["died_waiting"] == 1
    assert counted(died)["active_at_end"] == 1


def test_a_death_after_leaving_is_no_death_waiting_and_none_counts_twice():
    register = "\n    death\n    person | died_on\n    ana | 2025-07-01\n"
    left = LIST + "    v1 | e1 | removed | too_sick | 2025-06-30\n"
    assert "died_waiting" not in counted(left + register)
    told = LIST + "    v1 | e1 | removed | died | 2025-07-03\n"
    assert counted(told + register)["died_waiting"] == 1


def test_bands_turn_on_the_fifteenth_and_the_sixtieth_birthday():
    people = (
        LIST + "\n    person\n    id | birth_date | sex\n    ana | 2010-12-31 | female\n    ben | 1966-01-01 | male\n"
    )
    at_end = {(r["age_band"], r["sex"]) for r in rows(people) if r["item"] == "active_at_end"}
    assert at_end == {("15 to 59", "female"), ("15 to 59", "male")}
    edge = people.replace("2010-12-31", "2011-01-01").replace("1966-01-01", "1965-12-31")
    at_end = {(r["age_band"], r["sex"]) for r in rows(edge) if r["item"] == "active_at_end"}
    assert at_end == {("under 15", "female"), ("60 and over", "male")}


def test_a_person_without_birth_date_or_sex_is_counted_as_not_known():
    people = LIST + "\n    person\n    id | birth_date | sex\n    ana | - | unknown\n"
    assert {(r["age_band"], r["sex"]) for r in rows(people)} == {("not known", "not known")}


def test_ever_active_is_never_less_than_active_at_the_end():
    for year in (2023, 2024, 2025, 2026):
        found = counted(LIST, year)
        assert found.get("ever_active", 0) >= found.get("active_at_end", 0)
