"""Where persons' data lie beside the system of record: every copy, with purpose, basis and end."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.records.guarded import Guarded


class Copy(Guarded):
    """One row is one copy that holds persons: a snapshot, a run, a download, an export. It ends on a day."""

    class Kind(models.TextChoices):
        SNAPSHOT = "snapshot", _("Snapshot of records")
        RUN = "run", _("Outputs of a run")
        DOWNLOAD = "download", _("Download")
        EXPORT = "export", _("Export")
        DISCLOSURE = "disclosure", _("Disclosure to another authority")
        PAPER = "paper", _("Paper")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    where = models.CharField(_("where"), max_length=500, help_text="A place on this machine, or who has it")
    about = models.CharField(_("about"), max_length=300, help_text="What it is made of: `screening.run:5`; no name")
    purpose = models.CharField(_("purpose"), max_length=300)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    agency = models.CharField(_("office"), max_length=200, blank=True)
    by = models.CharField(max_length=60, help_text="Pseudonym, as in the trail")
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    ends_on = models.DateField(_("ends on"), null=True)
    key = models.CharField(max_length=120, blank=True, help_text="The record whose key seals it, if one does")
    is_ours = models.BooleanField(default=False, help_text="It lies in this installation, which destroys it at its end")
    ended_at = models.DateTimeField(_("ended"), null=True)
    ended_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["made_at"]
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return f"{self.kind} of {self.about}"
