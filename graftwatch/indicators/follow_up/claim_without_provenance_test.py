"""PT-11, shown asking, staying silent, and at both sides of its parameter."""

import pytest

from graftwatch.indicators.follow_up.claim_without_provenance import claim_without_provenance
from graftwatch.testing import asking

HEAD = """
    reimbursement_claim
    id|person|claimed_on|prior_authorisation|licence_given|approval_given|donor_type_given|coordination_fee
"""


def claim(authorised="no", licence="no", approval="no", donor="yes", fee="no", person="ana"):
    return HEAD + f"    c1 | {person} | 2026-03-01 | {authorised} | {licence} | {approval} | {donor} | {fee}\n"


def subjects(picture, **settings):
    return asking(claim_without_provenance, picture, **settings).subjects


def test_a_claim_that_nobody_authorised_without_licence_and_approval_is_asked_about():
    answer = asking(claim_without_provenance, claim())
    assert answer.sizes == {"ana": 2.0}
    assert answer.cited == {("reimbursement_claim", "c1")}


@pytest.mark.parametrize("missing", ["licence", "approval", "donor"])
def test_a_line_for_an_agency_counts_as_one_more(missing):
    given = {"licence": "yes", "approval": "yes", "donor": "yes"} | {missing: "no"}
    assert subjects(claim(**given, fee="yes")) == {"ana"}
    assert subjects(claim(**given, fee="no")) == set()


def test_at_least_min_missing_items_are_not_given():
    assert subjects(claim(), min_missing=2) == {"ana"}
    assert subjects(claim(), min_missing=3) == set()


@pytest.mark.parametrize("authorised", ["yes", "-", "unknown"])
def test_a_claim_that_was_or_may_have_been_authorised_is_not_asked_about(authorised):
    assert subjects(claim(authorised=authorised)) == set()


@pytest.mark.parametrize("mark", ["-", "unknown", "not_asked"])
def test_what_nobody_checked_is_not_missing(mark):
    assert subjects(claim(licence=mark)) == set()
    assert subjects(claim(fee=mark)) == {"ana"}


@pytest.mark.parametrize(("referral", "asks"), [("authority", False), ("bilateral_agreement", False),
                                                ("clinician", True), ("-", True)])  # fmt: skip
def test_only_a_patient_whom_the_state_sent_is_left_out(referral, asks):
    sent = f"\n    travel_registration\n    id | person | referral\n    r1 | ana | {referral}\n"
    assert bool(subjects(claim() + sent)) is asks
    assert subjects(claim() + sent.replace("ana", "ben")) == {"ana"}


def test_missing_values_and_empty_tables_ask_about_nobody():
    assert subjects(claim(person="-")) == set()
    assert subjects("reimbursement_claim\nid\nc1", min_missing=0) == set()
    assert subjects("reimbursement_claim\nid") == set()
