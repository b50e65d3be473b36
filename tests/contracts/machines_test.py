"""Every table of states: nothing is misspelt, every state is reached, none is a dead end, real roles can go on."""

import importlib

import pytest

from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.states.catalogue import all_machines
from graftwatch.desk.states.machine import NOT_PEOPLE

MACHINES = dict(all_machines())


def test_there_are_tables():
    assert len(MACHINES) >= 4


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_a_table_has_no_fault(machine):
    assert list(machine.faults(frozenset(ROLES))) == []


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_every_state_but_the_ends_has_a_way_out_for_somebody_who_logs_in_or_reports(machine):
    stuck = [
        state.name
        for state in machine.states
        if not state.end
        and not any(
            state.name in each.source and each.target and set(each.who) - {"timer", "system"}
            for each in machine.transitions
        )
    ]
    assert stuck == []


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_each_guard_stands_in_the_rooms_guards(machine):
    names = {guard for each in machine.transitions for guard in each.guards}
    guards = importlib.import_module(f"{machine.room}.guards") if names else None
    assert [name for name in names if not callable(getattr(guards, name, None))] == []


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_two_people_come_from_roles_that_log_in(machine):
    for each in machine.transitions:
        if each.two_people:
            assert set(each.who) - NOT_PEOPLE, each.name


@pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)
def test_a_transition_says_what_it_does_and_a_clock_what_happens_when_it_ends(machine):
    for each in machine.transitions:
        assert str(each.label).strip(), each.name
        assert str(each.happens).strip(), each.name
        assert all(str(clock.ends).strip() for clock in each.starts), each.name
