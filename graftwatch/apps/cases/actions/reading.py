"""Open a case or a person: reading sealed words is an act, and the trail says that it was done."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from graftwatch.apps.cases.access import sees_case, sees_person
from graftwatch.apps.cases.models import Case, FacilityInCase, Facts, Named, Note, Person, Shared, attachments_of
from graftwatch.apps.cases.states import NON_PUNISHMENT
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.states.models import Move
from graftwatch.desk.states.moving import moves_of
from graftwatch.desk.vault.fields import Sealed


def words(viewer: Viewer, sealed: Sealed) -> str | None:
    """The words, where the viewer holds their compartment and they are not erased."""
    return sealed.read_by(viewer) if viewer.holds(sealed.compartment) else None


@dataclass
class Read:
    """A row with its words as this viewer may read them, by field."""

    row: Any
    said: dict[str, str | None] = field(default_factory=dict)


@dataclass
class CaseFile:
    """What the page of a case shows."""

    title: str | None
    extract: str | None
    people: list[Read]
    facilities: list[Read]
    notes: list[Read]
    tasks: list[Read]
    shared: list[Read]
    named: list[Read]
    attached: list[tuple[Any, dict[str, Any]]]
    moves: list[tuple[Move, dict[str, Any]]]


def _read(viewer: Viewer, rows: Any, *names: str) -> list[Read]:
    return [Read(row, {name: words(viewer, getattr(row, name)) for name in names}) for row in rows]


@action(may=sees_case)
def open_case_file(viewer: Viewer, case: Case) -> CaseFile:
    """Everything of a case that the viewer may read. Changes nothing; that it was opened is in the trail."""
    tasks = Task.objects.seen_by(viewer).filter(matter_kind=case._meta.label_lower, matter_id=case.pk)
    of_case = {"case": case}
    return CaseFile(
        words(viewer, case.title),
        words(viewer, case.extract),
        _read(viewer, Person.objects.seen_by(viewer).filter(**of_case), "name"),
        _read(viewer, FacilityInCase.objects.seen_by(viewer).filter(**of_case), "name"),
        _read(viewer, Note.objects.seen_by(viewer).filter(**of_case).select_related("by"), "text", "source"),
        _read(viewer, tasks.select_related("to").filter(compartment__in=viewer.role.compartments), "what"),
        _read(viewer, Shared.objects.seen_by(viewer).filter(**of_case).select_related("agency", "by"), "what"),
        _read(viewer, Named.objects.seen_by(viewer).filter(**of_case), "answer", "correction", "clearing"),
        [(each, each.shown_to(viewer)) for each in attachments_of(viewer, case)],
        [(each, said_in(viewer, each)) for each in moves_of(viewer, case)],
    )


def said_in(viewer: Viewer, moved: Move) -> dict[str, Any]:
    """What was asked and answered in a step, where the viewer holds its compartment."""
    found: dict[str, Any] = json.loads(words(viewer, moved.said) or "{}")
    return found


@dataclass
class PersonFile:
    """What the page of a person shows. Their case is among what may be seen; that was asked before."""

    name: str | None
    identity: str | None
    facts: list[tuple[Facts, dict[str, Any]]]
    moves: list[tuple[Move, dict[str, Any]]]


@action(may=sees_person)
def open_person(viewer: Viewer, person: Person) -> PersonFile:
    """Open somebody's page: an act of its own."""
    known = Facts.objects.seen_by(viewer).filter(person=person).select_related("by").order_by("-at")
    moves = [each for each in moves_of(viewer, person) if each.machine == NON_PUNISHMENT.name]
    return PersonFile(
        words(viewer, person.name),
        words(viewer, person.identity),
        [(each, json.loads(words(viewer, each.answers) or "{}")) for each in known],
        [(each, said_in(viewer, each)) for each in moves],
    )
