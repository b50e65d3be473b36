"""Every read of this room that is longer than one filter, scoped to a viewer."""

from __future__ import annotations

import uuid
from typing import Any

from graftwatch.apps.cases.models import Case
from graftwatch.desk.access.viewer import Viewer


def cases(viewer: Viewer) -> Any:
    return Case.objects.seen_by(viewer).select_related("lead_agency")


def find_case(viewer: Viewer, pk: uuid.UUID) -> Case | None:
    """The case, or None: not there and not yours are one answer."""
    found: Case | None = cases(viewer).filter(pk=pk).first()
    return found
