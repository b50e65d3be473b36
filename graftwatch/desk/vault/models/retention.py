"""What is due to be erased, what holds it, and what was erased: tombstones and certificates."""

from __future__ import annotations

import json
import uuid
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.records.guarded import Guarded


class LegalHold(Guarded):
    """One row stops the clock of one thing, for a reason and until a day. Nothing is held for ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.UUIDField()
    reason = models.CharField(_("reason"), max_length=300, help_text=_("The order or proceeding, without a name"))
    ends_on = models.DateField(_("ends on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["ends_on"]
        indexes = [models.Index(fields=["thing_kind", "thing_id"])]

    def __str__(self) -> str:
        return f"hold on {self.thing_kind} until {self.ends_on}"


class Certificate(Guarded):
    """One row says what was erased, why, by whom, and how many keys that was: canonical JSON and its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    written = models.TextField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"certificate {self.pk}"

    @cached_property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.written)
        return found


class Erased(Guarded):
    """One row is the tombstone of one record whose keys were destroyed. Restoring a backup destroys them again."""

    record = models.CharField(primary_key=True, max_length=120, help_text="`cases.note:<uuid>`")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=60)
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="erased")

    def __str__(self) -> str:
        return f"erased: {self.record}"


class Proposal(Guarded):
    """One row is one thing whose clock has run out. A person says whether it is erased; nothing is by itself."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ERASED = "erased", _("erased")
        KEPT = "kept", _("kept")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.UUIDField()
    clock = models.CharField(max_length=60, help_text="Which kind of record, as in retention.toml")
    due_on = models.DateField(_("due"))
    proposed_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=300, blank=True)
    ask_again_on = models.DateField(null=True, help_text="When something that was kept is proposed again")
    certificate = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on"]
        indexes = [models.Index(fields=["thing_kind", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.clock} due {self.due_on}: {self.answer}"
