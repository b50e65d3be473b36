"""Said to be transplanted here: with and without the transplant, and both sides of each number of days."""

import pytest

from graftwatch.indicators.reconciliation.said_transplanted_here import said_transplanted_here
from graftwatch.testing import asking

SAID = """
    waiting_list_entry
    id | person | organ  | facility | listed_on
    e1 | ana    | kidney | north    | 2024-01-01

    waiting_list_event
    id | entry | kind    | reason                  | effective_on
    v1 | e1    | removed | living_donor_transplant | 2026-01-01

    transplant
    recipient | organ_kind | performed_on
"""


def listed(picture: str, today: str = "2026-06-30", **settings: float) -> list[object]:
    return asking(said_transplanted_here, picture, today, **settings).number("row")


@pytest.mark.parametrize(
    "reason", ["living_donor_transplant", "deceased_donor_transplant", "transplanted_other_centre"]
)
def test_a_patient_said_to_be_transplanted_here_without_a_transplant_is_listed(reason):
    assert listed(SAID.replace("living_donor_transplant", reason)) == ["e1"]


@pytest.mark.parametrize("reason", ["transplanted_abroad", "died", "other"])
def test_other_reasons_are_not_this_disagreement(reason):
    assert listed(SAID.replace("living_donor_transplant", reason)) == []


def test_the_transplant_settles_it_and_one_of_another_organ_or_patient_does_not():
    assert listed(SAID + "    ana | kidney | 2025-12-31\n") == []
    assert listed(SAID + "    ana | kidney_pancreas | 2025-12-31\n") == []
    assert listed(SAID + "    ana | liver | 2025-12-31\n") == ["e1"]
    assert listed(SAID + "    ben | kidney | 2025-12-31\n") == ["e1"]


def test_a_transplant_before_listing_was_another_one():
    assert listed(SAID + "    ana | kidney | 2024-01-01\n") == []
    assert listed(SAID + "    ana | kidney | 2023-12-31\n") == ["e1"]


def test_a_transplant_may_come_some_days_after_the_list_was_told():
    assert listed(SAID + "    ana | kidney | 2026-01-31\n", apart_days=30) == []
    assert listed(SAID + "    ana | kidney | 2026-02-01\n", apart_days=30) == ["e1"]


def test_a_transplant_is_due_for_registration_on_the_last_day_allowed():
    assert listed(SAID, today="2026-04-01", due_days=90) == ["e1"]
    assert listed(SAID, today="2026-03-31", due_days=90) == []
