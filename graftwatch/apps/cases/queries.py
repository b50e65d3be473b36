"""Every read of this room that is longer than one filter, scoped to a viewer."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from graftwatch.apps.cases.models import Case, Named, Person, Review
from graftwatch.desk.access import parties
from graftwatch.desk.access.approvals import may_answer
from graftwatch.desk.access.models import Approval
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.inbox.models import Deadline, Task

DONE = ("closed", "archived", "erased")


def cases(viewer: Viewer) -> Any:
    return Case.objects.seen_by(viewer).select_related("lead_agency")


def find_case(viewer: Viewer, pk: uuid.UUID) -> Case | None:
    """The case, or None: not there and not yours are one answer."""
    found: Case | None = cases(viewer).filter(pk=pk).first()
    return found


def find_person(viewer: Viewer, pk: uuid.UUID) -> Person | None:
    rows = Person.objects.seen_by(viewer).seen_through("case").select_related("case")
    found: Person | None = rows.filter(pk=pk).first()
    return found


def find_named(viewer: Viewer, pk: uuid.UUID) -> Named | None:
    rows = Named.objects.seen_by(viewer).seen_through("case").select_related("case")
    found: Named | None = rows.filter(pk=pk).first()
    return found


def wanted_cases(viewer: Viewer, *, show: str, words: str, vault_is_open: bool = False) -> Any:
    """The list: open ones, all, or what was searched for: a number, or somebody's whole name.

    Titles and names lie sealed. A name is found by its keyed token: all its words in any order, never a part of it, and
    a possible victim's only by somebody who could open it now.
    """
    found = cases(viewer)
    if words:
        return found.filter(Q(number__icontains=words) | Q(pk__in=_with_somebody_called(viewer, words, vault_is_open)))
    return found if show == "all" else found.exclude(investigation__in=DONE, protection__in=("none", "gone"))


def _with_somebody_called(viewer: Viewer, words: str, vault_is_open: bool) -> list[uuid.UUID]:
    rows = Person.objects.seen_by(viewer).filter(token=parties.person(words), compartment__in=viewer.role.compartments)
    return [each.case_id for each in rows if _could_read_now(viewer, each, vault_is_open)]


def _could_read_now(viewer: Viewer, person: Person, vault_is_open: bool) -> bool:
    held = person.held_name
    return not held or (vault_is_open and f"user:{viewer.user_id}" in held.holders)


def clocks_of(viewer: Viewer, case: Case) -> list[Deadline]:
    """Every clock of a case that has not been stopped, next one first; late and paused ones, too."""
    rows = Deadline.objects.seen_by(viewer).filter(matter_kind=case._meta.label_lower, matter_id=case.pk)
    return list(rows.filter(stopped_at=None))


@dataclass(frozen=True)
class Day:
    """What somebody has before them: their tasks, what is due, what waits for their answer, what they asked for."""

    tasks: list[tuple[Task, Case]]
    clocks: list[tuple[Deadline, Case]]
    to_answer: list[Approval]
    granted: list[Approval]
    n_cases: int


def my_day(viewer: Viewer, now: dt.datetime) -> Day:
    mine = {case.pk: case for case in cases(viewer)}
    kind = Case._meta.label_lower
    tasks = Task.objects.seen_by(viewer).filter(matter_kind=kind, done_at=None)
    tasks = tasks.filter(Q(to_id=viewer.user_id) | Q(to_id=None))
    soon = Deadline.objects.seen_by(viewer).filter(matter_kind=kind, stopped_at=None)
    soon = soon.filter(due_at__lte=now + dt.timedelta(days=90))
    waiting = Approval.objects.seen_by(viewer).filter(answer=Approval.Answer.WAITING)
    asked = Approval.objects.seen_by(viewer).filter(
        asked_by_id=viewer.user_id, answer=Approval.Answer.GRANTED, verb__startswith="cases."
    )
    return Day(
        [(task, mine[task.matter_id]) for task in tasks if task.matter_id in mine],
        [(clock, mine[clock.matter_id]) for clock in soon if clock.matter_id in mine],
        [each for each in waiting if may_answer(viewer, each)],
        list(asked),
        len(mine),
    )


def answers_about(kind: str, key: uuid.UUID) -> list[Named]:
    """Everybody whom copies of one thing name, in whichever case: an answer or a clearing reaches every copy."""
    rows = Named.objects.for_the_system("an answer reaches every copy")
    return list(rows.filter(about_kind=kind, about_id=key).order_by("at"))


FEWEST = 11
"""Counts below this are not shown: so few can be recognised."""


@dataclass(frozen=True)
class Count:
    """How many reviews came to one outcome; None where they are too few to show."""

    outcome: str
    label: Any
    n: int | None


def non_punishment_counts(viewer: Viewer) -> list[Count]:
    """For oversight: reviews by outcome, over every case. No cell below the fewest, and no total to subtract from."""
    if not viewer.holds("trail"):
        raise Denied("These numbers are for oversight.")
    rows = Review.objects.for_the_system("counts for oversight, small ones left out")
    found = [(each, rows.filter(outcome=each.value).count()) for each in Review.Outcome]
    return [Count(each.value, each.label, n if n >= FEWEST else None) for each, n in found]
