"""Write something down in a case: notes, tasks, places, what was shared; pause and resume its clocks."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases.access import sees_case
from graftwatch.apps.cases.models import Case, FacilityInCase, Note, Shared
from graftwatch.desk.access import matters, parties
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action, tell
from graftwatch.desk.audit.recipients import agency_code, recipient_code
from graftwatch.desk.inbox import clocks
from graftwatch.desk.inbox.models import Deadline, Task
from graftwatch.desk.states.catalogue import clock_named
from graftwatch.desk.states.moving import NotYetError


def works_here(viewer: Viewer, case: Case) -> bool:
    return sees_case(viewer, case)


def investigates(viewer: Viewer, case: Case) -> bool:
    return viewer.holds("investigation") and sees_case(viewer, case)


def _demand(viewer: Viewer, compartment: str) -> None:
    if not viewer.holds(compartment):
        raise Denied("Nobody writes into a compartment that they do not hold.")


@action(may=works_here)
def write_note(
    viewer: Viewer,
    case: Case,
    *,
    text: str,
    kind: str,
    compartment: str,
    source: str = "",
    corrects: Note | None = None,
) -> Note:
    """A fact with its source, or an opinion with what it rests on. Notes are never edited; a later one corrects."""
    _demand(viewer, compartment)
    if kind == Note.Kind.FACT and not source.strip():
        raise NotYetError(_("Say where this fact comes from. Without a source it is an opinion."))
    note = Note(
        case=case,
        text=text,
        kind=kind,
        compartment=compartment,
        source=source,
        corrects=corrects,
        by_id=viewer.user_id,
    )
    note.save()
    return note


@action(may=works_here)
def give_task(
    viewer: Viewer, case: Case, *, what: str, compartment: str, to: User | None = None, due_on: dt.date | None = None
) -> Task:
    """Something to do, for one member or for whoever is on the case."""
    _demand(viewer, compartment)
    if to is not None and not matters.people_on(case).filter(pk=to.pk).exists():
        raise Denied("A task goes to a member of the case.")
    task = Task(
        matter_kind=case._meta.label_lower,
        matter_id=case.pk,
        compartment=compartment,
        what=what,
        to=to,
        by_id=viewer.user_id,
        due_on=due_on,
    )
    task.save()
    return task


@action(may=works_here)
def finish_task(viewer: Viewer, case: Case, *, task: Task) -> None:
    if task.matter_id != case.pk or not viewer.holds(task.compartment):
        raise Denied("This task is not one of yours.")
    task.done_at = timezone.now()
    task.save(update_fields=["done_at"])


@action(may=investigates)
def add_facility(
    viewer: Viewer, case: Case, *, name: str, part: str, facility: uuid.UUID | None = None, is_implicated: bool = False
) -> FacilityInCase:
    """A place of the case. Where it is implicated, whoever is tied to it finds no case from now on."""
    made = FacilityInCase(
        case=case, name=name, part=part, facility=facility, is_implicated=is_implicated, by_id=viewer.user_id
    )
    made.save()
    if is_implicated and facility is not None:
        matters.implicate(case, {parties.facility(facility)}, named_by="case")
    return made


@action(may=works_here, act="disclosure")
def record_sharing(
    viewer: Viewer,
    case: Case,
    *,
    what: str,
    legal_basis: str,
    purpose: str,
    compartment: str,
    agency: Agency | None = None,
    elsewhere: str = "",
) -> Shared:
    """One line of the sharing log. Rooms that send something write theirs through this verb, too."""
    _demand(viewer, compartment)
    receiver = agency_code(agency.pk) if agency else recipient_code(elsewhere)
    tell(justification="in_the_sharing_log", recipient=receiver)
    made = Shared(
        case=case,
        what=what,
        legal_basis=legal_basis,
        purpose=purpose,
        compartment=compartment,
        agency=agency,
        elsewhere=elsewhere,
        by_id=viewer.user_id,
    )
    made.save()
    return made


@action(may=investigates)
def classify(viewer: Viewer, case: Case, *, trafficking_in_persons: str, trafficking_in_organs: str) -> None:
    """Two different offences, asked separately. Where both are indicated, trafficking in persons comes first."""
    case.trafficking_in_persons, case.trafficking_in_organs = trafficking_in_persons, trafficking_in_organs
    case.save(update_fields=["trafficking_in_persons", "trafficking_in_organs"])


def may_stand_still(clock: Deadline) -> bool:
    found = clock_named(clock.machine, clock.name)
    return found is None or found.pausable


@action(may=works_here)
def pause_clock(viewer: Viewer, case: Case, *, clock: Deadline, reason: str) -> None:
    """A clock stands still only with a reason, which every member sees; the first look at non-punishment never."""
    if clock.matter_id != case.pk or clock.paused_at is not None:
        raise Denied("This clock is not one of this case that runs.")
    if not may_stand_still(clock):
        raise NotYetError(_("This clock cannot stand still: a person's protection waits for it."))
    if not reason.strip():
        raise NotYetError(_("Say why the clock is to stand still."))
    clocks.pause(clock, reason=reason, now=timezone.now())


@action(may=works_here)
def resume_clock(viewer: Viewer, case: Case, *, clock: Deadline) -> None:
    if clock.matter_id != case.pk or clock.paused_at is None:
        raise Denied("This clock is not one of this case that stands still.")
    clocks.resume(clock, now=timezone.now())
