"""Erasure: the keys of everything that belongs to a report are destroyed, its mailbox is closed, a number remains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graftwatch.apps.reports import models
from graftwatch.apps.reports.models import Report
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.door.letters import close_mailbox
from graftwatch.desk.states.models import Move
from graftwatch.desk.vault import retention

BELONGING = (
    models.Extract,
    models.Outgoing,
    models.Incoming,
    models.ReportFile,
    models.Consultation,
    models.IdentityRequest,
)


def erase(viewer: Viewer, report: Report, said: Mapping[str, Any]) -> None:
    """Called within the transition. Nothing of it opens any more, also not from a backup that is restored."""
    bury(report)
    retention.erase(viewer, records_of(report), kind="report", number=report.number)


def bury(report: Report) -> None:
    """Close the mailbox and leave the tombstone: while the keys are still there."""
    mailbox = report.mailbox.for_the_system("the mailbox that is closed")
    if mailbox:
        close_mailbox(mailbox)
    # What nobody can open any more need not fill the disk either.
    models.ReportFile.objects.for_the_system("files of an erased report").filter(report=report).update(sealed=b"")
    report.state = "erased"
    report.save(update_fields=["state"])


def records_of(report: Report) -> Iterator[str]:
    """Every record whose keys seal words of this report: `reports.report:<uuid>`."""
    yield f"{report._meta.label_lower}:{report.pk}"
    for model in BELONGING:
        rows = model.objects.for_the_system("what is erased with a report").filter(report=report)
        yield from (f"{model._meta.label_lower}:{key}" for key in rows.values_list("pk", flat=True))
    things = [report.pk, *_things(report)]
    moves = Move.objects.for_the_system("what was said about a report").filter(thing_id__in=things)
    yield from (f"{Move._meta.label_lower}:{key}" for key in moves.values_list("pk", flat=True))


def _things(report: Report) -> list[Any]:
    """Ids of whatever else moves by a table of this room."""
    return [
        key
        for model in (models.IdentityRequest, models.Retaliation)
        for key in model.objects.for_the_system("what moved beside a report")
        .filter(report=report)
        .values_list("pk", flat=True)
    ]
