"""FA-08, shown asking and staying silent."""

import pytest

from graftwatch.indicators.facility.detained_donor import detained_donor
from graftwatch.testing import asking

DRAWN = """
    living_donor_assessment
    id | donor | recipient | relationship | relationship_proof | custody   | court_review | opened_on
    a1 | ben   | ana       | friend       | claimed            | sentenced | -            | 2026-01-01
"""


@pytest.mark.parametrize("custody", ["detained", "sentenced", "closed_institution"])
def test_a_donor_who_is_not_free_is_asked_about(custody):
    answer = asking(detained_donor, DRAWN.replace("sentenced", custody))
    assert answer.sizes == {"ben": 1.0}
    assert answer.cited == {("living_donor_assessment", "a1")}


@pytest.mark.parametrize("custody", ["free", "unknown", "not_asked", "-"])
def test_a_donor_at_liberty_or_of_whom_nothing_is_written_is_not_asked_about(custody):
    assert asking(detained_donor, DRAWN.replace("sentenced", custody)).subjects == set()


@pytest.mark.parametrize("relationship", ["parent", "child"])
def test_a_gift_to_ones_own_child_or_parent_that_a_court_reviewed_is_explained(relationship):
    kin = DRAWN.replace("friend", relationship)
    assert asking(detained_donor, kin).subjects == {"ben"}
    assert asking(detained_donor, kin.replace("not_reviewed", "reviewed").replace("-   ", "reviewed")).subjects == set()
    contradicted = kin.replace("claimed", "contradicted").replace("-   ", "reviewed")
    assert asking(detained_donor, contradicted).subjects == {"ben"}
    assert asking(detained_donor, kin.replace("-   ", "not_reviewed")).subjects == {"ben"}


def test_a_courts_review_alone_does_not_explain_a_gift_to_a_stranger():
    assert asking(detained_donor, DRAWN.replace("-   ", "reviewed")).subjects == {"ben"}


def test_missing_values_crash_nothing_and_ask_about_nobody():
    assert asking(detained_donor, "living_donor_assessment\nid\na1").subjects == set()
