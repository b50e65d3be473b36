"""NG-02, shown asking, staying silent, at both sides of each parameter, and what it hides."""

import pytest

from graftwatch.indicators.community.donor_cluster import donor_cluster
from graftwatch.testing import asking

HEAD = """
    transplant
    id | donor | relationship | performed_on | donor_type | organ_kind | assessment
"""


def _picture(donors, *, relationship="friend", day="2026-01-01", places=200, people=10_000):
    gave = "".join(
        f"    t-{place}-{i} | {place}-{i} | {relationship} | {day} | living | kidney | f-{place}-{i}\n"
        for place, n in donors.items()
        for i in range(n)
    )
    home = "".join(f"    {place}-{i} | {place}\n" for place, n in donors.items() for i in range(n))
    towns = "".join(f"    row-{n} | m{n} | {people}\n" for n in range(places))
    return (
        f"{HEAD}{gave}\n    person\n    id | municipality\n{home}\n"
        f"    municipality\n    id | code | population\n{towns}"
    )


SPREAD = {f"m{n}": 1 for n in range(10, 40)}
CLUSTER = SPREAD | {"m1": 6}


def test_a_cluster_in_one_place_is_asked_about():
    answer = asking(donor_cluster, _picture(CLUSTER))
    assert answer.subjects == {"m1"}
    assert ("municipality", "row-1") in answer.cited
    assert {row for table, row in answer.cited if table == "transplant"} == {f"t-m1-{i}" for i in range(6)}
    assert set(answer.number("n_donors")) == {6.0}
    assert answer.sizes["m1"] > 5
    assert 0 < answer.number("share_p")[0] < 0.01


def test_donors_spread_over_the_country_are_not():
    assert asking(donor_cluster, _picture(SPREAD)).subjects == set()


def test_the_ratio_has_two_sides():
    size = asking(donor_cluster, _picture(CLUSTER)).sizes["m1"]
    assert asking(donor_cluster, _picture(CLUSTER), min_ratio=size - 0.001).subjects == {"m1"}
    assert asking(donor_cluster, _picture(CLUSTER), min_ratio=size + 0.001).subjects == set()


def test_so_many_donors_and_no_fewer():
    assert asking(donor_cluster, _picture(CLUSTER), min_n=6).subjects == {"m1"}
    assert asking(donor_cluster, _picture(CLUSTER), min_n=7).subjects == set()


def test_below_the_least_cell_neither_number_nor_rows_are_shown():
    shown = asking(donor_cluster, _picture(CLUSTER), min_cell=6)
    hidden = asking(donor_cluster, _picture(CLUSTER), min_cell=7)
    assert hidden.subjects == shown.subjects == {"m1"}
    assert hidden.cited == {("municipality", "row-1")}
    assert set(hidden.number("n_donors")) == {None}


def test_the_window_ends_on_its_last_day():
    old = _picture(CLUSTER, day="2023-06-30")
    assert asking(donor_cluster, old, today="2026-06-30", window_months=36).subjects == {"m1"}
    assert asking(donor_cluster, old, today="2026-07-01", window_months=36).subjects == set()


def test_a_large_town_may_have_many_donors():
    picture = _picture(CLUSTER).replace("row-1 | m1 | 10000", "row-1 | m1 | 900000")
    assert asking(donor_cluster, picture).subjects == set()


@pytest.mark.parametrize("kin", ["sibling", "cousin", "spouse", "paired_exchange", "non_directed", "-"])
def test_kin_and_programmes_are_not_unrelated_donors(kin):
    assert asking(donor_cluster, _picture(CLUSTER, relationship=kin)).subjects == set()


def test_kinship_that_the_file_contradicts_is_none():
    files = "\n    living_donor_assessment\n    id | relationship_proof\n" + "".join(
        f"    f-{place}-{i} | {{}}\n" for place, n in CLUSTER.items() for i in range(n)
    )
    picture = _picture(CLUSTER, relationship="cousin")
    assert asking(donor_cluster, picture + files.replace("{}", "contradicted")).subjects == {"m1"}
    assert asking(donor_cluster, picture + files.replace("{}", "claimed")).subjects == set()


def test_a_place_without_people_is_never_asked_about():
    assert asking(donor_cluster, _picture(CLUSTER).replace("row-1 | m1 | 10000", "row-1 | m1 | -")).subjects == set()
    assert asking(donor_cluster, _picture(CLUSTER).replace("row-1 | m1 | 10000", "row-1 | m1 | 0")).subjects == set()


def test_the_only_place_there_is_cannot_be_compared():
    assert asking(donor_cluster, _picture({"m0": 6}, places=1)).subjects == set()


def test_a_transplant_entered_twice_is_one_donor():
    twice = _picture(SPREAD | {"m1": 6}).replace(
        "    t-m1-0 |", "    again | m1-0 | friend | 2026-01-01 | living | kidney | -\n    t-m1-0 |"
    )
    assert asking(donor_cluster, twice, min_n=6, min_ratio=2).subjects == {"m1"}
    assert asking(donor_cluster, twice, min_n=7, min_ratio=2).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    nothing = "transplant\nid | donor_type\nt1 | living\n\nperson\nid\np1\n\nmunicipality\nid\nr1"
    assert asking(donor_cluster, nothing).subjects == set()


def test_empty_tables_ask_about_nobody():
    assert asking(donor_cluster, "transplant\nid\n\nperson\nid\n\nmunicipality\nid").subjects == set()


def test_where_no_place_has_inhabitants_none_is_asked_about():
    assert asking(donor_cluster, _picture(CLUSTER).replace(" | 10000\n", " | -\n")).subjects == set()
