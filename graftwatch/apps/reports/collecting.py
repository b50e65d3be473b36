"""The desk takes what lies at the public door: envelopes become reports, letters of reporters find theirs.

Each step can be cut off anywhere and run again. What the desk keeps is committed first, under a key cut from the
envelope's own; the door's row goes afterwards. A crash between the two leaves both, and the next round finds it done.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from graftwatch.apps.reports import bundles, duty, numbers, telling
from graftwatch.apps.reports.acting import acts_without_log_in, the_door
from graftwatch.apps.reports.collecting_files import keep_files
from graftwatch.apps.reports.collecting_letters import collect_letters
from graftwatch.apps.reports.models import Report
from graftwatch.apps.reports.reporter_letters import PROOF, post_letters, write
from graftwatch.apps.reports.states import REPORT
from graftwatch.apps.reports.states.report import ACKNOWLEDGE_AT_ONCE
from graftwatch.apps.reports.walls import NobodyMayReadError, put_readers_onto
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import implicate
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.door import collecting as door
from graftwatch.desk.door.models import Envelope
from graftwatch.desk.door.proofs import publish_signing_key, signed_proof
from graftwatch.desk.inbox.clocks import start_clock
from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.people.publishing import node_key_pair

log = logging.getLogger(__name__)
TROUBLE = (CannotOpenError, NobodyMayReadError, DatabaseError, KeyError, TypeError, ValueError)
"""What may be wrong with one envelope and must not keep the others waiting."""


def collect(now: dt.datetime) -> None:
    """Everything that lies at the door. A step of the worker, once a minute."""
    collect_envelopes(now)
    collect_letters(now)
    post_letters(timezone.localdate(now))


def collect_envelopes(now: dt.datetime) -> int:
    """Take what waits and is not held back. How many were taken; one that cannot be taken stays and is counted."""
    today = timezone.localdate(now)
    publish_signing_key(settings.NODE_KEY, today)
    node_private, n_taken = node_key_pair()[0], 0
    for envelope in door.waiting():
        try:
            n_taken += _collect(envelope, node_private, today)
        except TROUBLE as problem:
            log.error("An envelope stays at the door: %s", type(problem).__name__)
    return n_taken


def _collect(envelope: Envelope, node_private: bytes, today: dt.date) -> bool:
    number = numbers.id_of("report", str(envelope.id))
    if not Report.objects.for_the_system("whether an envelope was taken before").filter(pk=number).exists():
        routing = door.routing_of(envelope, node_private)
        if envelope.received_on + dt.timedelta(days=int(routing.get("hold_days") or 0)) > today:
            return False
        take_in(the_door(), envelope=envelope, routing=routing, today=today)
    door.remove(envelope)
    return True


@action(may=acts_without_log_in, named_by="verb")
def _take_in(viewer: Viewer, *, verb: str, envelope: Envelope, routing: dict[str, Any], today: dt.date) -> None:
    """The envelope becomes a report: sealed again, walled, with its readers, its clock and the proof for its mailbox.

    The trail names neither envelope nor report: the minute of an arrival is nobody's to know.
    """
    report = _report_of(envelope, routing, today)
    report.save(force_insert=True)
    keep_files(report, envelope, today)
    implicate(report, must_not_see(routing), named_by="reporter")
    put_readers_onto(report, envelope.content_wraps, by=viewer)
    if report.danger_to_life:
        duty.begin(report)
    clocks = (ACKNOWLEDGE_AT_ONCE,) if report.danger_to_life else REPORT["submit"].starts
    for clock in clocks:
        start_clock(REPORT.name, report, clock, now=_at_midnight(today), matter=report)
    write(report, PROOF, _proof(envelope, routing))
    if routing.get("independent"):
        telling.tell(report, telling.INDEPENDENT)


def take_in(viewer: Viewer, *, envelope: Envelope, routing: dict[str, Any], today: dt.date) -> None:
    _take_in(viewer, verb="submit", envelope=envelope, routing=routing, today=today)


def must_not_see(routing: dict[str, Any]) -> set[str]:
    """The parties that the reporter named. Names become tokens here and are kept nowhere."""
    named = {parties.person(name) for name in routing.get("must_not_see_names", ()) if name.strip()}
    return set(routing.get("must_not_see", ())) | named


def _report_of(envelope: Envelope, routing: dict[str, Any], today: dt.date) -> Report:
    """The day is the one on which the report becomes known here: a reporter who held it back had reasons."""
    report = Report(
        id=numbers.id_of("report", str(envelope.id)),
        number=_free_number(),
        state=REPORT["submit"].target,
        danger_to_life=bool(routing.get("urgent")),
        channel=routing["channel"],
        country=str(routing.get("country") or "").upper()[:2],
        language=str(routing.get("language") or "en")[:10],
        by_phone=bool(routing.get("by_phone")),
        received_on=today,
        mailbox_token=numbers.token("mailbox", routing["mailbox"]),
    )
    report.mailbox = routing["mailbox"]
    report.bundle = bundles.keep_content(report, envelope)
    report.identity = bundles.keep_identity(report, envelope)
    return report


def _free_number() -> str:
    taken = Report.objects.for_the_system("numbers that are taken")
    while True:
        number = numbers.new_number()
        if not taken.filter(number=number).exists():
            return number


def _proof(envelope: Envelope, routing: dict[str, Any]) -> str:
    return signed_proof(
        settings.NODE_KEY,
        commitment=envelope.commitment,
        received_on=envelope.received_on,
        channel=routing["channel"],
        country=str(routing.get("country") or "--"),
    )


def _at_midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
