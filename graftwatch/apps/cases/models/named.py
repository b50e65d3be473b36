"""Who is named in something that left its office: who tells them, when, and what they answered (house §7)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models.case import Case
from graftwatch.apps.cases.states import ANSWERING
from graftwatch.desk.vault.fields import SealedText
from graftwatch.records.guarded import Guarded


class Named(Guarded):
    """One row is one person or centre that a copy names. `about` is what was copied: every copy shows the answer."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        CENTRE = "centre", _("centre")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="named")
    about_kind = models.CharField(max_length=60, help_text="What names them, as `screening.lead`")
    about_id = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    label = models.CharField(_("who"), max_length=200, help_text="As pages say it: Pair P-4821, Centre Nord. No name")
    state = models.CharField(max_length=20, choices=ANSWERING.choices, default=ANSWERING.begins)
    tell_on = models.DateField(_("to be told by"), null=True)
    told_by = models.CharField(_("who tells them"), max_length=200)
    delaying_law = models.CharField(_("law that delays it"), max_length=300, blank=True)
    delayed_until = models.DateField(_("delayed until"), null=True)
    answer = SealedText(compartment="cases")
    correction = SealedText(compartment="cases")
    clearing = SealedText(compartment="cases")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["about_kind", "about_id"])]
        constraints = [
            models.CheckConstraint(
                name="a_delay_has_a_law_and_an_end",
                condition=models.Q(delayed_until__isnull=True) | ~models.Q(delaying_law=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.state}"
