"""HO-10, shown asking, staying silent, and at both sides of each parameter."""

import pytest
from scipy import stats

from graftwatch.indicators.hospital.visiting_surgeon import visiting_surgeon
from graftwatch.testing import asking


def _drawn(*groups, day="2026-01-01", donor="living"):
    """Each group: practitioner, contract, facility, relationship, how many."""
    done, part = [], []
    for number, (who, contract, facility, relationship, n) in enumerate(groups):
        for i in range(n):
            key = f"t{number}-{i}"
            done.append(f"    {key} | {facility} | {relationship} | {day} | {donor} | kidney\n")
            part.append(f"    m-{key} | {key} | {who} | {contract} | lead_surgeon\n")
    return (
        "\n    transplant\n    id | facility | relationship | performed_on | donor_type | organ_kind\n" + "".join(done)
        + "\n    team_member\n    id | transplant | practitioner | contract | role\n" + "".join(part)
    )  # fmt: skip


STAFF = (("s1", "employed", "south", "sibling", 55), ("s1", "employed", "south", "friend", 5))
CAME = (("v1", "per_case", "north", "friend", 4), ("v1", "visiting", "west", "cousin", 4))
DRAWN = _drawn(*STAFF, *CAME)
CHANCE = stats.fisher_exact([[8, 0], [5, 55]], alternative="greater").pvalue


def test_a_visitor_at_two_facilities_with_few_close_kin_is_asked_about():
    answer = asking(visiting_surgeon, DRAWN)
    assert answer.sizes == {"v1": 1.0}
    assert ("transplant", "t2-0") in answer.cited
    assert ("team_member", "m-t3-3") in answer.cited
    assert len(answer.cited) == 16
    assert set(answer.number("n_facilities")) == {2.0}
    assert answer.number("share_p") == pytest.approx([CHANCE] * 8)


def test_a_surgeon_whom_nobody_wrote_down_is_nobody():
    nobody = ("-", "per_case", "east", "friend", 9)
    assert asking(visiting_surgeon, _drawn(*STAFF, *CAME, nobody)).sizes == {"v1": 1.0}


def test_chance_has_two_sides():
    assert asking(visiting_surgeon, DRAWN, alpha=2 * CHANCE * 1.001).subjects == {"v1"}
    assert asking(visiting_surgeon, DRAWN, alpha=2 * CHANCE * 0.999).subjects == set()


def test_two_facilities_and_no_fewer():
    assert asking(visiting_surgeon, DRAWN, min_fac=3).subjects == set()
    one = _drawn(*STAFF, ("v1", "per_case", "north", "friend", 8))
    assert asking(visiting_surgeon, one).subjects == set()
    assert asking(visiting_surgeon, one, min_fac=1).subjects == {"v1"}


def test_eight_transplants_are_enough_for_eight_and_not_for_nine():
    assert asking(visiting_surgeon, DRAWN, min_n=8).subjects == {"v1"}
    assert asking(visiting_surgeon, DRAWN, min_n=9).subjects == set()


def test_the_window_has_two_sides():
    old = _drawn(*STAFF, *CAME, day="2021-07-01")
    assert asking(visiting_surgeon, old, today="2026-06-30", window_months=60).subjects == {"v1"}
    assert asking(visiting_surgeon, old, today="2026-07-01", window_months=60).subjects == set()


@pytest.mark.parametrize("contract", ["employed", "unknown", "-"])
def test_whoever_is_on_the_staff_or_on_unknown_terms_is_not_asked_about(contract):
    assert asking(visiting_surgeon, DRAWN.replace("per_case", contract).replace("visiting", contract)).subjects == set()


def test_a_specialist_whose_pairs_are_like_the_others_is_not_asked_about():
    like = _drawn(*STAFF, ("v1", "visiting", "north", "sibling", 7), ("v1", "visiting", "west", "friend", 1))
    assert asking(visiting_surgeon, like).subjects == set()


def test_programmes_deceased_donors_and_other_roles_do_not_count():
    exchange = DRAWN.replace("| friend |", "| paired_exchange |").replace("| cousin |", "| non_directed |")
    assert asking(visiting_surgeon, exchange).subjects == set()
    assert asking(visiting_surgeon, _drawn(*STAFF, *CAME, donor="deceased")).subjects == set()
    assert asking(visiting_surgeon, DRAWN.replace("lead_surgeon", "coordinator")).subjects == set()


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(visiting_surgeon, "transplant\nid\nt1\n\nteam_member\nid\nm1").subjects == set()
