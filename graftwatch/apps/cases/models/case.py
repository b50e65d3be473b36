"""The case itself: one matter, two tracks that never close one another."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.states import INVESTIGATION, PROTECTION
from graftwatch.desk.access.models import Agency
from graftwatch.desk.vault.fields import SealedText
from graftwatch.records.guarded import Guarded

SIGNS = "23456789BCDFGHJKMNPQRTVWXYZ"
"""No vowels, no look-alikes: a number that can be read out over the telephone and spells nothing."""


def new_number() -> str:
    """Drawn, never counted: two numbers say nothing about how many cases lie between them."""
    drawn = "".join(secrets.choice(SIGNS) for _place in range(8))
    return f"C-{drawn[:4]}-{drawn[4:]}"


class Case(Guarded):
    """One row is one matter that several agencies work on: an investigation and a protection track, side by side."""

    is_matter = True
    only_for_the_assigned = True

    class Indicated(models.TextChoices):
        NOT_ASSESSED = "not_assessed", _("not assessed yet")
        INDICATED = "indicated", _("indicated")
        NOT_INDICATED = "not_indicated", _("not indicated")
        UNCLEAR = "unclear", _("unclear")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True, default=new_number, editable=False)
    title = SealedText(compartment="cases")
    extract_compartment = models.CharField(max_length=40, default="investigation")
    extract = SealedText(
        compartment_from="extract_compartment", help_text="What triage or a member wrote when it was proposed"
    )
    lead_agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases_led")
    investigation = models.CharField(
        _("investigation"), max_length=30, choices=INVESTIGATION.choices, default=INVESTIGATION.begins
    )
    protection = models.CharField(_("protection"), max_length=30, choices=PROTECTION.choices, default=PROTECTION.begins)
    trafficking_in_persons = models.CharField(
        _("Trafficking in persons for organ removal"),
        max_length=20,
        choices=Indicated.choices,
        default=Indicated.NOT_ASSESSED,
    )
    trafficking_in_organs = models.CharField(
        _("Trafficking in organs"), max_length=20, choices=Indicated.choices, default=Indicated.NOT_ASSESSED
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    from_report = models.UUIDField(null=True, editable=False, help_text="The report it began with, if any")
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    restricted = models.BooleanField(
        _("restricted"), default=False, help_text=_("Only members who were admitted by name see it")
    )
    held_until = models.DateField(_("legal hold until"), null=True, blank=True)
    held_because = models.CharField(_("reason of the legal hold"), max_length=300, blank=True)
    joint_with = models.CharField(_("joint with"), max_length=300, blank=True)
    keep_until = models.DateField(_("kept until"), null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                name="a_legal_hold_has_a_reason_and_an_end",
                condition=models.Q(held_until__isnull=True, held_because="")
                | (models.Q(held_until__isnull=False) & ~models.Q(held_because="")),
            )
        ]

    def __str__(self) -> str:
        return self.number


class Admitted(Guarded):
    """One row admits one member to a restricted case, by name."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="admitted")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="admitted_once_a_case")]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.case_id}"
