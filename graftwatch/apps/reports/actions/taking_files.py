"""Files of a reporter: listed as quarantined, taken away one at a time, each time an act of its own in the trail."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graftwatch.apps.reports import bundles
from graftwatch.apps.reports.access import reads
from graftwatch.apps.reports.models import Report, ReportFile
from graftwatch.apps.reports.telling import tell_of_opening
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.door.files import harmless_name
from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.people import Unlocked


@dataclass(frozen=True)
class Quarantined:
    """One file as the opened report speaks of it. `place` counts from one, in the order it came."""

    row: uuid.UUID
    place: int
    name: str
    kind: str
    size: int
    sha256: str
    hidden: str
    on: dt.date
    with_a_letter: bool


@dataclass(frozen=True)
class Taken:
    """A file that leaves, under a name that says nothing."""

    name: str
    words: bytes = field(repr=False)


def quarantined(report: Report, unlocked: Unlocked) -> list[Quarantined]:
    """The files of a report for whoever opens it; those that are erased are left out. Within an act."""
    rows = {row.pk: row for row in _rows(report).defer("sealed")}  # megabytes each, and a list shows none of them
    found: list[Quarantined] = []
    for number, one in bundles.files_of(report, unlocked).items():
        row = rows.get(number)
        if row is not None:
            shown = (one.name, one.kind, one.size, one.sha256, one.hidden)
            found.append(Quarantined(number, len(found) + 1, *shown, row.received_on, row.letter_id is not None))
    return found


@action(may=reads, act="disclosure")
def take_file(viewer: Viewer, report: Report, *, row: uuid.UUID, unlocked: Unlocked) -> Taken:
    """One file, opened with the key of one who may open the words. Raises NoKeyError, Denied, CannotOpenError."""
    if report.state == "received":
        raise Denied("Open the report first.")
    listed, words = next(opened(report, [row], unlocked))
    tell_of_opening(viewer, report)
    return Taken(harmless_name(report.number, listed.place, listed.kind), words)


def opened(report: Report, rows: Sequence[uuid.UUID], unlocked: Unlocked) -> Iterator[tuple[Quarantined, bytes]]:
    """Each of these files with its bytes, proved to be those of the door. Raises Denied, CannotOpenError."""
    listed = {each.row: each for each in quarantined(report, unlocked)}
    known = bundles.files_of(report, unlocked)
    for row in rows:
        kept = _rows(report).filter(pk=row).first()
        words = bundles.file_of(kept, known[row]) if kept is not None and row in listed else None
        if words is None:
            raise Denied("There is no such file, or it was erased.")
        if hashlib.sha256(words).hexdigest() != listed[row].sha256:
            raise CannotOpenError("This file is not the one that was sealed with the report.")
        yield listed[row], words


def _rows(report: Report) -> Any:
    return ReportFile.objects.for_the_system("files of this report").filter(report=report)
