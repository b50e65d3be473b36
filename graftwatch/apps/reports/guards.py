"""What must be so before a report moves. Each guard says why not, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from graftwatch.apps.reports.codes import DEIDENTIFIED, DUTY
from graftwatch.apps.reports.lookup import agency_of, case_of, user_of
from graftwatch.apps.reports.models import Consultation, Extract, IdentityRequest, Report
from graftwatch.apps.reports.walls import ties_of
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import implicated
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.models import Move
from graftwatch.desk.vault.people import is_enrolled
from graftwatch.desk.vault.retention.kinds import holds_on

Said = Mapping[str, Any]


def holds_a_key(viewer: Viewer, report: Report, _said: Said) -> str:
    if is_enrolled(viewer.user_id or 0):
        return ""
    return _("You have no key yet. Set up your vault first; then ask a colleague who is on this report.")


def is_not_urgent_yet(_viewer: Viewer, report: Report, _said: Said) -> str:
    return _("This report is marked as danger to life already.") if report.danger_to_life else ""


def has_a_mailbox(_viewer: Viewer, report: Report, _said: Said) -> str:
    return "" if report.mailbox_token else _("This report has no mailbox to write to.")


def has_an_extract(_viewer: Viewer, report: Report, _said: Said) -> str:
    rows = Extract.objects.for_the_system("whether the coded facts were taken out")
    return "" if rows.filter(report=report).exists() else _("Take out the coded facts first.")


def is_a_travel_notice(_viewer: Viewer, report: Report, _said: Said) -> str:
    if report.channel == DEIDENTIFIED:
        return ""
    return _("Only a de-identified notice of a journey can be registered. Assess this report instead.")


def somebody_else_assessed(viewer: Viewer, report: Report, _said: Said) -> str:
    """The supervisor is not the one who assessed."""
    last = _last_move(report, "assess")
    if last is None or last.by_id != viewer.user_id:
        return ""
    return _("You assessed this report yourself. Another supervisor decides on it.")


def judged_by_others(viewer: Viewer, report: Report, _said: Said) -> str:
    """What two people called abusive, a third takes up again."""
    last = _last_move(report, "judge_abusive")
    if report.state != "abusive" or last is None or viewer.user_id not in (last.by_id, last.approved_by_id):
        return ""
    return _("You took part in judging this report abusive. Somebody else takes it up again.")


def lead_agency_is_not_tied(_viewer: Viewer, report: Report, said: Said) -> str:
    found = agency_of(said.get("lead_agency"))
    if found is None:
        return _("There is no such agency. Choose one from the list.")
    own = {parties.agency(found.pk)} | ({parties.facility(found.facility)} if found.facility else set())
    if own & implicated(report):
        return _("This agency is behind a wall of the report. Choose another.")
    return ""


def one_body_is_named(_viewer: Viewer, _report: Report, said: Said) -> str:
    if bool(said.get("office")) != bool(str(said.get("body") or "").strip()):
        return ""
    return _("Choose one office, or write one other body.")


def office_is_not_tied(viewer: Viewer, report: Report, said: Said) -> str:
    if not said.get("office"):
        return ""
    found = agency_of(said["office"])
    if found is None or found.pk == viewer.agency:
        return _("A disclosure goes to another office. Choose one from the list.")
    own = {parties.agency(found.pk)} | ({parties.facility(found.facility)} if found.facility else set())
    return _("This office is behind a wall of the report. Choose another.") if own & implicated(report) else ""


def case_can_take_it(_viewer: Viewer, _report: Report, said: Said) -> str:
    if case_of(said.get("case")) is not None:
        return ""
    return _("No case of this number can take a report. Ask its lead agency for the number.")


def other_report_is_known(viewer: Viewer, report: Report, said: Said) -> str:
    number = str(said.get("other", "")).strip().upper()
    if number != report.number and Report.objects.seen_by(viewer).filter(number=number).exists():
        return ""
    return _("You see no other report of this number.")


def adviser_is_not_tied(_viewer: Viewer, report: Report, said: Said) -> str:
    return _is_free(report, said.get("adviser"))


def manager_is_not_tied(_viewer: Viewer, report: Report, said: Said) -> str:
    return _is_free(report, said.get("manager"))


def officer_is_not_tied(_viewer: Viewer, report: Report, said: Said) -> str:
    return _is_free(report, said.get("officer"))


def _is_free(report: Report, number: object) -> str:
    user = user_of(number)
    if user is not None and not ties_of(user) & implicated(report):
        return ""
    return _("This person cannot be asked about this report. Choose somebody else.")


def was_asked(viewer: Viewer, report: Report, _said: Said) -> str:
    rows = Consultation.objects.for_the_system("who was asked for advice")
    asked = rows.filter(report=report, adviser_id=viewer.user_id, is_over=False).exists()
    return "" if asked else _("Nobody has asked you about this report.")


def nothing_forbids_to_stop(_viewer: Viewer, report: Report, _said: Said) -> str:
    if report.danger_to_life:
        return _("A life may be in danger: the office goes on.")
    return _("A legal duty stands behind this report: the office goes on.") if report.channel == DUTY else ""


def time_of_keeping_is_over(_viewer: Viewer, report: Report, _said: Said) -> str:
    clock = running(report).filter(name="retention").first()
    if clock is None or clock.due_at <= timezone.now():
        return ""
    return _("The time of keeping is not over yet.")


def no_legal_hold(_viewer: Viewer, report: Report, _said: Said) -> str:
    if not any(holds_on(report, timezone.localdate())):
        return ""
    return _("A legal hold stands on this report. Lift it first.")


def a_hold_stands(_viewer: Viewer, report: Report, _said: Said) -> str:
    return "" if report.held_until is not None else _("No legal hold stands on this report.")


def has_a_vault(viewer: Viewer, _request: IdentityRequest, _said: Said) -> str:
    if is_enrolled(viewer.user_id or 0):
        return ""
    return _("Set up your vault first: an identity opens for one person's key only.")


def asker_is_of_another_office(viewer: Viewer, request: IdentityRequest, _said: Said) -> str:
    asker = User.objects.get(pk=request.asker_id)
    if asker.agency_id != viewer.agency and asker.unit_id != viewer.unit and asker.pk != viewer.user_id:
        return ""
    return _("Whoever asks and whoever grants come from different offices.")


def _last_move(report: Report, verb: str) -> Move | None:
    rows = Move.objects.for_the_system("who did what with a report")
    found: Move | None = rows.filter(thing_kind="reports.report", thing_id=report.pk, verb=verb).order_by("-at").first()
    return found
