"""CL-06, shown clearing, and what clears nothing."""

import pytest

from graftwatch.indicators.clearings.referred_before_travel import referred_before_travel
from graftwatch.testing import asking

SENT = """
    travel_registration
    id | direction          | person | registered_on | referral
    r1 | outgoing_recipient | ana    | 2026-01-01    | bilateral_agreement
"""


@pytest.mark.parametrize("referral", ["bilateral_agreement", "authority"])
def test_a_referral_by_the_state_clears_the_patient(referral):
    answer = asking(referred_before_travel, SENT.replace("bilateral_agreement", referral))
    assert answer.subjects == {"ana"}
    assert answer.number("travel_registration") == ["r1"]


@pytest.mark.parametrize("referral", ["clinician", "insurer", "none", "unknown", "-"])
def test_a_letter_that_can_be_had_by_asking_clears_nothing(referral):
    assert asking(referred_before_travel, SENT.replace("bilateral_agreement", referral)).subjects == set()


def test_who_came_in_was_not_sent_out():
    assert asking(referred_before_travel, SENT.replace("outgoing_rec", "incoming_rec")).subjects == set()


def test_missing_values_and_empty_tables_clear_nobody():
    assert asking(referred_before_travel, "travel_registration\nid\nr1").subjects == set()
    assert asking(referred_before_travel, "travel_registration\nid").subjects == set()
