"""Who may read the vault's tables through the desk: everybody their own key."""

from __future__ import annotations

from django.db.models import Model, Q

from graftwatch.desk.access.gates import nothing
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.models import PersonKey


def scope(viewer: Viewer, model: type[Model]) -> Q:
    return Q(user_id=viewer.user_id or 0) if model is PersonKey else nothing()
