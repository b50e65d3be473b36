"""The roster of an office, and what happens when nobody on duty has opened an urgent report in time."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from graftwatch.apps.reports import bundles, duty
from graftwatch.apps.reports.access import sets_duty
from graftwatch.apps.reports.models import OnDuty, Report
from graftwatch.apps.reports.states import REPORT
from graftwatch.apps.reports.walls import READER, is_free_to_read
from graftwatch.desk.access.matters import implicated, people_on, put_onto
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.inbox.clocks import running, stop_clocks
from graftwatch.desk.states.moving import move


@action(may=sets_duty)
def set_duty(
    viewer: Viewer, *, first: User, second: User | None, from_on: dt.date, until_on: dt.date, hours: int
) -> OnDuty:
    """Who is on duty in one's own office. The second may be of the independent route. Keys follow within a minute."""
    if until_on < from_on or not 1 <= hours <= 24 or first == second:
        raise Denied("A roster has a day on which it ends, one to twenty-four hours, and two different people.")
    row = OnDuty(agency_id=viewer.agency, from_on=from_on, until_on=until_on, first=first, second=second)
    row.hours, row.by_id = hours, viewer.user_id or 0
    row.save(force_insert=True)
    return row


def escalate(viewer: Viewer, report: Report) -> None:
    """The clock has run out: the next in reserve is put onto it; where nobody is left, all are told once more.

    Called within the clock's act.
    """
    move(viewer, REPORT, report, "escalate", {})
    roster = duty.rosters(timezone.localdate())
    for user in next_in_reserve(report)[:1]:
        put_onto(report, user, task=READER, by=viewer)
    duty.tell_those_on(report)
    if not next_in_reserve(report):
        stop_clocks(report, ("duty",))
    elif roster:
        due_at = timezone.now() + dt.timedelta(hours=min(row.hours for row in roster))
        running(report).filter(name="duty").update(due_at=due_at)


def next_in_reserve(report: Report) -> list[User]:
    """Who holds a key for danger to life, is tied to nobody named, and is not on the report yet."""
    there, avoided = people_on(report), implicated(report)
    return [
        user
        for user in duty.in_reserve(bundles.wraps_of(report))
        if user not in there and is_free_to_read(user, avoided)
    ]
