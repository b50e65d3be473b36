"""The transitions of a report, and what each of them brings about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone

from graftwatch.apps.reports import duty, telling
from graftwatch.apps.reports.access import reads, sees
from graftwatch.apps.reports.actions.erasing import erase
from graftwatch.apps.reports.actions.handing_on import join_to_case, offer, propose, protect, register_journey
from graftwatch.apps.reports.lookup import user_of
from graftwatch.apps.reports.models import Consultation, Report, Retaliation
from graftwatch.apps.reports.reporter_letters import NOTICE, QUESTION, write
from graftwatch.apps.reports.retention import keep_as
from graftwatch.apps.reports.states import REPORT, RETALIATION
from graftwatch.apps.reports.states.report import ACKNOWLEDGE_AT_ONCE
from graftwatch.desk.access.matters import put_onto
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.inbox.clocks import start_clock
from graftwatch.desk.states.models import Move
from graftwatch.desk.states.moving import move

Said = Mapping[str, Any]
Effect = Callable[[Viewer, Report, Said], None]
OPENED_ELSEWHERE = ("open", "advise")
"""These go with what they show: `open_report`, `give_advice`."""


@action(may=sees, named_by="verb")
def carry_out(viewer: Viewer, report: Report, *, verb: str, said: Said) -> Move:
    """One transition, with its effects: all of it or nothing."""
    if verb in OPENED_ELSEWHERE:
        raise Denied(f"{verb} is done where its words are shown.")
    done = move(viewer, REPORT, report, verb, said)
    EFFECTS.get(verb, _nothing_else)(viewer, report, said)
    return done


def _retaliation_of(viewer: Viewer, row: Retaliation) -> bool:
    return reads(viewer, Report.objects.for_the_system("whose retaliation it is").get(pk=row.report_id))


@action(may=_retaliation_of, named_by="verb")
def move_retaliation(viewer: Viewer, row: Retaliation, *, verb: str, said: Said) -> Move:
    report = Report.objects.seen_by(viewer).get(pk=row.report_id)
    done = move(viewer, RETALIATION, row, verb, said, matter=report)
    write(report, NOTICE, str(said["text"]))
    return done


def _nothing_else(viewer: Viewer, report: Report, said: Said) -> None:
    pass


def _urgent(viewer: Viewer, report: Report, said: Said) -> None:
    report.danger_to_life = True
    report.save(update_fields=["danger_to_life"])
    if report.state == "received":
        start_clock(REPORT.name, report, ACKNOWLEDGE_AT_ONCE, now=timezone.now(), matter=report)
        duty.begin(report)


def _ask(viewer: Viewer, report: Report, said: Said) -> None:
    write(report, QUESTION, str(said["text"]))


def _consult(viewer: Viewer, report: Report, said: Said) -> None:
    row = Consultation(report=report, adviser=user_of(said["adviser"]), by_id=viewer.user_id or 0)
    row.extract = str(said["extract"])
    row.save(force_insert=True)


def _stop_consulting(viewer: Viewer, report: Report, said: Said) -> None:
    Consultation.objects.for_the_system("consultations that end").filter(report=report).update(is_over=True)


def _assess(viewer: Viewer, report: Report, said: Said) -> None:
    for name in ("classification", "source_code", "information_code", "risk"):
        setattr(report, name, said[name])
    report.save(update_fields=["classification", "source_code", "information_code", "risk"])


def _call_in(viewer: Viewer, report: Report, said: Said) -> None:
    user = user_of(said.get("manager") or said.get("officer"))
    assert user is not None  # its guard has found one
    put_onto(report, user, task="called in", by=viewer)


def _other_matter(viewer: Viewer, report: Report, said: Said) -> None:
    telling.tell(report, telling.OTHER_MATTER, target=said["target"])


def _feedback(viewer: Viewer, report: Report, said: Said) -> None:
    write(report, NOTICE, str(said["text"]))
    keep_as(report, "report")


def _abusive(viewer: Viewer, report: Report, said: Said) -> None:
    keep_as(report, "spam")


def _hold(viewer: Viewer, report: Report, said: Said) -> None:
    report.held_until = said.get("until")
    report.save(update_fields=["held_until"])


EFFECTS: dict[str, Effect] = {
    "mark_urgent": _urgent,
    "ask": _ask,
    "consult": _consult,
    "stop_consulting": _stop_consulting,
    "assess": _assess,
    "call_in_protection": _call_in,
    "call_in_exchange": _call_in,
    "out_scope": _other_matter,
    "convert": propose,
    "link": join_to_case,
    "protect_only": protect,
    "refer_out": offer,
    "register": register_journey,
    "give_feedback": _feedback,
    "judge_abusive": _abusive,
    "place_hold": _hold,
    "lift_hold": _hold,
    "erase": erase,
}
