"""Which accounts a licence explains, and which not."""

import pytest

from graftwatch.indicators.views.unlicensed_account import unlicensed_account
from graftwatch.testing import asking


def _left(kind, licensed):
    rows = asking(unlicensed_account, f"account\nid | holder_kind | licensed\na1 | {kind} | {licensed}").rows
    return rows["account"].to_pylist()


@pytest.mark.parametrize("kind", ["hospital", "laboratory", "pharmacy", "insurer", "employer", "state"])
def test_carers_and_institutions_are_explained_unless_the_register_says_no(kind):
    assert _left(kind, "yes") == []
    assert _left(kind, "-") == []
    assert _left(kind, "no") == ["a1"]


@pytest.mark.parametrize("kind", ["charity", "crowdfunding", "medical_travel_firm"])
def test_who_needs_a_permit_is_explained_only_by_one(kind):
    assert _left(kind, "yes") == []
    assert _left(kind, "unknown") == ["a1"]
    assert _left(kind, "-") == ["a1"]


@pytest.mark.parametrize("kind", ["individual", "merchant", "travel_merchant", "-"])
def test_a_person_or_a_shop_is_never_explained_by_a_licence(kind):
    assert _left(kind, "yes") == ["a1"]
    assert _left(kind, "-") == ["a1"]
