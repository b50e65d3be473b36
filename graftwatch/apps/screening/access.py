"""Who may see runs, leads, decisions and papers, and who may act on them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q

from graftwatch.apps.cases.access import attached
from graftwatch.apps.screening.models import (
    Assignment,
    ClearedFinding,
    Decision,
    DrawnFile,
    Intake,
    Lead,
    LeadInCase,
    LeadInRun,
    NobodyToRead,
    Outcome,
    ProtectionPaper,
    RingShareChange,
    Run,
    SecondReading,
    TouchedFacility,
    WhyNotAsked,
)
from graftwatch.apps.screening.states import SECOND_READING
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
    found &= Q(compartment__in=_held(viewer))
    if viewer.walled:
        behind = TouchedFacility.objects.for_the_system("leads with a row behind a wall")
        found &= ~Q(pk__in=behind.filter(facility__in=viewer.walled).values("lead_id"))
    return found


def _held(viewer: Viewer) -> list[str]:
    """What stands in `Lead.compartment` where a lead exists for the viewer: nothing, or what their role holds."""
    return ["", *viewer.role.compartments]


def _hangs_on_no_lead_apart(viewer: Viewer) -> Q:
    """For oversight, which sees whatever hangs on leads: but not on leads that exist for others only."""
    apart = Lead.objects.for_the_system("leads that exist for those who hold a compartment")
    return ~Q(lead_id__in=apart.exclude(compartment__in=_held(viewer)).values("pk"))


def _of_a_visible_lead(viewer: Viewer) -> Q:
    if not viewer.holds("leads"):
        return nothing()
    return Q(lead_id__in=Lead.objects.seen_by(viewer).values("pk"))


def _decisions(viewer: Viewer) -> Q:
    if viewer.holds("decisions"):
        return _hangs_on_no_lead_apart(viewer)
    return _of_a_visible_lead(viewer) & ~Q(pk__in=_to_decide_again(viewer).values("first_id"))


def _of_a_visible_decision(viewer: Viewer) -> Q:
    """For oversight: what is only counted about a decision says that there was one."""
    visible = Decision.objects.seen_by(viewer).values("pk")
    return Q(first_id__in=visible) if viewer.holds("decisions") else nothing()


def _papers(viewer: Viewer) -> Q:
    return _of_a_visible_lead(viewer) & ~Q(decision_id__in=_to_decide_again(viewer).values("first_id"))


def _clearings(viewer: Viewer) -> Q:
    return _of_a_visible_lead(viewer) & ~Q(decision_id__in=_to_decide_again(viewer).values("first_id"))


def _to_decide_again(viewer: Viewer) -> Any:
    """What the viewer was asked to decide again: until then the first decision is not there for them."""
    rows = SecondReading.objects.for_the_system("decisions that somebody decides again without having seen them")
    return rows.filter(to_id=viewer.user_id or 0, state=SECOND_READING.begins)


def leads_to_decide_again(viewer: Viewer) -> set[uuid.UUID]:
    return set(_to_decide_again(viewer).values_list("lead_id", flat=True))


def _learnt(viewer: Viewer) -> Q:
    """What is counted about leads: oversight counts all of it; officers see what belongs to their own leads."""
    return _hangs_on_no_lead_apart(viewer) if viewer.holds("decisions") else _of_a_visible_lead(viewer)


def _ring_shares(viewer: Viewer) -> Q:
    if viewer.holds("decisions"):
        return everything()
    return Q(proposed_by_id=viewer.user_id) if viewer.holds("leads") else nothing()


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
    ProtectionPaper: _papers,
    LeadInCase: _leads_in_cases,
    DrawnFile: _learnt,
    NobodyToRead: _of_a_visible_decision,
    SecondReading: _learnt,
    Outcome: _learnt,
    ClearedFinding: _clearings,
    RingShareChange: _ring_shares,
    WhyNotAsked: lambda viewer: everything() if viewer.holds("decisions") else nothing(),
}


# Predicates of the verbs


def looks_at_leads(viewer: Viewer) -> bool:
    return viewer.holds("leads")


def runs_screening(viewer: Viewer) -> bool:
    """Start, stop and bring in: officers, and the operator at the command line."""
    return viewer.holds("loading")


def sees(viewer: Viewer, lead: Lead) -> bool:
    return viewer.user_id is not None and Lead.objects.seen_by(viewer).filter(pk=lead.pk).exists()


def oversees(viewer: Viewer) -> bool:
    """What was learnt, and why a file did not become a lead: for oversight, behind no wall."""
    return viewer.holds("decisions") and viewer.purpose == "oversight" and not viewer.walled


def opens_rows(viewer: Viewer, lead: Lead) -> bool:
    """The rows beneath a lead: for whoever sees the lead and holds evidence."""
    return viewer.holds("evidence") and sees(viewer, lead)


def sees_whole_runs(viewer: Viewer) -> bool:
    """Lists, counts and reports of a run speak of every facility: not for people who are kept from one."""
    return viewer.holds("runs") and not viewer.walled and viewer.facilities is None


def sees_own_values(viewer: Viewer) -> bool:
    """What a State keeps to itself: values in force, firing rates, contributions. For its auditors, behind no wall."""
    return viewer.holds("values") and not viewer.walled


def keeps_values(viewer: Viewer) -> bool:
    """Draw and set, without being shown: the operator at the command line."""
    return viewer.holds("accounts")


def downloads(viewer: Viewer) -> bool:
    """Lists hold file numbers: for officers."""
    return viewer.holds("leads") and sees_whole_runs(viewer)
