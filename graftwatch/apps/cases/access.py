"""Who may see cases and what is in them: role, mandate, assignment, compartment, wall; and who may do what."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model, Q

from graftwatch.apps.cases.models import (
    Admitted,
    Case,
    FacilityInCase,
    Facts,
    Named,
    Note,
    Person,
    Review,
    RoleRecorded,
    Shared,
)
from graftwatch.desk.access import once, parties
from graftwatch.desk.access.gates import assigned, everything, not_implicating, nothing
from graftwatch.desk.access.models import Implicated
from graftwatch.desk.access.viewer import Viewer

SEES_PEOPLE = ("investigation", "identity_victim", "review")
"""Whoever holds one of these sees which people a case has; names need the compartment of each."""


def scope(viewer: Viewer, model: type[Model]) -> Q:
    """Which rows of this room's models a viewer may see."""
    return SCOPES[model](viewer)


def _cases(viewer: Viewer) -> Q:
    """Role, mandate, assignment, admission, walls. Where one fails, the case is not there."""
    if not viewer.holds("cases") or viewer.user_id is None:
        return nothing()
    admitted = Admitted.objects.for_the_system("who was admitted to restricted cases").filter(user_id=viewer.user_id)
    return (
        assigned(viewer, Case)
        & not_implicating(viewer, Case)
        & (Q(restricted=False) | Q(pk__in=admitted.values("case_id")))
        & _mandate(viewer)
        & walls_of_cases(viewer)
    )


def _mandate(viewer: Viewer) -> Q:
    """The whole country, or cases that touch a facility of the mandate."""
    if viewer.facilities is None:
        return everything()
    touching = FacilityInCase.objects.for_the_system("which cases touch a facility of a mandate")
    return Q(pk__in=touching.filter(facility__in=viewer.facilities).values("case_id"))


def walls_of_cases(viewer: Viewer) -> Q:
    """No case with a facility behind a wall of the viewer, whether it is implicated or only stands in it."""
    if not viewer.walled:
        return everything()
    touching = FacilityInCase.objects.for_the_system("which cases touch a facility behind a wall")
    named = Implicated.objects.for_the_system("which cases implicate a facility behind a wall").filter(
        matter_kind=Case._meta.label_lower, party__in=[parties.facility(key) for key in viewer.walled], lifted_at=None
    )
    return ~Q(pk__in=touching.filter(facility__in=viewer.walled).values("case_id")) & ~Q(
        pk__in=named.values("matter_id")
    )


def beyond_its_walls(viewer: Viewer) -> Q:
    """Cases of which no wall shuts this viewer out, whether or not they are on them: for triage, which sees none."""
    return not_implicating(viewer, Case) & walls_of_cases(viewer)


def of_a_visible_case(viewer: Viewer) -> Q:
    """Rows whose `case` the viewer may see. For every model with a `case`, in any room."""
    if not viewer.holds("cases"):
        return nothing()
    return Q(case_id__in=Case.objects.seen_by(viewer).values("pk"))


def attached(viewer: Viewer) -> Q:
    """Rows of a visible case in a compartment that the viewer holds: how the scope of every attachment begins."""
    return of_a_visible_case(viewer) & Q(compartment__in=viewer.role.compartments)


def _people(viewer: Viewer) -> Q:
    return of_a_visible_case(viewer) if any(map(viewer.holds, SEES_PEOPLE)) else nothing()


def _of_a_visible_person(viewer: Viewer) -> Q:
    if not viewer.holds("cases"):
        return nothing()
    return Q(person_id__in=Person.objects.seen_by(viewer).values("pk"))


SCOPES: dict[type[Model], Callable[[Viewer], Q]] = {
    Case: _cases,
    Admitted: of_a_visible_case,
    Person: _people,
    Review: _of_a_visible_person,
    RoleRecorded: _of_a_visible_person,
    Facts: lambda viewer: _of_a_visible_person(viewer) & Q(compartment__in=viewer.role.compartments),
    Note: attached,
    Shared: attached,
    FacilityInCase: lambda viewer: of_a_visible_case(viewer) if viewer.holds("investigation") else nothing(),
    Named: of_a_visible_case,
}


# Predicates of the verbs


def works_on_cases(viewer: Viewer) -> bool:
    return viewer.holds("cases") and viewer.user_id is not None


def proposes(viewer: Viewer) -> bool:
    """Supervisors (of triage, of the prosecution) and investigators."""
    return viewer.holds("supervision") or (viewer.holds("cases") and viewer.holds("investigation"))


def sees_case(viewer: Viewer, case: Case) -> bool:
    return viewer.user_id is not None and once.sees(viewer, case)


def sees_person(viewer: Viewer, person: Person) -> bool:
    return viewer.user_id is not None and once.sees(viewer, person)


def sees_named(viewer: Viewer, named: Named) -> bool:
    return viewer.user_id is not None and bool(Named.objects.seen_by(viewer).filter(pk=named.pk).exists())


def supervises(viewer: Viewer, case: Case) -> bool:
    return viewer.holds("supervision") and sees_case(viewer, case)


def is_system(viewer: Viewer) -> bool:
    return viewer.role.name in ("system", "timer")
