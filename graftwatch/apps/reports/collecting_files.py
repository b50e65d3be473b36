"""Files that came with a report or a letter, kept as they lay at the door."""

from __future__ import annotations

import datetime as dt

from graftwatch.apps.reports import bundles, numbers
from graftwatch.apps.reports.models import Incoming, Report, ReportFile
from graftwatch.desk.door import collecting as door
from graftwatch.desk.door.models import Envelope, Letter


def keep_files(report: Report, came_with: Envelope | Letter, day: dt.date, letter: Incoming | None = None) -> None:
    """Files in the same transaction as what they came with: a report is here with all of them, or not at all."""
    for file in door.files_of(came_with):
        row = ReportFile(id=numbers.id_of("file in", str(file.pk)), report=report, letter=letter, received_on=day)
        row.sealed = bundles.keep_file(row, file)
        row.save(force_insert=True)
