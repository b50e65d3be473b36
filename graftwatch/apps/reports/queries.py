"""Every read longer than one filter, scoped to a viewer. Lists carry no sealed word."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from graftwatch.apps.reports.models import (
    Consultation,
    IdentityRequest,
    Incoming,
    Observation,
    OnDuty,
    Report,
    Retaliation,
)
from graftwatch.apps.reports.states import IDENTITY, REPORT, RETALIATION
from graftwatch.apps.reports.states.report import OPEN, OUTCOMES
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.models import Deadline

SHOWN = {"open": OPEN, "decided": OUTCOMES, "closed": ("closed", "abusive", "erased")}
LABELS = {
    clock.name: clock.label
    for machine in (REPORT, IDENTITY, RETALIATION)
    for each in machine.transitions
    for clock in each.starts
}


@dataclass(frozen=True)
class Line:
    """One report in the inbox, with the clock that ends first."""

    report: Report
    due: dt.datetime | None
    due_for: object
    has_news: bool


def inbox(viewer: Viewer, show: str) -> list[Line]:
    """Danger to life first, then retaliation that nobody has answered, then what is due soonest."""
    found = Report.objects.seen_by(viewer).filter(state__in=SHOWN.get(show, OPEN))
    rows = list(found.defer("bundle", "identity"))  # sealed bytes weigh kilobytes each and no list shows them
    due = first_clocks(viewer, rows)
    news = set(_with_news(viewer).values_list("report_id", flat=True))
    nothing: tuple[dt.datetime | None, object] = (None, "")
    lines = [Line(row, *due.get(row.pk, nothing), has_news=row.pk in news) for row in rows]
    latest = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(
        lines,
        key=lambda line: (
            not line.report.danger_to_life,
            not line.has_news,
            line.due or latest,
            line.report.number,
        ),
    )


def first_clocks(viewer: Viewer, rows: list[Report]) -> dict[uuid.UUID, tuple[dt.datetime, object]]:
    """Report -> (when, what for) of its first clock that runs."""
    found: dict[uuid.UUID, tuple[dt.datetime, object]] = {}
    clocks = Deadline.objects.seen_by(viewer).filter(
        matter_kind=Report._meta.label_lower, matter_id__in=[row.pk for row in rows], stopped_at=None
    )
    for clock in clocks.exclude(name="retention").order_by("due_at"):
        if clock.ended_at is None or not clock.then:
            found.setdefault(clock.matter_id, (clock.due_at, LABELS.get(clock.name, clock.name)))
    return found


def clocks_of(viewer: Viewer, report: Report) -> list[Deadline]:
    rows = Deadline.objects.seen_by(viewer).filter(matter_kind=Report._meta.label_lower, matter_id=report.pk)
    return list(rows.filter(stopped_at=None).order_by("due_at"))


def _with_news(viewer: Viewer) -> Any:
    """Retaliation that nobody has answered."""
    return Retaliation.objects.seen_by(viewer).filter(state="reported")


def counts(viewer: Viewer) -> dict[str, int]:
    """How many stand in each part of the inbox, of those the viewer may see."""
    rows = Report.objects.seen_by(viewer)
    return {name: rows.filter(state__in=states).count() for name, states in SHOWN.items()}


def find_report(viewer: Viewer, number: uuid.UUID) -> Report | None:
    """The report, or None: not there and not yours are one answer."""
    found: Report | None = Report.objects.seen_by(viewer).filter(pk=number).first()
    return found


def requests_of(viewer: Viewer, report: Report) -> list[IdentityRequest]:
    rows = IdentityRequest.objects.seen_by(viewer).filter(report=report, asker_id=viewer.user_id)
    return list(rows)


def custodians_desk(viewer: Viewer) -> list[tuple[IdentityRequest, str]]:
    """Requests with the number of their report: all that a custodian learns of it."""
    rows = list(IdentityRequest.objects.seen_by(viewer).select_related("asker", "asker__agency"))
    keys = {row.report_id for row in rows}
    numbers = dict(
        Report.objects.for_the_system("numbers for the custodian").filter(pk__in=keys).values_list("pk", "number")
    )
    return [(row, numbers[row.report_id]) for row in rows]


def consultations(viewer: Viewer) -> list[Consultation]:
    """What the viewer was asked for advice on and has not answered."""
    return list(Consultation.objects.seen_by(viewer).filter(adviser_id=viewer.user_id, is_over=False))


def duty_rosters(viewer: Viewer, today: dt.date) -> list[OnDuty]:
    """What holds today, and what is to come, of each office; what was written anew takes the place of the old."""
    rows = OnDuty.objects.seen_by(viewer).filter(until_on__gte=today).select_related("agency", "first", "second")
    last: dict[tuple[int, dt.date], OnDuty] = {}
    for row in rows.order_by("-at"):
        last.setdefault((row.agency_id, max(row.from_on, today)), row)
    return sorted(last.values(), key=lambda row: (row.from_on, row.agency_id))


def observed(viewer: Viewer, report: Report) -> dict[str, Observation]:
    return {row.code: row for row in Observation.objects.seen_by(viewer).filter(report=report)}


def retaliations(viewer: Viewer, report: Report) -> list[Retaliation]:
    return list(Retaliation.objects.seen_by(viewer).filter(report=report))


def n_letters(viewer: Viewer, report: Report) -> int:
    return int(Incoming.objects.seen_by(viewer).filter(report=report).count())
