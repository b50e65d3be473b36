"""Who may read the trail: the auditor all of it, everybody else what they did themselves."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.desk.access.gates import everything
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.models import AccessCode


def scope(viewer: Viewer, model: type[Model]) -> Q:
    if model is AccessCode:
        return Q(by_id=viewer.user_id or 0)  # not for auditors: a mailbox is nobody's but the reader's
    return everything() if viewer.holds("trail") else Q(who=viewer.who)
