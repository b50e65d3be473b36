"""Letters to the reporter: written with the act that sends them, posted afterwards, once, whatever happens between."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from graftwatch.apps.reports.acting import acts_without_log_in, the_door
from graftwatch.apps.reports.models import Outgoing, Report
from graftwatch.apps.reports.numbers import id_of
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.door import letters
from graftwatch.desk.door.letters import NoSuchMailboxError
from graftwatch.desk.door.models import Letter

NOTICE, QUESTION, PROOF = Letter.Kind.NOTICE.value, Letter.Kind.QUESTION.value, Letter.Kind.PROOF.value


def write(report: Report, kind: str, words: str) -> None:
    """Called from within an action: the letter and the act are one. It is posted once the act is committed.

    An erased report has no mailbox any more, and nothing new is kept about it.
    """
    if report.state == "erased":
        return
    row = Outgoing(report=report, kind=kind, written_on=timezone.localdate())
    row.words = words
    row.save(force_insert=True)
    transaction.on_commit(lambda: post_letters(timezone.localdate()))


def post_letters(today: dt.date) -> int:
    """Post what is written and not posted yet. How many; a step of the worker, too, for what a crash left."""
    rows = Outgoing.objects.for_the_system("letters that wait to be posted").filter(posted=False)
    waiting = list(rows)
    for row in waiting:
        post_letter(the_door(), row=row, today=today)
    return len(waiting)


@action(may=acts_without_log_in)
def post_letter(viewer: Viewer, *, row: Outgoing, today: dt.date) -> None:
    """Into the mailbox first, then said here: a crash between the two finds the letter there and posts no second.

    The trail does not say whose letter it was: proofs are posted in the minute in which reports arrive.
    """
    report = Report.objects.for_the_system("whose mailbox it is").get(pk=row.report_id)
    mailbox = report.mailbox.for_the_system("where the letter goes")
    words = row.words.for_the_system("what the letter says")
    if mailbox and words:
        with suppress(NoSuchMailboxError):  # the mailbox was closed; there is nobody to tell
            letters.post(mailbox, row.kind, words, today, letter_id=id_of("letter", str(row.pk)))
    row.posted = True
    row.save(update_fields=["posted"])
