"""CL-04, shown clearing, and what clears nothing."""

import pytest

from graftwatch.indicators.clearings.licensed_escort import licensed_escort
from graftwatch.testing import asking

CAME = """
    companion
    id | journey | person | role  | licensed | noted_on
    c1 | j1      | bo     | nurse | yes      | 2026-01-01
"""
BOOKED = """
    journey
    id | person | departed_on | agency
    j1 | ana    | 2026-01-01  | firm

    agency
    id   | licensed
    firm | yes
"""


def test_a_licensed_companion_is_cleared():
    answer = asking(licensed_escort, CAME)
    assert answer.subjects == {"bo"}
    assert answer.number("companion") == ["c1"]


@pytest.mark.parametrize("licensed", ["no", "unknown", "-"])
def test_a_role_without_a_licence_clears_nothing(licensed):
    assert asking(licensed_escort, CAME.replace("| yes", f"| {licensed}")).subjects == set()


def test_a_licensed_agency_clears_the_companion_of_its_trip():
    without = CAME.replace("| yes", "| -")
    answer = asking(licensed_escort, without + BOOKED)
    assert answer.subjects == {"bo"}
    assert answer.number("agency") == ["firm"]
    assert asking(licensed_escort, without + BOOKED.replace("| yes", "| no")).subjects == set()
    assert asking(licensed_escort, without + BOOKED.replace("| firm", "| other")).subjects == set()


def test_missing_values_and_empty_tables_clear_nobody():
    for picture in ("companion\nid\nc1\n\njourney\nid\nj1\n\nagency\nid\na1", "companion\nid"):
        assert asking(licensed_escort, picture).subjects == set()
