"""Proof makes kin; a claim does not."""

from graftwatch.indicators.views.proven_kin import proven_kin
from graftwatch.testing import asking

FILE = """
    living_donor_assessment
    id | donor | recipient | opened_on  | relationship | relationship_proof
    f1 | ana   | ben       | 2026-01-01 | sibling      | proven
"""
CLAIM = """
    kinship_claim
    id | donor | recipient | submitted_on | relationship
    c1 | cai   | dora      | 2026-01-01   | cousin

    kinship_evidence
    id | assessment | claim | issued_on  | result
    k1 | f2         | c1    | 2026-01-01 | confirmed
"""


def _kin(picture):
    rows = asking(proven_kin, picture).rows
    return set(zip(rows["person"].to_pylist(), rows["kin"].to_pylist(), strict=True))


def test_a_proven_file_makes_kin_both_ways_round():
    assert _kin(FILE) == {("ana", "ben"), ("ben", "ana")}


def test_a_claim_alone_makes_nobody_kin():
    assert _kin(FILE.replace("proven\n", "claimed\n")) == set()
    assert _kin(FILE.replace("proven\n", "-\n")) == set()


def test_proven_friends_are_not_kin():
    assert _kin(FILE.replace("sibling", "friend ")) == set()


def test_a_confirmed_paper_makes_kin_and_a_seen_one_does_not():
    assert ("dora", "cai") in _kin(FILE + CLAIM)
    assert ("dora", "cai") not in _kin(FILE + CLAIM.replace("confirmed", "seen"))


def test_missing_values_and_empty_tables_give_nobody():
    assert _kin("living_donor_assessment\nid") == set()
    assert _kin(FILE.replace("ana ", "-   ")) == set()
    assert _kin("living_donor_assessment\nid\n\nkinship_claim\nid\nc1\n\nkinship_evidence\nid\nk1") == set()
