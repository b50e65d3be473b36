"""Which clocks of keeping run over reports, and what is erased when a person confirms that one has ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from graftwatch.apps.reports.actions.erasing import bury, records_of
from graftwatch.apps.reports.bundles import IDENTITY, record_of
from graftwatch.apps.reports.codes import DEIDENTIFIED
from graftwatch.apps.reports.models import Report
from graftwatch.desk.states.models import Move
from graftwatch.desk.vault.retention import Kept


def _last(report: Report, verb: str) -> dt.date | None:
    rows = Move.objects.for_the_system("since when a clock of keeping counts")
    moves = rows.filter(thing_kind=Report._meta.label_lower, thing_id=report.pk, verb=verb)
    at = moves.order_by("-at").values_list("at", flat=True).first()
    return at.date() if at else None


def closed_on(report: Report) -> dt.date | None:
    """The day of a report that was closed with feedback."""
    return _last(report, "give_feedback") if report.state == "closed" and report.channel != DEIDENTIFIED else None


def notice_received_on(report: Report) -> dt.date | None:
    return report.received_on if report.state == "closed" and report.channel == DEIDENTIFIED else None


def judged_on(report: Report) -> dt.date | None:
    return _last(report, "judge_abusive") if report.state == "abusive" else None


def last_feedback_on(report: Report) -> dt.date | None:
    return _last(report, "give_feedback") if report.state == "closed" else None


def _the_identity(report: Report) -> list[str]:
    return [f"{record_of(report)}@{IDENTITY}"]


def _bury(viewer: Any, report: Report) -> None:
    bury(report)


KEPT = (
    Kept("report", "reports.Report", closed_on, records_of, _bury),
    Kept("travel_notice", "reports.Report", notice_received_on, records_of, _bury),
    Kept("spam", "reports.Report", judged_on, records_of, _bury),
    Kept("reporter_identity", "reports.Report", last_feedback_on, _the_identity),
)
