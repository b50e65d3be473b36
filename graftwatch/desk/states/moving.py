"""Carry out one transition: ask the table, the guards and the second person, move, write down, start and stop clocks.

Called from within an action, so that all of it happens or nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from django.db.models import Model
from django.utils import timezone

from graftwatch.desk.access.approvals import use_approval
from graftwatch.desk.access.once import sees
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.audit.canonical import canonical
from graftwatch.desk.inbox.clocks import start_clock, stop_clocks
from graftwatch.desk.states.machine import Machine, Transition
from graftwatch.desk.states.models import Move
from graftwatch.errors import GraftwatchError


class NotYetError(GraftwatchError):
    """The transition is this person's, but something is missing. Says what, and what to do."""


def verb_of(machine: Machine, transition: Transition) -> str:
    """How the trail and approvals name a transition: `cases.charge`."""
    return f"{machine.room.rsplit('.', 1)[-1]}.{transition.name}"


def offered(viewer: Viewer, machine: Machine, thing: Model) -> tuple[Transition, ...]:
    """What the viewer may do with this thing from where it stands."""
    return machine.offered(getattr(thing, machine.field), viewer.role.name)


def why_not(viewer: Viewer, machine: Machine, thing: Model, verb: str, said: Mapping[str, Any]) -> str:
    """What the guards say against it: empty, or a sentence that says what to do."""
    guards = import_module(f"{machine.room}.guards") if machine[verb].guards else None
    for name in machine[verb].guards:
        words: str = getattr(guards, name)(viewer, thing, said)
        if words:
            return words
    return ""


def move(
    viewer: Viewer, machine: Machine, thing: Model, verb: str, said: Mapping[str, Any], *, matter: Model | None = None
) -> Move:
    """Move `thing` by one transition. `matter` is the report or case that it belongs to (itself by default).

    Raises Denied (not from here, not this role), NotYetError (an answer or a guard), NeedsASecondPersonError.
    """
    state = getattr(thing, machine.field)
    if machine[verb] not in machine.offered(state, viewer.role.name):
        raise Denied(f"{verb} is not open to this role from here.")
    transition = machine[verb]
    _demand_answers(transition, said)
    against = why_not(viewer, machine, thing, verb, said)
    if against:
        raise NotYetError(against)
    approval = use_approval(viewer, verb_of(machine, transition), thing) if transition.two_people else None
    target = transition.target or state
    rows = type(thing)._default_manager.for_the_system("the state that moves")  # type: ignore[attr-defined]
    if not rows.filter(pk=thing.pk, **{machine.field: state}).update(**{machine.field: target}):
        raise NotYetError("Somebody else moved this a moment ago. Look at it again.")
    setattr(thing, machine.field, target)
    done = Move(
        machine=machine.name,
        thing_kind=thing._meta.label_lower,
        thing_id=thing.pk,
        verb=verb,
        source=state,
        target=target,
        by_id=viewer.user_id,
        role=viewer.role.name,
        approved_by=approval.answered_by if approval else None,
        compartment=machine.compartment,
        said=canonical({name: _plain(value) for name, value in said.items() if value not in (None, "")}),
    )
    done.save()
    stop_clocks(thing, transition.stops)
    for clock in transition.starts:
        start_clock(machine.name, thing, clock, now=timezone.now(), matter=matter or thing)
    return done


def _demand_answers(transition: Transition, said: Mapping[str, Any]) -> None:
    missing = [
        str(ask.label) for ask in transition.asks if ask.required and said.get(ask.name) in (None, "", [], False)
    ]
    if missing:
        raise NotYetError(f"Still to be answered: {'; '.join(missing)}.")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def moves_of(viewer: Viewer, thing: Model) -> list[Move]:
    """What has happened to a thing that the viewer may see, oldest first. Empty where it may not be seen."""
    if not sees(viewer, thing):
        return []
    rows = Move.objects.for_the_system("what happened to a thing that the viewer may see")
    return list(rows.filter(thing_kind=thing._meta.label_lower, thing_id=thing.pk).select_related("by").order_by("at"))
