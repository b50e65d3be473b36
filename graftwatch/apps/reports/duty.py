"""Danger to life does not wait for a holiday: who is on duty, whose key it is sealed to, and whom it goes on to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from graftwatch.apps.reports.models import OnDuty, Report
from graftwatch.apps.reports.states import REPORT
from graftwatch.apps.reports.states.report import DUTY
from graftwatch.apps.reports.telling_duty import say_that_one_waits
from graftwatch.desk.access.matters import people_on
from graftwatch.desk.access.models import User
from graftwatch.desk.door.models import PublishedKey
from graftwatch.desk.inbox.clocks import start_clock


def rosters(today: dt.date) -> list[OnDuty]:
    """What holds today: of each office the row that was written last."""
    rows = OnDuty.objects.for_the_system("who is on duty").filter(from_on__lte=today, until_on__gte=today)
    last: dict[int, OnDuty] = {}
    for row in rows.order_by("-at"):
        last.setdefault(row.agency_id, row)
    return list(last.values())


def on_duty(today: dt.date) -> set[int]:
    """Numbers of the people whose keys urgent reports are sealed to today."""
    return _first(today) | _second(today)


def in_reserve(wraps: Iterable[str]) -> list[User]:
    """Who holds a key of an urgent report only as the second on duty: not put onto it before it goes on to them."""
    rows = PublishedKey.objects.filter(pk__in=list(wraps), use=PublishedKey.Use.DUTY).values_list("holder", flat=True)
    numbers = {int(holder.removeprefix("user:")) for holder in rows} - _first(timezone.localdate())
    return list(User.objects.filter(pk__in=numbers, is_active=True).order_by("pk"))


def begin(report: Report) -> None:
    """The clock of an urgent report that nobody has opened, and word of it to those on duty. Called within an act.

    It counts from the next full hour: the minute in which a report arrived is nobody's to know.
    """
    now = timezone.now().replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    hours = [row.hours for row in rosters(timezone.localdate())]
    within = dt.timedelta(hours=min(hours)) if hours else DUTY.within
    start_clock(REPORT.name, report, replace(DUTY, within=within), now=now, matter=report)
    tell_those_on(report)


def tell_those_on(report: Report) -> None:
    """Those on duty who are on the report; where nobody of them is, everybody on it."""
    people = people_on(report)
    duty = on_duty(timezone.localdate())
    say_that_one_waits([user for user in people if user.pk in duty] or people)


def _first(today: dt.date) -> set[int]:
    return {int(row.first_id) for row in rosters(today)}


def _second(today: dt.date) -> set[int]:
    return {int(row.second_id) for row in rosters(today) if row.second_id}
