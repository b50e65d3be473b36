"""Opening the sealed words: an act each time, written in the trail, and told to the reporter once a day and person."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any

from graftwatch.apps.reports import bundles, telling
from graftwatch.apps.reports.access import reads, sees
from graftwatch.apps.reports.actions.taking_files import Quarantined, quarantined
from graftwatch.apps.reports.extract import coded_of
from graftwatch.apps.reports.models import Consultation, Incoming, Outgoing, Report
from graftwatch.apps.reports.states import REPORT
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.states.models import Move
from graftwatch.desk.states.moving import move, moves_of
from graftwatch.desk.vault.people import Unlocked


@dataclass(frozen=True)
class Told:
    """One letter, either way."""

    kind: str
    on: dt.date
    words: str
    is_from_the_reporter: bool


@dataclass(frozen=True)
class Happened:
    """One move, with what was said."""

    move: Move
    said: dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What one opening shows. `content` is None where it is erased."""

    content: dict[str, Any] | None
    coded: dict[str, Any]
    letters: list[Told] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)
    advice: list[tuple[Consultation, str, str]] = field(default_factory=list)
    files: list[Quarantined] = field(default_factory=list)


@action(may=reads)
def open_report(viewer: Viewer, report: Report, *, unlocked: Unlocked) -> Shown:
    """The sealed words, for a person who holds a key. The first time the report counts as acknowledged.

    Raises NoKeyError where it is not sealed to this person; then nothing has happened.
    """
    content = bundles.content_of(report, unlocked)
    if report.state == "received":
        move(viewer, REPORT, report, "open", {})
    telling.tell_of_opening(viewer, report)
    return Shown(
        content=content,
        coded=coded_of(report),
        letters=_letters(report, unlocked),
        happened=[Happened(each, _said(each)) for each in moves_of(viewer, report)],
        advice=[_advice(row) for row in Consultation.objects.seen_by(viewer).filter(report=report)],
        files=quarantined(report, unlocked),
    )


@action(may=sees)
def read_called_in(viewer: Viewer, report: Report) -> dict[str, Any]:
    """The coded facts, for somebody whom a supervisor called in. Nothing of the reporter's own words."""
    return coded_of(report)


def _letters(report: Report, unlocked: Unlocked) -> list[Told]:
    found = []
    for row in Incoming.objects.for_the_system("letters of this report").filter(report=report):
        words = str((bundles.letter_of(row, unlocked) or {}).get("words", ""))
        found.append(Told(row.kind, row.received_on, words, is_from_the_reporter=True))
    for row in Outgoing.objects.for_the_system("letters of this report").filter(report=report).exclude(kind="proof"):
        words = row.words.for_the_system("shown to whoever opened the report")
        found.append(Told(row.kind, row.written_on, words or "", is_from_the_reporter=False))
    return sorted(found, key=lambda letter: letter.on)


def _said(done: Move) -> dict[str, Any]:
    words = done.said.for_the_system("shown to whoever opened the report")
    found: dict[str, Any] = json.loads(words or "{}")
    return found


def _advice(row: Consultation) -> tuple[Consultation, str, str]:
    extract = row.extract.for_the_system("shown to whoever opened the report") or ""
    return row, extract, row.advice.for_the_system("shown to whoever opened the report") or ""
