"""What other rooms attach to a case: each by a model of its own that descends from `Attachment`."""

from __future__ import annotations

import uuid
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from graftwatch.apps.cases.models.case import Case
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.record_keys import record_of
from graftwatch.records.guarded import Guarded


class Attachment(Guarded):
    """Something that a room attaches to a case. The case page reads it through the room's own scope.

    A room's `access.py` begins its scope with `cases.access.attached(viewer)`; its template is
    `cases/attached/<app>_<model>.html`, given `attachment` and `viewer`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="%(app_label)s_%(class)s")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    compartment = models.CharField(max_length=40, help_text="Only its holders see it, or that it is there")

    class Meta:
        abstract = True

    def shown_to(self, viewer: Viewer) -> dict[str, Any]:
        """What its template needs beside itself; called inside the act that opens the case, so words may be read."""
        return {}

    def hinders_charging(self) -> str:
        """A sentence that says why nobody may be charged yet, and what to do; empty where nothing hinders it."""
        return ""

    def hinders_closing(self) -> str:
        """The same for closing the case: what has no disposition yet."""
        return ""

    def records_to_erase(self) -> list[str]:
        """Whose keys are destroyed when the case is erased, as `label:pk`."""
        return [record_of(self)]

    @property
    def template(self) -> str:
        return f"cases/attached/{self._meta.app_label}_{self._meta.model_name}.html"


def kinds_of_attachment() -> list[type[Attachment]]:
    """Every concrete model that descends from `Attachment`, whichever room it lives in."""
    found = (model for model in apps.get_models() if issubclass(model, Attachment))
    return sorted(found, key=lambda model: model._meta.label_lower)


def attachments_of(viewer: Viewer, case: Case) -> list[Any]:
    """What is attached to a case, as far as this viewer may see it, oldest first."""
    found = [
        each
        for model in kinds_of_attachment()
        for each in model._default_manager.seen_by(viewer).filter(case=case).select_related("by")
    ]
    return sorted(found, key=lambda each: each.at)
