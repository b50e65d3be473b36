"""Open a case or a person: reading sealed words is an act, and the trail says that it was done.

The name of a possible victim is read on their own page only, with an open vault, so that their slice of the trail says
each time; the page of the case calls them by a letter.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graftwatch.apps.cases.access import sees_case, sees_person
from graftwatch.apps.cases.models import Case, FacilityInCase, Facts, Named, Note, Person, Shared, attachments_of
from graftwatch.apps.cases.states import NON_PUNISHMENT
from graftwatch.desk.access.haste import note_opening
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.states.models import Move
from graftwatch.desk.states.moving import moves_of
from graftwatch.desk.vault import record_keys
from graftwatch.desk.vault.fields import Sealed
from graftwatch.desk.vault.held import Held
from graftwatch.desk.vault.people import NotForYouError, Unlocked


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


READ = {
    "people": ("name",),
    "facilities": ("name",),
    "notes": ("text", "source"),
    "tasks": ("what",),
    "shared": ("what",),
    "named": ("answer", "correction", "clearing"),
}
"""Which sealed words of its rows the page of a case reads."""


def _read(viewer: Viewer, rows: Any, *names: str) -> list[Read]:
    return [Read(row, {name: words(viewer, getattr(row, name)) for name in names}) for row in rows]


@action(may=sees_case)
def open_case_file(viewer: Viewer, case: Case) -> CaseFile:
    """Everything of a case that the viewer may read. Changes nothing; that it was opened is in the trail."""
    rows = {name: list(each) for name, each in _rows_of(viewer, case).items()}
    attached, moves = attachments_of(viewer, case), moves_of(viewer, case)
    everything = (case, *(row for each in rows.values() for row in each), *attached, *moves)
    with record_keys.fetched(map(record_keys.record_of, everything)):
        return CaseFile(
            words(viewer, case.title),
            words(viewer, case.extract),
            **{name: _read(viewer, each, *READ[name]) for name, each in rows.items()},
            attached=[(each, each.shown_to(viewer)) for each in attached],
            moves=[(each, said_in(viewer, each)) for each in moves],
        )


def _rows_of(viewer: Viewer, case: Case) -> dict[str, Any]:
    """One query each, however many rows."""
    tasks = Task.objects.seen_by(viewer).filter(matter_kind=case._meta.label_lower, matter_id=case.pk)
    return {
        "people": Person.objects.seen_by(viewer).filter(case=case),
        "facilities": FacilityInCase.objects.seen_by(viewer).filter(case=case),
        "notes": Note.objects.seen_by(viewer).filter(case=case).select_related("by"),
        "tasks": tasks.select_related("to").filter(compartment__in=viewer.role.compartments),
        "shared": Shared.objects.seen_by(viewer).filter(case=case).select_related("agency", "by"),
        "named": Named.objects.seen_by(viewer).filter(case=case),
    }


def said_in(viewer: Viewer, moved: Move) -> dict[str, Any]:
    """What was asked and answered in a step, where the viewer holds its compartment."""
    found: dict[str, Any] = json.loads(words(viewer, moved.said) or "{}")
    return found


class NameIs(StrEnum):
    """Whether somebody may read a name now; and if not, what stands in between."""

    READ = "read"
    NOT_YOURS = "not_yours"
    CLOSED = "closed"
    NOT_LET_IN = "not_let_in"
    ERASED = "erased"


@dataclass
class PersonFile:
    """What the page of a person shows. Their case is among what may be seen; that was asked before."""

    name_is: NameIs
    name: str | None
    identity: str | None
    facts: list[tuple[Facts, dict[str, Any]]]
    moves: list[tuple[Move, dict[str, Any]]]


@action(may=sees_person)
def open_person(viewer: Viewer, person: Person, *, unlocked: Unlocked | None = None) -> PersonFile:
    """Open somebody's page: an act of its own. A possible victim's name needs the viewer's open vault."""
    known = Facts.objects.seen_by(viewer).filter(person=person).select_related("by").order_by("-at")
    moves = [each for each in moves_of(viewer, person) if each.machine == NON_PUNISHMENT.name]
    return PersonFile(
        *_who_it_is(viewer, person, unlocked),
        [(each, json.loads(words(viewer, each.answers) or "{}")) for each in known],
        [(each, said_in(viewer, each)) for each in moves],
    )


def _who_it_is(viewer: Viewer, person: Person, unlocked: Unlocked | None) -> tuple[NameIs, str | None, str | None]:
    if not viewer.holds(person.compartment):
        return NameIs.NOT_YOURS, None, None
    if not person.held_name:  # nobody who may be a victim, or written down before anybody on the case had a vault
        name, identity = words(viewer, person.name), words(viewer, person.identity)
        return (NameIs.ERASED if name is None else NameIs.READ), name, identity
    if f"user:{viewer.user_id}" not in person.held_name.holders:
        return NameIs.NOT_LET_IN, None, None
    if unlocked is None:
        return NameIs.CLOSED, None, None
    name = _held_words(person.held_name, unlocked)
    return (NameIs.ERASED if name is None else NameIs.READ), name, _held_words(person.held_identity, unlocked)


def _held_words(held: Held, unlocked: Unlocked) -> str | None:
    note_opening(held.record)
    try:
        return held.read_with(unlocked)
    except NotForYouError:
        return None
