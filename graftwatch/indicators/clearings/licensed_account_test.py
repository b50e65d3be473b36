"""CL-05, shown clearing, and what clears nothing."""

import pytest

from graftwatch.indicators.clearings.licensed_account import licensed_account
from graftwatch.testing import asking

FIRM = "account\nid | holder_kind     | licensed\na1 | {} | {}\n"


@pytest.mark.parametrize("kind", ["travel_merchant", "medical_travel_firm"])
def test_a_licensed_travel_firm_is_cleared(kind):
    assert asking(licensed_account, FIRM.format(kind, "yes")).subjects == {"a1"}


@pytest.mark.parametrize("licensed", ["no", "unknown", "-"])
def test_without_a_licence_it_is_not(licensed):
    assert asking(licensed_account, FIRM.format("travel_merchant", licensed)).subjects == set()


@pytest.mark.parametrize("kind", ["individual", "merchant", "-"])
def test_a_licence_clears_no_private_person_and_no_shop(kind):
    assert asking(licensed_account, FIRM.format(kind, "yes")).subjects == set()


def test_missing_values_and_empty_tables_clear_nobody():
    assert asking(licensed_account, "account\nid\na1").subjects == set()
    assert asking(licensed_account, "account\nid").subjects == set()
