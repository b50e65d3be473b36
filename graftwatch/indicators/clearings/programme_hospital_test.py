"""CL-07, shown clearing, and what clears nothing."""

import pytest

from graftwatch.indicators.clearings.programme_hospital import programme_hospital
from graftwatch.testing import asking

SENT = """
    travel_registration
    id | direction          | registered_on | facility_as_stated | referral
    r1 | outgoing_recipient | 2026-01-01    | H                  | authority
"""


def test_a_hospital_to_which_the_state_sends_is_cleared():
    answer = asking(programme_hospital, SENT)
    assert answer.subjects == {"facility_as_stated:H"}
    assert answer.number("travel_registration") == ["r1"]


@pytest.mark.parametrize("referral", ["clinician", "insurer", "none", "-"])
def test_other_referrals_clear_no_hospital(referral):
    assert asking(programme_hospital, SENT.replace("authority", referral)).subjects == set()


def test_missing_values_and_empty_tables_clear_nobody():
    assert asking(programme_hospital, "travel_registration\nid\nr1").subjects == set()
    assert asking(programme_hospital, "travel_registration\nid").subjects == set()
