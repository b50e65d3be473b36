"""Files of a reporter go into the evidence of the case that the report became: all that were chosen, or none.

Bytes, day and hash go; no name of a file, nothing of who wrote. The report keeps its own copy under its own clock.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.cases.access import beyond_its_walls
from graftwatch.apps.cases.models import Case
from graftwatch.apps.reports.access import reads
from graftwatch.apps.reports.actions.taking_files import Quarantined, opened, quarantined
from graftwatch.apps.reports.lookup import TAKES_NO_MORE
from graftwatch.apps.reports.models import HandedIn, Report, ReportInCase
from graftwatch.apps.reports.states.report import SUPERVISION
from graftwatch.apps.reports.telling import tell_of_opening
from graftwatch.desk.access.matters import implicate, implicated
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.door.files import FromTheDoor
from graftwatch.desk.states.handing_over import hand_over
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault.people import Unlocked

WENT_INTO_A_CASE = ("converted", "linked", "closed")


@dataclass(frozen=True)
class Choice:
    """One file that can be chosen, and into which of these cases it went already."""

    file: Quarantined
    gone_into: frozenset[uuid.UUID]


def cases_for(viewer: Viewer, report: Report) -> list[Case]:
    """Open cases that the report became or was joined to, and that no wall shuts the viewer out of.

    Never a case of protection alone: the person did not wish for a criminal file.
    """
    if report.state not in WENT_INTO_A_CASE:
        return []
    rows = Case.objects.for_the_system("cases that a report went into")
    rows = rows.filter(of_report(report), beyond_its_walls(viewer)).exclude(investigation__in=TAKES_NO_MORE)
    return list(rows.exclude(extract_compartment="protection_file").order_by("number"))


def of_report(report: Report) -> Q:
    """Cases that began with a report, or that it was joined to."""
    joined = ReportInCase.objects.for_the_system("cases that a report was joined to")
    return Q(from_report=report.pk) | Q(pk__in=joined.filter(report_number=report.number).values("case_id"))


def hands_files(viewer: Viewer, report: Report) -> bool:
    """Whoever reads this report, decides on reports, and stands behind no wall of the case it went into."""
    return viewer.role.name in SUPERVISION and reads(viewer, report) and bool(cases_for(viewer, report))


@action(may=hands_files, act="consultation")
def choose_files(viewer: Viewer, report: Report, *, unlocked: Unlocked) -> list[Choice]:
    """The files that can be handed in, by the names they came with. Raises NoKeyError."""
    tell_of_opening(viewer, report)
    gone: dict[uuid.UUID, set[uuid.UUID]] = {}
    rows = HandedIn.objects.seen_by(viewer).filter(report=report)
    for file, case in rows.values_list("file_id", "case"):
        gone.setdefault(file, set()).add(case)
    return [Choice(each, frozenset(gone.get(each.row, ()))) for each in quarantined(report, unlocked)]


@action(may=hands_files, act="disclosure")
def hand_files_in(
    viewer: Viewer, report: Report, *, rows: Sequence[uuid.UUID], case: uuid.UUID, shows: str, unlocked: Unlocked
) -> int:
    """Into the evidence of a case, with every wall of the report. How many.

    Raises NoKeyError, CannotOpenError, Denied, and NotYetError where one of them is there already.
    """
    found = next((each for each in cases_for(viewer, report) if each.pk == case), None)
    if found is None or not rows:
        raise Denied("There is no such case, or no file was chosen.")
    gone = HandedIn.objects.for_the_system("what is in the evidence of a case already")
    if gone.filter(file_id__in=rows, case=case).exists():
        raise NotYetError(_("One of these files is in the evidence of that case already. Choose the others."))
    files = [FromTheDoor(words, one.kind, one.sha256, one.on) for one, words in opened(report, rows, unlocked)]
    implicate(found, implicated(report), named_by="report")
    hand_over("reporters_files", viewer, found, files=files, shows=shows)
    for row in rows:
        HandedIn(report=report, file_id=row, case=case, by_id=viewer.user_id or 0, on=timezone.localdate()).save()
    tell_of_opening(viewer, report)
    return len(files)
