"""Erase a case: destroy the keys of everything in it that was sealed. Rows without words remain as tombstones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Model

from graftwatch.apps.cases.models import Case, FacilityInCase, Facts, Named, Note, Person, Shared, kinds_of_attachment
from graftwatch.apps.cases.states import ANSWERING, NON_PUNISHMENT, PROTECTION
from graftwatch.desk.access.roles import Role
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.models import Task
from graftwatch.desk.states.models import Move
from graftwatch.desk.states.moving import move
from graftwatch.desk.vault.record_keys import record_of
from graftwatch.desk.vault.retention.erasing import erase

WHY = "everything sealed in a case that is erased"
SYSTEM = Viewer(who="system", name="system", role=Role("system", "", "operation", frozenset()))
"""Whoever brings about what follows by itself."""


def erase_content(viewer: Viewer, case: Case, said: Mapping[str, Any], moved: Move) -> None:
    """Two people decided it; the move that says so, on which basis, is the only one that still opens."""
    records = list(_records(case, but=moved))
    move(SYSTEM, PROTECTION, case, "erase_with_the_case", {})
    for person in _rows(Person).filter(case=case):
        move(SYSTEM, NON_PUNISHMENT, person, "erase_the_review", {}, matter=case)
        _rows(Person).filter(pk=person.pk).update(token="")
    for named in _rows(Named).filter(case=case):
        move(SYSTEM, ANSWERING, named, "erase_the_answer", {}, matter=case)
    erase(viewer, records, thing=record_of(case), basis=said["basis"], second=moved.approved_by_id)


def _rows(model: type[Model]) -> Any:
    return model._default_manager.for_the_system(WHY)  # type: ignore[attr-defined]


def _records(case: Case, *, but: Move) -> Iterator[str]:
    things: list[Any] = [case]
    for model in (Note, Person, FacilityInCase, Shared, Named):
        things += _rows(model).filter(case=case)
    things += _rows(Facts).filter(person__in=_rows(Person).filter(case=case))
    things += _rows(Task).filter(matter_kind=case._meta.label_lower, matter_id=case.pk)
    for kind in kinds_of_attachment():
        for each in _rows(kind).filter(case=case):
            things.append(each)
            yield from each.records_to_erase()
    yield from map(record_of, things)
    moves = _rows(Move).filter(thing_id__in=[each.pk for each in things]).exclude(pk=but.pk)
    yield from map(record_of, moves)
