"""Filters that put clocks, steps and instants into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django import template
from django.apps import AppConfig, apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from graftwatch.apps.cases.forms import COMPARTMENTS
from graftwatch.apps.cases.states import INVESTIGATION, PROTECTION
from graftwatch.apps.cases.states.investigation import OPENING
from graftwatch.desk.access.models import Agency
from graftwatch.desk.inbox.models import Deadline
from graftwatch.desk.states.catalogue import all_machines, clock_named
from graftwatch.desk.states.machine import Clock

register = template.Library()

TASKS = {
    "lead": gettext_lazy("leads"),
    "member": gettext_lazy("member"),
    "supervisor": gettext_lazy("supervises"),
}


def _clock(deadline: Deadline) -> Clock | None:
    return OPENING if deadline.name == OPENING.name else clock_named(deadline.machine, deadline.name)


@register.filter
def clock_label(deadline: Deadline) -> str:
    found = _clock(deadline)
    return str(found.label) if found else deadline.name


@register.filter
def may_stand_still(deadline: Deadline) -> bool:
    found = _clock(deadline)
    return found is None or found.pausable


@register.filter
def clock_ends(deadline: Deadline) -> str:
    """What happens when it ends."""
    found = _clock(deadline)
    return str(found.ends) if found else ""


@register.filter
def when(instant: dt.datetime | None) -> str:
    """How far away, with day and hour: “in 3 days (Tuesday 24 November 2026, 17:00)”."""
    if instant is None:
        return ""
    local = timezone.localtime(instant)
    days = (local.date() - timezone.localdate()).days
    said = {"days": abs(days), "on": f"{date_format(local, 'l')} {date_format(local, 'DATETIME_FORMAT')}"}
    if days == 0:
        return _("today (%(on)s)") % said
    if days > 0:
        return ngettext("in %(days)s day (%(on)s)", "in %(days)s days (%(on)s)", days) % said
    return ngettext("%(days)s day ago (%(on)s)", "%(days)s days ago (%(on)s)", -days) % said


@register.filter
def instant(value: dt.datetime | None) -> str:
    return date_format(timezone.localtime(value), "DATETIME_FORMAT") if value else ""


@register.filter
def a_day(value: object) -> str:
    """A day in words; anything else as it is."""
    return date_format(value) if isinstance(value, dt.date) else str(value)


@register.filter
def compartment_label(name: str) -> str:
    return str(COMPARTMENTS.get(name, name))


@register.filter
def task_label(name: str) -> str:
    return str(TASKS.get(name, name))


@register.filter
def investigation_label(name: str) -> str:
    return str(INVESTIGATION.state(name).label)


@register.filter
def protection_label(name: str) -> str:
    return str(PROTECTION.state(name).label)


@register.filter
def step_label(verb: str) -> str:
    """What an approval is about, in words: `cases.reopen`, `evidence.destroy`."""
    room, _dot, name = verb.partition(".")
    tables = [each for each in all_machines().values() if each.room.rpartition(".")[2] == room]
    found = [step.label for each in tables for step in each.transitions if step.name == name]
    own = [_two_people(app)[name] for app in apps.get_app_configs() if app.label == room and name in _two_people(app)]
    return str((own + found + [verb])[0])


def _two_people(app: AppConfig) -> Mapping[str, object]:
    """Acts of a room beside its tables that need two people, in words."""
    found: Mapping[str, object] = getattr(app, "two_people", {})
    return found


@register.filter
def agency_name(number: int | None) -> str:
    found = Agency.objects.filter(pk=number).first() if number else None
    return found.name if found else ""
