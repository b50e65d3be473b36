"""HO-12, shown asking, staying silent, and at both sides of each parameter."""

import pytest
from scipy import stats

from graftwatch.indicators.facility.donors_vanish import donors_vanish
from graftwatch.testing import asking


def _drawn(friends=(8, 10), kin=(2, 20), day="2025-01-01", facility="north"):
    """(vanished, of) among donors who are friends and siblings; those not vanished have one visit."""
    done, came = [], []
    for relationship, (gone, n) in (("friend", friends), ("sibling", kin)):
        for i in range(n):
            who = f"{facility}-{relationship}-{i}"
            done.append(f"    t-{who} | {facility} | {who} | {relationship} | {day} | living | kidney\n")
            if i >= gone:
                came.append(f"    v-{who} | {who} | living_donor | 2025-07-01 | alive\n")
    return (
        "\n    transplant\n    id | facility | donor | relationship | performed_on | donor_type | organ_kind\n"
        + "".join(done) + "\n    follow_up\n    id | person | role | visited_on | vital_status\n" + "".join(came)
    )  # fmt: skip


DRAWN = _drawn()
CHANCE = stats.fisher_exact([[8, 2], [2, 18]], alternative="greater").pvalue


def test_friends_who_vanish_where_kin_are_seen_are_asked_about():
    answer = asking(donors_vanish, DRAWN)
    assert answer.subjects == {"north"}
    assert answer.cited == {("transplant", f"t-north-friend-{i}") for i in range(8)}
    assert answer.number("share_p") == pytest.approx([CHANCE] * 8)
    assert answer.sizes["north"] == pytest.approx(0.7)


def test_chance_and_gap_have_two_sides():
    assert asking(donors_vanish, DRAWN, alpha=CHANCE * 1.001).subjects == {"north"}
    assert asking(donors_vanish, DRAWN, alpha=CHANCE * 0.999).subjects == set()
    assert asking(donors_vanish, DRAWN, gap=0.69).subjects == {"north"}
    assert asking(donors_vanish, DRAWN, gap=0.71).subjects == set()


def test_so_many_on_either_side_and_no_fewer():
    assert asking(donors_vanish, DRAWN, min_n=10).subjects == {"north"}
    assert asking(donors_vanish, DRAWN, min_n=11).subjects == set()


def test_the_first_visit_must_have_been_due_and_the_window_has_two_sides():
    assert asking(donors_vanish, DRAWN, today="2026-04-01", due_months=15).subjects == {"north"}
    assert asking(donors_vanish, DRAWN, today="2026-03-31", due_months=15).subjects == set()
    assert asking(donors_vanish, DRAWN, today="2028-12-31", window_months=48).subjects == {"north"}
    assert asking(donors_vanish, DRAWN, today="2029-01-01", window_months=48).subjects == set()


def test_a_facility_that_loses_everybody_alike_is_not_asked_about():
    assert asking(donors_vanish, _drawn(friends=(8, 10), kin=(16, 20))).subjects == set()


def test_a_row_that_says_lost_is_no_visit_nor_one_before_the_operation():
    lost = DRAWN + "    v-x | north-friend-0 | living_donor | 2025-07-01 | lost\n"
    assert len(asking(donors_vanish, lost).cited) == 8
    before = DRAWN + "    v-x | north-friend-0 | living_donor | 2024-07-01 | alive\n"
    assert len(asking(donors_vanish, before).cited) == 8


def test_the_dead_are_left_out():
    dead = DRAWN + "\n    death\n    id | person | died_on\n" + "".join(
        f"    d{i} | north-friend-{i} | 2025-02-01\n" for i in range(6)
    )  # fmt: skip
    assert asking(donors_vanish, dead).subjects == set()
    said = DRAWN + "".join(f"    x{i} | north-friend-{i} | living_donor | 2025-03-01 | dead\n" for i in range(6))
    assert asking(donors_vanish, said).subjects == set()


def test_donors_from_elsewhere_are_compared_with_one_another_and_care_planned_at_home_explains():
    people = "\n    person\n    id | residency\n" + "".join(
        f"    north-friend-{i} | non_resident_other\n" for i in range(10)
    )
    assert asking(donors_vanish, DRAWN + people).subjects == set()
    kin = people + "".join(f"    north-sibling-{i} | non_resident_other\n" for i in range(20))
    assert asking(donors_vanish, DRAWN + kin).subjects == {"north"}
    plans = "\n    hospital_stay\n    id | person | role | admitted_on | follow_up_planned_on\n" + "".join(
        f"    s{i} | north-friend-{i} | living_donor | 2025-01-01 | 2025-02-01\n" for i in range(8)
    )
    assert asking(donors_vanish, DRAWN + kin + plans).subjects == set()
    assert asking(donors_vanish, DRAWN + plans).subjects == {"north"}


def test_programmes_and_unknown_relationships_do_not_count():
    for said in ("paired_exchange", "unknown", "-"):
        assert asking(donors_vanish, DRAWN.replace("| friend |", f"| {said} |")).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(donors_vanish, "transplant\nid\nt1\n\nfollow_up\nid\nv1").subjects == set()
