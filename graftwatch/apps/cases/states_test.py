"""The tables: what the README draws is what the software does, and each stands as the law of the house asks."""

from pathlib import Path

import pytest
from django.utils import translation

from graftwatch.apps.cases.states import ANSWERING, INVESTIGATION, NON_PUNISHMENT, OPEN_REVIEW, PROTECTION
from graftwatch.desk.access.roles import ROLES

README = Path(__file__).with_name("README.md").read_text("utf-8")


@pytest.mark.parametrize("machine", [INVESTIGATION, PROTECTION, NON_PUNISHMENT, ANSWERING], ids=lambda each: each.name)
def test_the_readme_draws_each_table_as_it_is(machine):
    with translation.override("en"):
        assert machine.as_table() in README


def test_the_investigation_has_seventeen_states():
    assert len(INVESTIGATION.states) == 17


def test_no_step_of_one_track_is_a_step_of_the_other():
    tracks = [{each.name for each in machine.transitions} for machine in (INVESTIGATION, PROTECTION)]
    assert tracks[0] & tracks[1] == set()
    assert INVESTIGATION.field != PROTECTION.field


def test_what_cannot_be_undone_needs_two_people():
    assert {each.name for each in INVESTIGATION.transitions if each.two_people} == {
        "reopen", "archive", "erase", "lift_restriction", "release_hold",
    }  # fmt: skip
    assert {each.name for each in NON_PUNISHMENT.transitions if each.two_people} == {
        "apply_non_punishment", "not_apply_non_punishment",
    }  # fmt: skip


def test_protection_comes_back_from_wherever_it_ended():
    for state in ("ended_by_victim", "ended_complete", "stabilised"):
        assert {"watch", "protect"} <= {each.name for each in PROTECTION.offered(state, "protection_manager")}


def test_anybody_who_works_on_cases_may_raise_non_punishment():
    on_cases = {role.name for role in ROLES.values() if "cases" in role.compartments}
    assert set(NON_PUNISHMENT["raise_non_punishment"].who) == on_cases
    assert set(OPEN_REVIEW) == {"raised", "under_review", "appealed"}


def test_a_delay_by_law_ends_by_itself():
    assert "timer" in ANSWERING["delay_ends"].who


def test_help_never_depends_on_whether_somebody_testifies_or_what_becomes_of_the_investigation():
    asked = {ask.name for each in PROTECTION.transitions for ask in each.asks}
    guards = {guard for each in PROTECTION.transitions for guard in each.guards}
    of_justice = ("justice", "testif", "cooperat", "statement", "charge", "investigation", "court")
    assert [name for name in asked | guards if any(word in name for word in of_justice)] == []
    assert all(not each.who or set(each.who) - {"prosecutor", "investigator"} for each in PROTECTION.transitions)
