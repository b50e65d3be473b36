"""The five gates as small questions and filters; all that apply must open. Rooms put them together in their access.py.

1 role and 4 compartment: `Viewer.holds`. 2 mandate and purpose: `viewer_of` gives no role without a mandate in force;
`within_mandate` keeps to its facilities. 3 relationship: `assigned`, or `Viewer.on` a matter for records.
5 wall: `beyond_no_wall` for facilities, `not_implicating` for matters.
"""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model, Q
from django.utils import timezone

from graftwatch.desk.access.models import Assigned, Implicated
from graftwatch.desk.access.viewer import Viewer


def everything() -> Q:
    return Q()


def nothing() -> Q:
    """Denied looks like not found."""
    return Q(pk__in=[])


def within_mandate(viewer: Viewer, facility: str) -> Q:
    """Rows of the facilities in the viewer's mandate; a row of no facility needs a mandate for the whole country."""
    return everything() if viewer.facilities is None else Q(**{f"{facility}__in": viewer.facilities})


def beyond_no_wall(viewer: Viewer, facility: str) -> Q:
    """Rows that do not belong to a facility the viewer is walled off from."""
    if not viewer.walled:
        return everything()
    return Q(**{f"{facility}__isnull": True}) | ~Q(**{f"{facility}__in": viewer.walled})


def assigned(viewer: Viewer, model: type[Model]) -> Q:
    """Matters of this model that the viewer is assigned to today, or has broken the glass of."""
    kind = model._meta.label_lower
    rows = Assigned.objects.for_the_system("to which matters somebody is assigned")
    rows = rows.filter(matter_kind=kind, user_id=viewer.user_id or 0).filter(
        Q(until__isnull=True) | Q(until__gt=timezone.now())
    )
    broken = [key for found, key in viewer.glass_broken if found == kind]
    return Q(pk__in=rows.values("matter_id")) | Q(pk__in=broken)


def not_implicating(viewer: Viewer, model: type[Model], *, matter: str = "pk") -> Q:
    """Rows whose matter, of this model, implicates no party the viewer is tied to.

    `matter` names the column that holds the matter's key. The matter's own table is not read: what may be seen without
    its matter may be seen so on PostgreSQL, too, where the database hides the matter's row.
    """
    if not viewer.parties:
        return everything()
    rows = Implicated.objects.for_the_system("which matters implicate a party")
    rows = rows.filter(matter_kind=model._meta.label_lower, party__in=viewer.parties, lifted_at__isnull=True)
    return ~Q(**{f"{matter}__in": rows.values("matter_id")})


def of_a_visible_matter(viewer: Viewer) -> Q:
    """Rows (deadlines, tasks, approvals) whose `matter_kind` and `matter_id` name a matter that the viewer may see.

    A matter is a guarded model with `is_matter = True`: a report, a case.
    """
    found = nothing()
    for model in apps.get_models():
        if getattr(model, "is_matter", False):
            visible = model._default_manager.seen_by(viewer)  # type: ignore[attr-defined]
            found |= Q(matter_kind=model._meta.label_lower, matter_id__in=visible.values("pk"))
    return found
