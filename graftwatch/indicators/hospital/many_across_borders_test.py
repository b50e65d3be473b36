"""HO-02, shown asking, staying silent, and at both sides of each parameter."""

import pytest
from scipy import stats

from graftwatch.indicators.hospital.many_across_borders import many_across_borders
from graftwatch.testing import asking

PEOPLE = """
    person
    id    | residency
    local | resident
    away  | non_resident_for_transplant
    other | unknown
"""
HEAD = """
    transplant
    id | facility | donor | recipient | performed_on | donor_type | organ_kind | assessment
"""


def _done(facility, donor, recipient, n, day="2026-01-01"):
    return "".join(
        f"    {facility}-{donor}-{recipient}-{i} | {facility} | {donor} | {recipient} | {day}"
        f" | living | kidney | f{i}\n"
        for i in range(n)
    )


SOUTH = _done("south", "local", "local", 78) + _done("south", "away", "local", 2)
NORTH = _done("north", "local", "local", 12) + _done("north", "away", "away", 8)


def _ask(rows, files="", **settings):
    return asking(many_across_borders, PEOPLE + HEAD + rows + files, **settings)


def test_a_facility_far_above_the_others_is_asked_about_with_the_transplants_across_a_border():
    answer = _ask(SOUTH + NORTH)
    assert answer.subjects == {"north"}
    assert answer.cited == {("transplant", f"north-away-away-{i}") for i in range(8)}
    assert answer.sizes == {"north": 0.4}
    assert set(answer.number("share_elsewhere")) == {0.025}


def test_the_chance_is_that_of_fishers_exact_test_and_alpha_has_two_sides():
    (chance,) = set(_ask(SOUTH + NORTH).number("share_p"))
    assert chance == pytest.approx(stats.fisher_exact([[8, 12], [2, 78]], alternative="greater").pvalue)
    assert _ask(SOUTH + NORTH, alpha=2 * chance + 1e-9).subjects == {"north"}
    assert _ask(SOUTH + NORTH, alpha=2 * chance - 1e-9).subjects == set()


def test_three_times_the_others_share_and_no_less():
    assert _ask(SOUTH + NORTH, min_ratio=16.0).subjects == {"north"}
    assert _ask(SOUTH + NORTH, min_ratio=16.1).subjects == set()


def test_the_usual_share_of_the_country_counts_where_the_others_have_none():
    rows = _done("south", "local", "local", 80) + NORTH
    assert _ask(rows, baseline=0.13, min_ratio=3.0).subjects == {"north"}
    assert _ask(rows, baseline=0.14, min_ratio=3.0).subjects == set()


def test_twenty_transplants_and_no_fewer():
    assert _ask(SOUTH + NORTH, min_n=20).subjects == {"north"}
    assert _ask(SOUTH + NORTH, min_n=21).subjects == set()


def test_the_window_has_two_sides():
    rows = (SOUTH + NORTH).replace("2026-01-01", "2021-07-01")
    assert _ask(rows, today="2026-06-30", window_months=60).subjects == {"north"}
    assert _ask(rows, today="2026-07-01", window_months=60).subjects == set()


def test_an_authorisation_explains_and_a_file_without_one_does_not():
    files = "\n    living_donor_assessment\n    id | cross_border_authorisation\n" + "".join(
        f"    f{i} | {{}}\n" for i in range(8)
    )
    assert _ask(SOUTH + NORTH, files.replace("{}", "X-17")).subjects == set()
    assert _ask(SOUTH + NORTH, files.replace("{}", "-")).subjects == {"north"}


def test_pairs_of_whom_nobody_knows_where_they_live_do_not_count():
    assert _ask(SOUTH + NORTH.replace("local", "other"), min_n=8).subjects == {"north"}
    assert _ask(SOUTH + NORTH.replace("local", "other"), min_n=9).subjects == set()
    assert _ask(SOUTH + NORTH.replace("away", "other"), min_n=5).subjects == set()


def test_deceased_donors_do_not_count():
    assert _ask((SOUTH + NORTH).replace("living", "deceased")).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(many_across_borders, "transplant\nid\nt1\n\nperson\nid\np1").subjects == set()
