"""Who may read assignments, walls of matters and approvals through the desk."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.desk.access import approvals
from graftwatch.desk.access.models import Approval, Assigned, Implicated
from graftwatch.desk.access.viewer import Viewer


def scope(viewer: Viewer, model: type[Model]) -> Q:
    if model is Approval:
        return approvals.scope(viewer)
    if model is Assigned:
        return Q(user_id=viewer.user_id or 0)
    if model is Implicated:
        return Q() if viewer.holds("trail") else Q(pk__in=[])
    return Q(pk__in=[])
