"""Clocks of transitions: started and stopped with them, paused only with a reason; they survive any restart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.machine import Clock


def start_clock(machine: str, thing: Model, clock: Clock, *, now: dt.datetime, matter: Model) -> Deadline:
    stop_clocks(thing, (clock.name,))
    made = Deadline(
        machine=machine,
        name=clock.name,
        thing_kind=thing._meta.label_lower,
        thing_id=thing.pk,
        matter_kind=matter._meta.label_lower,
        matter_id=matter.pk,
        started_at=now,
        due_at=now + clock.within,
        then=clock.then,
    )
    made.save()
    return made


def running(thing: Model) -> Any:
    rows = Deadline.objects.for_the_system("the clocks of a thing")
    return rows.filter(thing_kind=thing._meta.label_lower, thing_id=thing.pk, stopped_at=None, ended_at=None)


def stop_clocks(thing: Model, names: Iterable[str]) -> None:
    from django.utils import timezone

    running(thing).filter(name__in=list(names)).update(stopped_at=timezone.now())


def pause(deadline: Deadline, *, reason: str, now: dt.datetime) -> None:
    """Stand still, for a reason that is shown."""
    deadline.paused_at, deadline.pause_reason = now, reason
    deadline.save(update_fields=["paused_at", "pause_reason"])


def resume(deadline: Deadline, *, now: dt.datetime) -> None:
    """Go on with what was left when it was paused."""
    assert deadline.paused_at is not None
    deadline.due_at += now - deadline.paused_at
    deadline.paused_at = None
    deadline.save(update_fields=["due_at", "paused_at"])


def ended(now: dt.datetime) -> list[Deadline]:
    """Clocks that have run out and nobody has said so yet."""
    rows = Deadline.objects.for_the_system("clocks that ran out")
    return list(rows.filter(due_at__lte=now, stopped_at=None, paused_at=None, ended_at=None).order_by("due_at"))
