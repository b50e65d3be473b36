"""What has moved: one row a transition, with what was asked and answered, sealed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.vault.fields import SealedText
from graftwatch.records.guarded import Guarded


class Move(Guarded):
    """One row is one transition of one thing: by whom, when, and what was said, sealed in its machine's compartment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    machine = models.CharField(max_length=40)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.UUIDField()
    verb = models.CharField(_("verb"), max_length=60)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40, help_text="The role it was done in; timer, reporter or system where nobody")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    compartment = models.CharField(max_length=40)
    said = SealedText(compartment_from="compartment")

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["thing_kind", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.machine}: {self.verb}"
