"""The tables of this room, and the page that is drawn from them."""

from pathlib import Path

import pytest

from graftwatch.apps.reports.states import IDENTITY, REPORT, RETALIATION

README = Path(__file__).with_name("README.md").read_text("utf-8")


@pytest.mark.parametrize("machine", [REPORT, IDENTITY, RETALIATION], ids=lambda machine: machine.name)
def test_the_readme_says_what_the_table_says(machine):
    assert machine.as_table() in README, "write it again: machine.as_table()"
    assert machine.drawn() in README, "write it again: machine.drawn()"


def test_a_report_has_nineteen_states_and_ends_only_in_the_tombstone():
    assert len(REPORT.states) == 19
    assert [state.name for state in REPORT.states if state.end] == ["erased"]


def test_the_reporter_waits_no_longer_than_the_directive_allows():
    days = {clock.name: clock.within.days for each in REPORT.transitions for clock in each.starts}
    assert days["acknowledge"] == 7
    assert days["feedback"] <= 91
    assert days["answer"] == 14


def test_what_takes_two_people_takes_two_people():
    assert {each.name for each in REPORT.transitions if each.two_people} == {"judge_abusive", "erase"}


def test_in_every_state_but_the_first_and_last_somebody_of_triage_can_do_something():
    for state in REPORT.states:
        if state.name not in ("draft", "erased"):
            assert REPORT.offered(state.name, "triage_officer") or REPORT.offered(state.name, "triage_supervisor")


def test_where_walls_leave_only_the_independent_reviewer_every_step_of_triage_and_supervision_is_hers():
    for each in REPORT.transitions:
        if {"triage_officer", "triage_supervisor"} & set(each.who):
            assert "independent_reviewer" in each.who, each.name
