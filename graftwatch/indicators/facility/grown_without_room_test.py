"""FA-02, shown asking, staying silent, and at both sides of each parameter."""

import pytest

from graftwatch.indicators.exact import binomial_upper
from graftwatch.indicators.facility.grown_without_room import grown_without_room
from graftwatch.testing import asking

NOW, BEFORE, LONG_AGO = "2026-01-01", "2025-01-01", "2024-01-01"


def _drawn(north=(40, 10), south=(60, 60), room="north | 20 | 4", before="north | 20 | 4"):
    rows = "".join(
        f"    {place}{day}-{i} | {place} | {day} | living | kidney\n"
        for place, counts in (("north", north), ("south", south))
        for day, n in zip((NOW, BEFORE), counts, strict=True)
        for i in range(n)
    )
    return (
        "\n    transplant\n    id | facility | performed_on | donor_type | organ_kind\n" + rows
        + "\n    facility_capacity\n    id | facility | n_beds | n_surgeons | year_began_on\n"
        + f"    c1 | {room} | 2026-01-01\n    c2 | {before} | 2025-01-01\n"
        + "    c3 | south | 40 | 8 | 2026-01-01\n    c4 | south | 40 | 8 | 2025-01-01\n"
    )  # fmt: skip


def test_four_times_as_many_in_the_same_beds_are_asked_about():
    answer = asking(grown_without_room, _drawn())
    assert answer.sizes == {"north": 4.0}
    assert answer.cited == {("transplant", f"north{NOW}-{i}") for i in range(40)}
    assert set(answer.number("n_year_before")) == {10.0}
    assert answer.number("share_p") == pytest.approx([2 * binomial_upper(40, 50, 0.5)] * 40)


def test_chance_has_two_sides():
    chance = 2 * 2 * binomial_upper(24, 36, 0.5)
    assert asking(grown_without_room, _drawn(north=(24, 12)), alpha=chance * 1.001).subjects == {"north"}
    assert asking(grown_without_room, _drawn(north=(24, 12)), alpha=chance * 0.999).subjects == set()


def test_twice_as_many_and_no_fewer():
    assert asking(grown_without_room, _drawn(north=(40, 20)), alpha=0.05).subjects == {"north"}
    assert asking(grown_without_room, _drawn(north=(39, 20)), alpha=0.05).subjects == set()
    assert asking(grown_without_room, _drawn(north=(39, 20)), alpha=0.05, min_growth=1.9).subjects == {"north"}


def test_beds_and_surgeons_that_grew_as_well_explain():
    assert asking(grown_without_room, _drawn(room="north | 40 | 4"), alpha=0.2).subjects == {"north"}
    assert asking(grown_without_room, _drawn(room="north | 41 | 4"), alpha=0.2).subjects == set()
    assert asking(grown_without_room, _drawn(room="north | 20 | 9"), alpha=0.2).subjects == set()
    assert asking(grown_without_room, _drawn(room="north | - | 4")).subjects == {"north"}


def test_without_a_word_of_capacity_growth_is_asked_about_all_the_same():
    drawn = _drawn().split("\n    facility_capacity")[0]
    assert asking(grown_without_room, drawn).subjects == {"north"}
    assert asking(grown_without_room, _drawn(room="north | - | -", before="north | - | -")).subjects == {"north"}


def test_twelve_transplants_and_no_fewer():
    drawn = _drawn(north=(12, 1))
    assert asking(grown_without_room, drawn, min_n=12).subjects == {"north"}
    assert asking(grown_without_room, drawn, min_n=13).subjects == set()


MOST = _drawn(north=(60, 60), south=(40, 40), room="north | 10 | 2", before="north | 10 | 2")


def test_most_of_the_country_in_a_fifth_of_its_beds_is_asked_about():
    answer = asking(grown_without_room, MOST)
    assert answer.subjects == {"north"}
    assert set(answer.number("share_of_country")) == {0.6}
    assert set(answer.number("share_of_room")) == {0.2}


def test_the_least_share_has_two_sides_and_half_of_it_in_room_explains():
    assert asking(grown_without_room, MOST, min_share=0.6).subjects == {"north"}
    assert asking(grown_without_room, MOST, min_share=0.61).subjects == set()
    roomy = _drawn(north=(60, 60), south=(40, 40), room="north | 18 | 4", before="north | 18 | 4")
    assert asking(grown_without_room, roomy).subjects == set()


def test_the_only_centre_of_a_country_does_all_of_it():
    assert asking(grown_without_room, _drawn(north=(60, 60), south=(0, 0))).subjects == set()


def test_a_new_programme_grows_by_nature():
    opened = "\n    facility\n    id | programme_opened_on\n    north | {}\n"
    assert asking(grown_without_room, _drawn() + opened.format("2023-07-01")).subjects == set()
    assert asking(grown_without_room, _drawn() + opened.format("2023-06-30")).subjects == {"north"}
    late = _drawn() + opened.format("2023-07-01")
    assert asking(grown_without_room, late, new_months=35).subjects == {"north"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(grown_without_room, "transplant\nid\nt1").subjects == set()
