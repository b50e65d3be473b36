"""What is erased in its own room by two people: when its time of keeping ends, and what holds it. No content."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.utils import timezone

from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.vault.retention.kinds import holds_on
from graftwatch.records.guarded import Guarded

CLOCK = "retention"
"""The name that every table of states gives its clock of keeping."""
WHY = "when the time of keeping ends, without saying of what"


@dataclass(frozen=True)
class DueInRoom:
    """One thing whose time of keeping runs: its kind (`cases.case`), until when, and the last day of a hold on it."""

    kind: str
    thing_id: uuid.UUID
    due_on: dt.date
    held_until: dt.date | None
    is_due: bool


def running_in_rooms(today: dt.date, *, within: dt.timedelta) -> list[DueInRoom]:
    """What is due, or will be within that time; what is due first. A hold stops it from being due."""
    until = dt.datetime.combine(today + within, dt.time.max, tzinfo=dt.UTC)
    rows = Deadline.objects.for_the_system(WHY).filter(name=CLOCK, stopped_at=None, due_at__lte=until)
    return sorted(_found(rows.order_by("due_at"), today), key=lambda each: (not each.is_due, each.due_on))


def _found(rows: Iterator[Deadline], today: dt.date) -> Iterator[DueInRoom]:
    for row in rows:
        model = apps.get_model(row.thing_kind)
        assert issubclass(model, Guarded)
        thing = model.objects.for_the_system(WHY).filter(pk=row.thing_id).first()
        if thing is not None:
            held, due_on = max(holds_on(thing, today), default=None), timezone.localdate(row.due_at)
            is_due = held is None and due_on <= today
            yield DueInRoom(row.thing_kind, row.thing_id, due_on, held, is_due)
