"""What is due: deadlines that transitions start, and tasks that people give."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.vault.fields import SealedText
from graftwatch.records.guarded import Guarded


class Deadline(Guarded):
    """One row is one clock on one thing: when it ends, what happens then; paused only with a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    machine = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    thing_kind = models.CharField(max_length=60)
    thing_id = models.UUIDField()
    matter_kind = models.CharField(max_length=60)
    matter_id = models.UUIDField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(_("due"), db_index=True)
    then = models.CharField(max_length=60, blank=True, help_text="The timer's transition when it ends")
    paused_at = models.DateTimeField(null=True)
    pause_reason = models.CharField(max_length=300, blank=True)
    stopped_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was found to have ended")

    class Meta:
        ordering = ["due_at"]
        indexes = [models.Index(fields=["thing_kind", "thing_id"]), models.Index(fields=["matter_kind", "matter_id"])]

    def __str__(self) -> str:
        return f"{self.name} by {self.due_at:%Y-%m-%d}"


class Task(Guarded):
    """One row is one thing to do in a matter, by one person or by whoever is on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter_kind = models.CharField(max_length=60)
    matter_id = models.UUIDField()
    compartment = models.CharField(max_length=40)
    what = SealedText(compartment_from="compartment")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="tasks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "made_at"]
        indexes = [models.Index(fields=["matter_kind", "matter_id"])]

    def __str__(self) -> str:
        return f"task of {self.matter_kind}"
