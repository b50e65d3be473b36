"""Whoever logs in begins where their work is."""

import pytest

from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE
from graftwatch.desk.access.viewer import NOBODYS_ROLE, Viewer
from graftwatch.site.context import first_room_of

BEGINNINGS = {
    "triage_officer": "reports:inbox",
    "triage_supervisor": "reports:inbox",
    "hotline_operator": "reports:phone",
    "identity_custodian": "reports:custodian",
    "investigator": "cases:day",
    "prosecutor": "cases:day",
    "screening_officer": "screening:leads",
    "auditor": "screening:runs",
}


def viewer_as(name):
    role = next(role for role in GIVEN_TO_PEOPLE if role.name == name)
    return Viewer(who="user:1", name="Ann", role=role)


@pytest.mark.parametrize(("role", "page"), BEGINNINGS.items())
def test_each_role_begins_where_its_work_is(role, page):
    assert first_room_of(viewer_as(role)) == page


@pytest.mark.parametrize("role", GIVEN_TO_PEOPLE, ids=lambda role: role.name)
def test_nobody_with_a_mandate_begins_with_help(role):
    assert first_room_of(viewer_as(role.name)) != "help"


def test_without_a_mandate_help_says_why_there_is_nothing():
    assert first_room_of(Viewer(who="user:1", name="Ann", role=NOBODYS_ROLE)) == "help"
