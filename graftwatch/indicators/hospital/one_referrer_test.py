"""HO-09, shown asking, staying silent, and at both sides of each parameter."""

import pytest
from scipy import stats

from graftwatch.indicators.hospital.one_referrer import one_referrer
from graftwatch.testing import asking

HEAD = """
    living_donor_assessment
    id | facility | relationship | referrer | opened_on | programme
"""


def _files(relationship, referrer, n, facility="north", day="2026-01-01"):
    return "".join(
        f"    {facility}-{relationship}-{referrer}-{i} | {facility} | {relationship} | {referrer} | {day} | directed\n"
        for i in range(n)
    )


DRAWN = HEAD + _files("friend", "R1", 8) + _files("friend", "R2", 2)
DRAWN += _files("sibling", "R1", 4) + _files("sibling", "R2", 26)
CHANCE = 2 * stats.fisher_exact([[8, 2], [4, 26]], alternative="greater").pvalue


def test_friends_through_one_referrer_and_kin_through_others_are_asked_about():
    answer = asking(one_referrer, DRAWN)
    assert answer.sizes == {"north": 0.8}
    assert answer.cited == {("living_donor_assessment", f"north-friend-R1-{i}") for i in range(8)}
    assert answer.number("share_p") == pytest.approx([CHANCE] * 8)


def test_chance_has_two_sides():
    assert asking(one_referrer, DRAWN, alpha=CHANCE + 1e-9).subjects == {"north"}
    assert asking(one_referrer, DRAWN, alpha=CHANCE - 1e-9).subjects == set()


def test_a_referrer_of_the_region_sends_kin_as_well():
    both = HEAD + _files("friend", "R1", 10) + _files("sibling", "R1", 30) + _files("sibling", "R2", 5)
    assert asking(one_referrer, both).subjects == set()


def test_the_concentration_has_two_sides():
    assert asking(one_referrer, DRAWN, min_hhi=0.68).subjects == {"north"}
    assert asking(one_referrer, DRAWN, min_hhi=0.69).subjects == set()


def test_the_lift_has_two_sides_and_half_a_file_stands_for_none():
    assert asking(one_referrer, DRAWN, lift=6.0).subjects == {"north"}
    assert asking(one_referrer, DRAWN, lift=6.01).subjects == set()
    none = HEAD + _files("friend", "R1", 10) + _files("sibling", "R2", 20)
    assert asking(one_referrer, none, lift=40.0).subjects == {"north"}
    assert asking(one_referrer, none, lift=40.1).subjects == set()


def test_ten_files_and_no_fewer():
    assert asking(one_referrer, DRAWN, min_n=10).subjects == {"north"}
    assert asking(one_referrer, DRAWN, min_n=11).subjects == set()


def test_the_window_has_two_sides():
    old = DRAWN.replace("2026-01-01", "2023-07-01")
    assert asking(one_referrer, old, today="2026-06-30", window_months=36).subjects == {"north"}
    assert asking(one_referrer, old, today="2026-07-01", window_months=36).subjects == set()


def test_programmes_and_files_without_a_word_of_relationship_or_referrer_do_not_count():
    for instead in ("paired_exchange", "unknown", "-"):
        assert asking(one_referrer, DRAWN.replace("| friend |", f"| {instead} |")).subjects == set()
    assert asking(one_referrer, DRAWN.replace("| R1 |", "| - |")).subjects == set()
    assert asking(one_referrer, DRAWN.replace("directed", "paired")).subjects == set()


def test_without_close_kin_there_is_no_measure():
    assert asking(one_referrer, HEAD + _files("friend", "R1", 20)).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(one_referrer, "living_donor_assessment\nid\na1").subjects == set()
