"""What reporters write into their mailboxes finds its report: answers, the wish to stop, retaliation."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from graftwatch.apps.reports import bundles, numbers, telling
from graftwatch.apps.reports.acting import acts_without_log_in, the_reporter
from graftwatch.apps.reports.codes import DUTY
from graftwatch.apps.reports.collecting_files import keep_files
from graftwatch.apps.reports.models import Incoming, Report, Retaliation
from graftwatch.apps.reports.states import REPORT, RETALIATION
from graftwatch.apps.reports.states.report import OPEN
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.door import letters as door
from graftwatch.desk.door.models import Letter
from graftwatch.desk.states.moving import move

ANSWER, WITHDRAWAL, RETALIATES = Letter.Kind.ANSWER, Letter.Kind.WITHDRAWAL, Letter.Kind.RETALIATION


def collect_letters(now: dt.datetime) -> int:
    """How many were taken. A letter whose report is still held back at the door waits for it."""
    today, n_taken = timezone.localdate(now), 0
    for letter in door.uncollected():
        token = numbers.token("mailbox", letter.mailbox)
        report = Report.objects.for_the_system("whose letter it is").filter(mailbox_token=token).first()
        if report is None:
            continue
        number = numbers.id_of("letter in", str(letter.id))
        if not Incoming.objects.for_the_system("letters taken before").filter(pk=number).exists():
            take_letter(the_reporter(), report, letter=letter, today=today)
        door.remove_letter(letter)
        n_taken += 1
    return n_taken


@action(may=acts_without_log_in)
def take_letter(viewer: Viewer, report: Report, *, letter: Letter, today: dt.date) -> Incoming:
    """Keep it beside the report, sealed, and do what its kind asks for."""
    row = Incoming(
        id=numbers.id_of("letter in", str(letter.id)), report=report, kind=letter.kind, received_on=letter.posted_on
    )
    row.bundle = bundles.keep_letter(row, letter)
    row.save(force_insert=True)
    keep_files(report, letter, letter.posted_on, row)
    {ANSWER: _answered, WITHDRAWAL: _asks_to_stop, RETALIATES: _retaliated}[Letter.Kind(letter.kind)](
        viewer, report, row
    )
    return row


def _answered(viewer: Viewer, report: Report, _row: Incoming) -> None:
    if report.state == "awaiting_reporter":
        move(viewer, REPORT, report, "answer", {})


def _asks_to_stop(viewer: Viewer, report: Report, _row: Incoming) -> None:
    """Stops, unless a life is in danger, a duty stands or the decision is made; the reporter is told which."""
    if report.state not in OPEN:
        telling.tell(report, telling.TOO_LATE)
    elif report.danger_to_life:
        telling.tell(report, telling.GOES_ON_DANGER)
    elif report.channel == DUTY:
        telling.tell(report, telling.GOES_ON_DUTY)
    else:
        move(viewer, REPORT, report, "withdraw", {})
        telling.tell(report, telling.STOPPED)


def _retaliated(viewer: Viewer, report: Report, row: Incoming) -> None:
    made = Retaliation(report=report, letter=row)
    made.save(force_insert=True)
    move(viewer, RETALIATION, made, "tell_retaliation", {}, matter=report)
