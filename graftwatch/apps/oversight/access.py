"""Who may enter which part of this room. It holds no table of its own."""

from __future__ import annotations

from django.db.models import Model, Q
from django.http import Http404

from graftwatch.desk.access.gates import nothing
from graftwatch.desk.access.viewer import Viewer


def scope(viewer: Viewer, model: type[Model]) -> Q:
    return nothing()


def demand(viewer: Viewer, compartment: str) -> None:
    """Denied looks like not found."""
    if not viewer.holds(compartment):
        raise Http404
