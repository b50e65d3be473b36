"""FA-01, shown asking, staying silent, at both sides of each parameter, and its chance."""

import pytest
from scipy import stats

from graftwatch.indicators.facility.few_close_kin import few_close_kin
from graftwatch.testing import asking

HEAD = """
    transplant
    id | facility | relationship | performed_on | donor_type | organ_kind | assessment
"""


def _donors(facility, relationship, n, day="2026-01-01", donor="living"):
    return "".join(
        f"    {facility}-{relationship}-{i} | {facility} | {relationship} | {day} | {donor} | kidney | f{i}\n"
        for i in range(n)
    )


ELSEWHERE = _donors("south", "sibling", 60) + _donors("south", "friend", 20)
FEW = _donors("north", "sibling", 5) + _donors("north", "friend", 15)


def test_a_centre_far_below_the_others_is_asked_about_with_the_files_that_are_not_close_kin():
    answer = asking(few_close_kin, HEAD + ELSEWHERE + FEW)
    assert answer.subjects == {"north"}
    assert answer.cited == {("transplant", f"north-friend-{i}") for i in range(15)}
    assert set(answer.number("n_files")) == {20.0}
    assert set(answer.number("share_kin")) == {0.25}


def test_the_chance_is_the_one_sided_chance_of_fishers_exact_test():
    (chance,) = set(asking(few_close_kin, HEAD + ELSEWHERE + FEW).number("share_p"))
    assert chance == pytest.approx(stats.fisher_exact([[5, 15], [60, 20]], alternative="less").pvalue)


def test_the_funnel_has_two_sides():
    chance = stats.fisher_exact([[5, 15], [60, 20]], alternative="less").pvalue
    sigma = stats.norm.isf(chance)
    assert asking(few_close_kin, HEAD + ELSEWHERE + FEW, sigma=sigma - 0.001).subjects == {"north"}
    assert asking(few_close_kin, HEAD + ELSEWHERE + FEW, sigma=sigma + 0.001).subjects == set()


def test_twenty_files_and_no_fewer():
    assert asking(few_close_kin, HEAD + ELSEWHERE + FEW, min_n=20).subjects == {"north"}
    assert asking(few_close_kin, HEAD + ELSEWHERE + FEW, min_n=21).subjects == set()


def test_the_window_ends_on_its_last_day():
    old = HEAD + ELSEWHERE + FEW.replace("2026-01-01", "2021-06-30")
    assert asking(few_close_kin, old, today="2026-06-30", window_months=60).subjects == {"north"}
    assert asking(few_close_kin, old, today="2026-07-01", window_months=60).subjects == set()


def test_a_centre_with_many_close_kin_is_not_asked_about():
    assert asking(few_close_kin, HEAD + _donors("south", "friend", 60) + _donors("north", "sibling", 20)).subjects == {
        "south"
    }


@pytest.mark.parametrize("programme", ["paired_exchange", "non_directed"])
def test_a_programme_explains(programme):
    assert asking(few_close_kin, HEAD + ELSEWHERE + FEW.replace("friend", programme)).subjects == set()


def test_files_without_a_relationship_say_nothing():
    assert asking(few_close_kin, HEAD + ELSEWHERE + FEW.replace("| friend |", "| unknown |")).subjects == set()
    assert asking(few_close_kin, HEAD + ELSEWHERE + FEW.replace("| friend |", "| - |")).subjects == set()


def test_deceased_donors_do_not_count():
    assert asking(few_close_kin, HEAD + ELSEWHERE + FEW.replace("living", "deceased")).subjects == set()


def test_kinship_only_claimed_is_not_close_kin_and_a_missing_proof_is_no_disproof():
    files = "\n    living_donor_assessment\n    id | relationship_proof\n" + "".join(
        f"    n{i} | {{}}\n" for i in range(20)
    )
    claimed = HEAD + ELSEWHERE + _donors("north", "sibling", 20).replace("| f", "| n")
    assert asking(few_close_kin, claimed + files.replace("{}", "claimed")).subjects == {"north"}
    assert asking(few_close_kin, claimed + files.replace("{}", "proven")).subjects == set()
    assert asking(few_close_kin, claimed + files.replace("{}", "-")).subjects == set()


def test_a_centre_without_others_cannot_be_compared():
    assert asking(few_close_kin, HEAD + FEW).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(few_close_kin, "transplant\nid | donor_type\nt1 | -\nt2 | living").subjects == set()


def test_empty_tables_ask_about_nobody():
    assert asking(few_close_kin, "transplant\nid").subjects == set()
