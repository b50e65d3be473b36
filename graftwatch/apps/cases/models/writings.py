"""What is written down in a case: notes, places, and what was shared with whom."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models.case import Case
from graftwatch.desk.access.models import Agency
from graftwatch.desk.vault.fields import SealedText
from graftwatch.records.guarded import Guarded


class Note(Guarded):
    """One row is one note, tagged fact or opinion. It is never edited; a later note corrects it."""

    class Kind(models.TextChoices):
        FACT = "fact", _("fact")
        OPINION = "opinion", _("opinion")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    compartment = models.CharField(max_length=40)
    kind = models.CharField(_("fact or opinion"), max_length=10, choices=Kind.choices)
    text = SealedText(compartment_from="compartment")
    source = SealedText(
        compartment_from="compartment", help_text="Where a fact comes from, or what an opinion rests on"
    )
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"note in {self.case_id}"


class FacilityInCase(Guarded):
    """One row is one facility in one case. Where it is implicated, whoever is tied to it finds no case."""

    class Part(models.TextChoices):
        OPERATED = "operated", _("an operation took place there")
        TESTED = "tested", _("tests were made there")
        CARED = "cared", _("care before or after")
        HOUSED = "housed", _("people stayed there")
        OTHER = "other", _("another part")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="facilities")
    facility = models.UUIDField(null=True, blank=True, help_text="Its key in the records, where it has one")
    name = SealedText(compartment="investigation")
    part = models.CharField(_("part"), max_length=20, choices=Part.choices)
    is_implicated = models.BooleanField(_("implicated"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"facility in {self.case_id}"


class Shared(Guarded):
    """One row says that something of a case was shared: with whom, on which basis, for which purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="shared")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    elsewhere = models.CharField(_("with"), max_length=200, blank=True, help_text="Where it is no agency of this desk")
    compartment = models.CharField(max_length=40, default="investigation")
    what = SealedText(compartment_from="compartment")
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    purpose = models.CharField(_("purpose"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"shared from {self.case_id}"
