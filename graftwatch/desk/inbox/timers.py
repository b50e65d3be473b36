"""What happens when a clock runs out: the timer's transition, where the table names one; else it is shown as late.

The worker calls `wake` every minute. Clocks lie in the database, so a restart loses none; each is carried out in an act
of its own, so that one that fails is written down and tried again, and stops no other.
"""

from __future__ import annotations

import datetime as dt
import logging
from importlib import import_module
from typing import Any

from django.apps import apps

from graftwatch.desk.access.roles import Role
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.inbox.clocks import ended
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.machine import Machine
from graftwatch.desk.states.moving import NotYetError, move
from graftwatch.errors import GraftwatchError

CLOCK = Viewer(who="timer", name="timer", role=Role("timer", "", "operation", frozenset()))
"""Whoever moves things when time is up. Holds no compartment and sees no row."""

log = logging.getLogger(__name__)


def wake(now: dt.datetime) -> int:
    """Carry out every clock that has run out. How many there were."""
    late = ended(now)
    for deadline in late:
        try:
            run_out(CLOCK, deadline, now=now)
        except GraftwatchError:
            log.warning("The clock %s of %s could not be carried out.", deadline.name, deadline.thing_kind)
    return len(late)


def is_the_clock(viewer: Viewer) -> bool:
    return viewer.role.name == "timer"


@action(may=is_the_clock)
def run_out(viewer: Viewer, deadline: Deadline, *, now: dt.datetime) -> None:
    """One clock: moved by its room where the room says how (`when_time_is_up`), else by the table alone."""
    deadline.ended_at = now
    deadline.save(update_fields=["ended_at"])
    if not deadline.then:
        return
    machine, thing = machine_of(deadline), thing_of(deadline)
    if thing is None or deadline.then not in {
        each.name for each in machine.offered(getattr(thing, machine.field), viewer.role.name)
    }:
        return  # it moved on by itself; the clock has nothing left to do
    by_the_room = getattr(import_module(f"{machine.room}.actions"), "when_time_is_up", None)
    try:
        if by_the_room is not None:
            by_the_room(viewer, thing, verb=deadline.then, deadline=deadline)
        else:
            move(viewer, machine, thing, deadline.then, {}, matter=thing_of_matter(deadline))
    except (Denied, NotYetError) as against:
        log.warning("A guard stands against %s when time is up: %s", deadline.then, type(against).__name__)


def machine_of(deadline: Deadline) -> Machine:
    """The table whose clock this is, found in the rooms by its name."""
    for config in apps.get_app_configs():
        if not config.name.startswith("graftwatch."):
            continue
        try:
            states = import_module(f"{config.name}.states")
        except ModuleNotFoundError:
            continue
        for found in vars(states).values():
            if isinstance(found, Machine) and found.name == deadline.machine:
                return found
    raise GraftwatchError(f"No table is called {deadline.machine!r}; its clocks cannot be carried out.")


def thing_of(deadline: Deadline) -> Any:
    return _row(deadline.thing_kind, deadline.thing_id)


def thing_of_matter(deadline: Deadline) -> Any:
    return _row(deadline.matter_kind, deadline.matter_id)


def _row(kind: str, key: object) -> Any:
    rows: Any = apps.get_model(kind)._default_manager
    return rows.for_the_system("what a clock belongs to").filter(pk=key).first()
