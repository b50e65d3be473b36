"""Who may see runs, leads, decisions and papers, and who may act on them."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db.models import Model, Q

from graftwatch.apps.cases.access import attached
from graftwatch.apps.screening.models import (
    Assignment,
    Decision,
    Intake,
    Lead,
    LeadInCase,
    LeadInRun,
    ProtectionPaper,
    Run,
    TouchedFacility,
)
from graftwatch.desk.access.gates import beyond_no_wall, everything, nothing, within_mandate
from graftwatch.desk.access.viewer import Viewer


def scope(viewer: Viewer, model: type[Model]) -> Q:
    """Which rows of this room's models a viewer may see."""
    return SCOPES[model](viewer)


def _runs(viewer: Viewer) -> Q:
    return everything() if viewer.holds("runs") else nothing()


def _leads(viewer: Viewer) -> Q:
    """In the mandate, and with no row beneath that lies behind a wall: a lead is as secret as its most secret row."""
    if not viewer.holds("leads"):
        return nothing()
    found = within_mandate(viewer, "facility") & beyond_no_wall(viewer, "facility")
    if viewer.walled:
        behind = TouchedFacility.objects.for_the_system("leads with a row behind a wall")
        found &= ~Q(pk__in=behind.filter(facility__in=viewer.walled).values("lead_id"))
    return found


def _of_a_visible_lead(viewer: Viewer) -> Q:
    if not viewer.holds("leads"):
        return nothing()
    return Q(lead_id__in=Lead.objects.seen_by(viewer).values("pk"))


def _decisions(viewer: Viewer) -> Q:
    return everything() if viewer.holds("decisions") else _of_a_visible_lead(viewer)


def _leads_in_cases(viewer: Viewer) -> Q:
    """Of a case one is on, in a compartment one holds; absent for whoever is tied to, or walled off from, a facility
    that any row beneath the lead belongs to."""
    prefix = "facility:"
    tied = {uuid.UUID(party.removeprefix(prefix)) for party in viewer.parties if party.startswith(prefix)}
    behind = TouchedFacility.objects.for_the_system("leads with a row at a facility that somebody is tied to")
    hidden = behind.filter(facility__in=tied | viewer.walled)
    return attached(viewer) & ~Q(lead_id__in=hidden.values("lead_id"))


SCOPES: dict[type[Model], Callable[[Viewer], Q]] = {
    Run: _runs,
    Intake: lambda viewer: everything() if viewer.holds("loading") else nothing(),
    Lead: _leads,
    LeadInRun: _of_a_visible_lead,
    TouchedFacility: lambda _viewer: nothing(),
    Assignment: _of_a_visible_lead,
    Decision: _decisions,
    ProtectionPaper: _of_a_visible_lead,
    LeadInCase: _leads_in_cases,
}


# Predicates of the verbs


def looks_at_leads(viewer: Viewer) -> bool:
    return viewer.holds("leads")


def runs_screening(viewer: Viewer) -> bool:
    """Start, stop and bring in: officers, and the operator at the command line."""
    return viewer.holds("loading")


def sees(viewer: Viewer, lead: Lead) -> bool:
    return viewer.user_id is not None and Lead.objects.seen_by(viewer).filter(pk=lead.pk).exists()


def opens_rows(viewer: Viewer, lead: Lead) -> bool:
    """The rows beneath a lead: for whoever sees the lead and holds evidence."""
    return viewer.holds("evidence") and sees(viewer, lead)


def sees_whole_runs(viewer: Viewer) -> bool:
    """Lists, counts and reports of a run speak of every facility: not for people who are kept from one."""
    return viewer.holds("runs") and not viewer.walled and viewer.facilities is None


def downloads(viewer: Viewer) -> bool:
    """Lists hold file numbers: for officers."""
    return viewer.holds("leads") and sees_whole_runs(viewer)
