"""Whoever is named in something that leaves its office is written down at once: who tells them, by when, or which law
delays it (house §7)."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases.access import sees_case
from graftwatch.apps.cases.actions.effects import set_clock
from graftwatch.apps.cases.models import Case, Named
from graftwatch.apps.cases.states import ANSWERING
from graftwatch.apps.cases.states.answering import DELAY, TELLING
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.inbox.clocks import start_clock
from graftwatch.desk.states.moving import NotYetError


@dataclass(frozen=True)
class Telling:
    """Who is named, who tells them, and by when; or which law delays it, and until when."""

    kind: str
    label: str
    told_by: str
    tell_on: dt.date | None = None
    delaying_law: str = ""
    delayed_until: dt.date | None = None

    @property
    def is_delayed(self) -> bool:
        return bool(self.delaying_law.strip()) and self.delayed_until is not None


def write_named(viewer: Viewer, case: Case, about_kind: str, about_id: uuid.UUID, telling: Telling) -> Named:
    """Called inside the act by which a copy leaves. Either a day by which they are told, or a law and its end."""
    if telling.tell_on is None and not telling.is_delayed:
        raise NotYetError(_("Say by when they are told, or which law delays it and until when."))
    named = Named(
        case=case,
        about_kind=about_kind,
        about_id=about_id,
        kind=telling.kind,
        label=telling.label,
        told_by=telling.told_by,
        state="delayed" if telling.is_delayed else "to_tell",
        tell_on=telling.tell_on,
        delaying_law=telling.delaying_law if telling.is_delayed else "",
        delayed_until=telling.delayed_until if telling.is_delayed else None,
        by_id=viewer.user_id,
    )
    named.save()
    clock, day = (DELAY, telling.delayed_until) if telling.is_delayed else (TELLING, telling.tell_on)
    if day is not None:
        start_clock(ANSWERING.name, named, clock, now=timezone.now(), matter=case)
        set_clock(named, clock.name, day)
    return named


@action(may=sees_case)
def name_in(viewer: Viewer, case: Case, *, about_kind: str, about_id: uuid.UUID, telling: Telling) -> Named:
    """One person or centre that something in this case names."""
    return write_named(viewer, case, about_kind, about_id, telling)
