"""Filters that put days and moments into words."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from graftwatch.desk.inbox import calendar

register = template.Library()


@register.filter
def day(value: object) -> str:
    """A day in words, from a date or from ISO text."""
    if not value:
        return ""
    found = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])
    return date_format(found)


@register.filter
def away(value: dt.date | None) -> str:
    """How far away a day is, with the day: “in 3 days (24 November 2026)”."""
    if not value:
        return ""
    days = (value - calendar.today()).days
    if days == 0:
        return _("today (%(day)s)") % {"day": day(value)}
    if days > 0:
        words = ngettext("in %(days)s day (%(day)s)", "in %(days)s days (%(day)s)", days)
    else:
        words = ngettext("%(days)s day ago (%(day)s)", "%(days)s days ago (%(day)s)", -days)
    return words % {"days": abs(days), "day": day(value)}


@register.filter
def due(value: dt.datetime | None) -> str:
    """When a clock ends, as people say it: “in 3 days (Tue 24 November 2026, 17:00)”, “2 days late (…)”."""
    if not value:
        return ""
    here = timezone.localtime(value)
    when = f"{date_format(here, 'D')} {date_format(here, 'DATETIME_FORMAT')}"
    left = value - timezone.now()
    hours = round(abs(left).total_seconds() / 3600)
    if hours >= 48:
        n, ahead = round(hours / 24), left > dt.timedelta()
        words = (
            ngettext("in %(n)s day (%(when)s)", "in %(n)s days (%(when)s)", n)
            if ahead
            else ngettext("%(n)s day late (%(when)s)", "%(n)s days late (%(when)s)", n)
        )
    else:
        n = hours
        words = (
            ngettext("in %(n)s hour (%(when)s)", "in %(n)s hours (%(when)s)", n)
            if left > dt.timedelta()
            else ngettext("%(n)s hour late (%(when)s)", "%(n)s hours late (%(when)s)", n)
        )
    return words % {"n": n, "when": when}


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A moment in words, in the time of this installation."""
    return date_format(timezone.localtime(value), "DATETIME_FORMAT") if value else ""
