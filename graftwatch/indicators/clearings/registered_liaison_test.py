"""CL-03, shown clearing, and what clears nothing."""

import pytest

from graftwatch.indicators.clearings.registered_liaison import registered_liaison
from graftwatch.testing import asking

CONTACT = """
    contact_point
    id | assessment | capacity | registered_liaison | phone | email | noted_on
    c1 | f1         | embassy  | yes                | 123   | -     | 2026-01-01
"""


def test_a_listed_liaison_clears_its_telephone():
    answer = asking(registered_liaison, CONTACT)
    assert answer.subjects == {"phone:123"}
    assert answer.number("contact_point") == ["c1"]


@pytest.mark.parametrize("capacity", ["private", "travel_agency", "-"])
def test_a_private_contact_is_not_cleared_by_a_list(capacity):
    assert asking(registered_liaison, CONTACT.replace("embassy", capacity)).subjects == set()


@pytest.mark.parametrize("listed", ["no", "unknown", "-"])
def test_an_embassy_that_nobody_listed_is_not_cleared(listed):
    assert asking(registered_liaison, CONTACT.replace("| yes", f"| {listed}")).subjects == set()


def test_each_token_of_the_contact_is_cleared():
    assert asking(registered_liaison, CONTACT.replace("| -     |", "| a@b |")).subjects == {"phone:123", "email:a@b"}


def test_missing_values_and_empty_tables_clear_nobody():
    assert asking(registered_liaison, "contact_point\nid\nc1").subjects == set()
    assert asking(registered_liaison, "contact_point\nid").subjects == set()
