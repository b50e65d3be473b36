"""WL-04, shown asking, staying silent, at both sides of each parameter, and its chances."""

import pytest
from scipy import stats

from graftwatch.indicators.exact import benjamini_hochberg
from graftwatch.indicators.running import ask
from graftwatch.indicators.waiting_list.departure_cluster import departure_cluster
from graftwatch.testing import asking, sit

ENTRY = "waiting_list_entry\nid | person | organ | facility | listed_on\n"
EVENT = "waiting_list_event\nid | entry | kind | reason | effective_on | recorded_by\n"


def patients(centre, n, gone=0, reason="unable_to_contact", on="2025-10-01", by="-", listed="2025-01-01"):
    """`n` patients listed at a centre, `gone` of whom left with this reason."""
    entries = "".join(f"{centre}{i} | p{centre}{i} | kidney | {centre} | {listed}\n" for i in range(n))
    events = "".join(f"v{centre}{i} | {centre}{i} | removed | {reason} | {on} | {by}\n" for i in range(gone))
    return entries, events


def picture(*groups):
    entries, events = zip(*groups, strict=True)
    return ENTRY + "".join(entries) + "\n" + EVENT + "".join(events)


SOUTH = patients("south", 100, gone=2)
WEST = patients("west", 100, gone=2)
NORTH = patients("north", 20, gone=8)
CLUSTER = picture(SOUTH, WEST, NORTH)


def subjects(drawn, today="2026-06-30", **settings):
    return asking(departure_cluster, drawn, today, **settings).subjects


def share_of_time():
    stayed, left = 545, 273  # days from 2025-01-01 to 2026-06-30, and to 2025-10-01
    north = 12 * stayed + 8 * left
    return north / (north + 2 * (98 * stayed + 2 * left))


def test_a_centre_that_far_more_leave_unexplained_is_asked_about():
    answer = asking(departure_cluster, CLUSTER)
    assert answer.subjects == {"facility:north"}
    assert answer.cited == {("waiting_list_event", f"vnorth{i}") for i in range(8)}
    assert set(answer.number("n_patients")) == {8.0}
    assert answer.sizes["facility:north"] == pytest.approx(8 / (12 * share_of_time()))


def test_the_chance_is_that_of_two_poisson_rates_corrected_for_the_number_of_units():
    (chance,) = set(asking(departure_cluster, CLUSTER).number("share_p"))
    assert chance == pytest.approx(stats.binom.sf(7, 12, share_of_time()) * 3)


def test_the_share_of_false_alarms_has_two_sides():
    chance = stats.binom.sf(7, 12, share_of_time()) * 3
    assert subjects(CLUSTER, alpha=chance * 1.01) == {"facility:north"}
    assert subjects(CLUSTER, alpha=chance * 0.99) == set()


def test_at_least_min_n_patients():
    assert subjects(CLUSTER, min_n=8) == {"facility:north"}
    assert subjects(CLUSTER, min_n=9) == set()


def test_the_window_ends_on_its_last_day():
    north = patients("north", 20, gone=8, on="2024-10-01", listed="2024-01-01")
    assert subjects(picture(SOUTH, WEST, north), today="2026-06-30", window_months=21) == {"facility:north"}
    assert subjects(picture(SOUTH, WEST, north), today="2026-06-30", window_months=20) == set()


@pytest.mark.parametrize("reason", ["moved_abroad", "transferred", "medically_unsuitable"])
def test_departures_that_are_explained_do_not_count(reason):
    assert subjects(picture(SOUTH, WEST, patients("north", 20, gone=8, reason=reason))) == set()


@pytest.mark.parametrize("reason", ["-", "unknown", "not_asked"])
def test_a_unit_that_writes_down_no_reasons_is_not_asked_about(reason):
    assert subjects(picture(SOUTH, WEST, patients("north", 20, gone=8, reason=reason))) == set()


def test_patients_who_leave_everywhere_alike_say_nothing_of_one_centre():
    alike = [patients(centre, 20, gone=8) for centre in ("south", "west", "north")]
    assert subjects(picture(*alike)) == set()


def test_a_large_centre_with_as_many_departures_is_not_asked_about():
    assert subjects(picture(SOUTH, WEST, patients("north", 400, gone=8))) == set()


def test_who_records_them_is_compared_by_the_departures_recorded():
    south = patients("south", 100, gone=30, reason="moved_abroad", by="eva")
    hand = patients("north", 100, gone=4, by="max"), patients("west", 100, gone=4, by="max")
    answer = asking(departure_cluster, picture(south, *hand), alpha=0.05)
    assert answer.subjects == {"practitioner:max"}
    fisher = stats.fisher_exact([[8, 0], [0, 30]], alternative="greater").pvalue
    listed = [stats.binom.sf(3, 8, share) for share in _shares()] + [1.0]
    assert set(answer.number("n_patients")) == {8.0}
    assert min(answer.number("share_p")) == pytest.approx(benjamini_hochberg([*listed, 1.0, fisher])[-1])


def _shares():
    stayed, left = 545, 273
    north, south = 96 * stayed + 4 * left, 70 * stayed + 30 * left
    return [north / (2 * north + south)] * 2


def dialysis(unit, n, stopped=0):
    """Patients dialysed once a month at a unit, `stopped` of whom are seen in a pharmacy instead from June on."""
    held = [f"2025-{month:02}-01" for month in range(1, 13)]
    sessions = "".join(
        f"s{unit}{i}-{on} | d{unit}{i} | {unit} | {on}\n"
        for i in range(n)
        for on in (held[:5] if i < stopped else held)
    )
    return sessions, "".join(f"m{unit}{i} | d{unit}{i} | 2025-09-01\n" for i in range(stopped))


def test_a_dialysis_unit_that_far_more_leave_unexplained_is_asked_about():
    sessions, handed = zip(dialysis("u1", 40), dialysis("u2", 40, stopped=1), dialysis("u3", 8, stopped=5), strict=True)
    drawn = (
        picture(SOUTH)
        + "\ndialysis_session\nid | person | facility | held_on\n" + "".join(sessions)
        + "\ndispensing\nid | person | dispensed_on\n" + "".join(handed)
    )  # fmt: skip
    rows = ask(departure_cluster, sit(drawn, values={"WL-02": {"min_sessions": 3}}))
    assert set(rows["subject"].to_pylist()) == {"facility:u3"}
    assert sorted(rows["dialysis_session"].to_pylist()) == [f"su3{i}-2025-05-01" for i in range(5)]


def test_a_centre_without_others_cannot_be_compared():
    assert subjects(picture(NORTH)) == set()


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects("waiting_list_entry\nid\ne1\n\nwaiting_list_event\nid | kind\nv1 | removed", min_n=0) == set()
    assert subjects("waiting_list_entry\nid\n\nwaiting_list_event\nid") == set()
    assert subjects(CLUSTER.replace("| north |", "| - |")) == set()
