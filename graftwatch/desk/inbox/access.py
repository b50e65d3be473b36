"""Deadlines and tasks are seen with the matter they belong to."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.desk.access.gates import of_a_visible_matter
from graftwatch.desk.access.viewer import Viewer


def scope(viewer: Viewer, model: type[Model]) -> Q:
    return of_a_visible_matter(viewer)
