"""Who may see reports and what belongs to them. Role, assignment, compartment, wall; anything else looks absent."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.apps.cases.access import attached
from graftwatch.apps.reports.models import Consultation, IdentityRequest, Incoming, OnDuty, Report, ReportInCase
from graftwatch.desk.access.gates import assigned, everything, not_implicating, nothing
from graftwatch.desk.access.viewer import Viewer

CALLED_IN = ("protection_manager", "exchange_officer")
"""Roles that a supervisor puts onto one report: they see its number, its dates and the coded extract."""


def scope(viewer: Viewer, model: type[Model]) -> Q:
    """Which rows of this room's models a viewer may see."""
    if model is Report:
        return _reports(viewer)
    if model is Consultation:
        return _beyond_walls(viewer) & (Q(adviser_id=viewer.user_id or 0, is_over=False) | _of_a_read_report(viewer))
    if model is IdentityRequest:
        return _requests(viewer)
    if model is OnDuty:
        return everything() if works_on_reports(viewer) else nothing()
    return attached(viewer) if model is ReportInCase else _of_a_read_report(viewer)


def _reports(viewer: Viewer) -> Q:
    """Assigned, on no wall, and of a role that works on reports."""
    if not (works_on_reports(viewer) or viewer.role.name in CALLED_IN):
        return nothing()
    return assigned(viewer, Report) & not_implicating(viewer, Report)


def _of_a_read_report(viewer: Viewer) -> Q:
    if not works_on_reports(viewer):
        return nothing()
    return Q(report_id__in=Report.objects.seen_by(viewer).values("pk"))


def _beyond_walls(viewer: Viewer) -> Q:
    return not_implicating(viewer, Report, matter="report_id")


def _requests(viewer: Viewer) -> Q:
    """One's own, on a report that one still sees; the custodian's are all that implicate no tie of hers."""
    own = Q(asker_id=viewer.user_id or 0) & _of_a_read_report(viewer)
    return own | _beyond_walls(viewer) if viewer.holds("identity_reporter") else own


# Predicates of the verbs


def works_on_reports(viewer: Viewer) -> bool:
    """Triage; and the independent reviewer, to whom reports come that nobody else may see."""
    return viewer.holds("reports") or viewer.role.name == "independent_reviewer"


def reads_reports(viewer: Viewer) -> bool:
    """Whom the door may hand reports to: readers of the text, and the independent route."""
    return viewer.holds("report_text") or viewer.role.name == "independent_reviewer"


def sees(viewer: Viewer, report: Report) -> bool:
    return viewer.user_id is not None and Report.objects.seen_by(viewer).filter(pk=report.pk).exists()


def reads(viewer: Viewer, report: Report) -> bool:
    """Whoever may open the sealed words, if they also hold a key."""
    return works_on_reports(viewer) and sees(viewer, report)


def sees_letter(viewer: Viewer, letter: Incoming) -> bool:
    return bool(Incoming.objects.seen_by(viewer).filter(pk=letter.pk).exists())


def sees_request(viewer: Viewer, request: IdentityRequest) -> bool:
    return bool(IdentityRequest.objects.seen_by(viewer).filter(pk=request.pk).exists())


def is_the_asker(viewer: Viewer, request: IdentityRequest) -> bool:
    return request.asker_id == viewer.user_id and sees_request(viewer, request)


def keeps_identities(viewer: Viewer, request: IdentityRequest) -> bool:
    return viewer.holds("identity_reporter") and sees_request(viewer, request)


def is_the_adviser(viewer: Viewer, consultation: Consultation) -> bool:
    seen = Consultation.objects.seen_by(viewer).filter(pk=consultation.pk, is_over=False).exists()
    return consultation.adviser_id == viewer.user_id and seen


def sets_duty(viewer: Viewer) -> bool:
    """Supervisors, for their own office."""
    return viewer.agency is not None and viewer.holds("reports") and viewer.holds("supervision")


def takes_calls(viewer: Viewer) -> bool:
    return viewer.holds("phone_intake")
