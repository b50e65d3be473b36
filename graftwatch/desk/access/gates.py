"""The five gates as small questions and filters; all that apply must open. Rooms put them together in their access.py.

1 role and 4 compartment: `Viewer.holds`. 2 mandate and purpose: `viewer_of` gives no role without a mandate in force;
`within_mandate` keeps to its facilities. 3 relationship: `Viewer.on` a matter for records, assignment in the rooms.
5 wall: `beyond_no_wall`.
"""

from __future__ import annotations

from django.db.models import Q

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
