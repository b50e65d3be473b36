"""Who may read the trail: the auditor all of it, everybody else what they did themselves."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.desk.access.gates import everything
from graftwatch.desk.access.viewer import Viewer


def scope(viewer: Viewer, model: type[Model]) -> Q:
    return everything() if viewer.holds("trail") else Q(who=viewer.who)
