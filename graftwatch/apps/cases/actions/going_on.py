"""Carry out one transition of a case, of a person in it, or of somebody named in it."""

from __future__ import annotations

from typing import Any

from graftwatch.apps.cases.access import sees_case, sees_named, sees_person
from graftwatch.apps.cases.actions import effects
from graftwatch.apps.cases.models import Case, Named, Person
from graftwatch.apps.cases.states import ANSWERING, INVESTIGATION, NON_PUNISHMENT, PROTECTION
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action, tell
from graftwatch.desk.audit.recipients import recipient_code
from graftwatch.desk.states.machine import Machine
from graftwatch.desk.states.models import Move
from graftwatch.desk.states.moving import move

Thing = Case | Person | Named


def machines_of(thing: Thing) -> tuple[Machine, ...]:
    match thing:
        case Case():
            return INVESTIGATION, PROTECTION
        case Person():
            return (NON_PUNISHMENT,)
        case _:
            return (ANSWERING,)


def machine_with(thing: Thing, verb: str) -> Machine | None:
    """The table of this thing that knows the verb."""
    return next((each for each in machines_of(thing) if verb in {one.name for one in each.transitions}), None)


def case_of(thing: Thing) -> Case:
    if isinstance(thing, Case):
        return thing
    found: Case = Case.objects.for_the_system("the case of something that the viewer sees").get(pk=thing.case_id)
    return found


def sees(viewer: Viewer, thing: Thing) -> bool:
    match thing:
        case Case():
            return sees_case(viewer, thing)
        case Person():
            return sees_person(viewer, thing)
        case _:
            return sees_named(viewer, thing)


@action(may=sees, named_by="verb")
def go_on(viewer: Viewer, /, thing: Thing, *, verb: str, **said: Any) -> Move:
    """One transition with everything that follows from it. Raises Denied, NotYetError, NeedsASecondPersonError."""
    machine = machine_with(thing, verb)
    if machine is None:
        raise Denied(f"There is no {verb} here.")
    if verb in ("request_transfer", "accept_transfer"):
        tell(justification="transfer_of_a_case", recipient=recipient_code(str(said.get("to") or "")))
    before = effects.BEFORE.get(verb)
    if before is not None:
        before(viewer, thing)
    moved = move(viewer, machine, thing, verb, said, matter=case_of(thing))
    after = effects.AFTER.get(verb)
    if after is not None:
        after(viewer, thing, said, moved)
    return moved
