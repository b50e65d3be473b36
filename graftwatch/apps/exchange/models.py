"""What one office asks of another, what leaves for it, on which basis for each person, and what became of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.exchange.states import DISCLOSURE
from graftwatch.desk.vault.fields import SealedText
from graftwatch.records.guarded import Guarded


def random_reference() -> str:
    """A short random name: it says nothing of how many there are."""
    return f"D-{uuid.uuid4().hex[:8].upper()}"


class Disclosure(Guarded):
    """One row is one request between two offices with its answer, or one offer that nobody asked for."""

    is_matter = True

    class Kind(models.TextChoices):
        POLICE = "police", _("Police information")
        REGULATORY = "regulatory", _("Transplantation and health care")
        FIU = "fiu", _("Financial information")
        PROTECTION = "protection", _("Protection of a person")

    class Urgency(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary: seven days")
        URGENT = "urgent", _("Urgent: three days")
        URGENT_AT_HAND = "urgent_at_hand", _("Urgent and at hand: eight hours")

    class Handling(models.TextChoices):
        H0 = "H0", _("H0: only to prevent and combat crime")
        H1 = "H1", _("H1: not in court without permission")
        H2 = "H2", _("H2: not passed on without permission")
        H3 = "H3", _("H3: other restrictions, said in words")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=20, default=random_reference, unique=True)
    state = models.CharField(_("state"), max_length=40, choices=DISCLOSURE.choices, default=DISCLOSURE.begins)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    is_spontaneous = models.BooleanField(_("offered without being asked"), default=False)
    urgency = models.CharField(_("urgency"), max_length=20, choices=Urgency.choices, default=Urgency.ORDINARY)
    handling = models.CharField(_("handling"), max_length=2, choices=Handling.choices, blank=True)
    asking = models.ForeignKey("access.Agency", models.PROTECT, related_name="disclosures_asked")
    asked = models.ForeignKey("access.Agency", models.PROTECT, related_name="disclosures_received")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="disclosures")
    purpose = models.CharField(_("purpose"), max_length=300, blank=True, help_text=_("What it is for. No names."))
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    ends_on = models.DateField(_("end date"), null=True, blank=True)
    words = SealedText(compartment="disclosures", help_text="What is asked, or offered")
    package = SealedText(compartment="disclosures", help_text="Exactly what leaves, as canonical JSON")
    package_hash = models.CharField(max_length=64, blank=True)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, help_text="Before that the other office sees nothing of it")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.reference

    @property
    def giving_id(self) -> int:
        """The office that gives: the asked one, or whoever offers without being asked."""
        return int(self.asking_id if self.is_spontaneous else self.asked_id)

    @property
    def taking_id(self) -> int:
        return int(self.asked_id if self.is_spontaneous else self.asking_id)


class Leaving(Guarded):
    """One row is one thing that may leave. What is left out stays here, and the review shows both."""

    class Basis(models.TextChoices):
        NO_PERSON = "no_person", _("It is about no person")
        CONSENT = "consent", _("The person agreed to this sharing")
        OVERRIDE = "override", _("The law allows it without consent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="leaving")
    about = models.CharField(_("about"), max_length=200, help_text=_("What it is, without a name"))
    words = SealedText(compartment="disclosures")
    leaves = models.BooleanField(_("leaves"), default=True)
    why_left_out = models.CharField(_("why it stays"), max_length=300, blank=True)
    evaluation = models.CharField(
        _("source and information"), max_length=2, blank=True, help_text=_("A to C or X, and 1 to 4, as in B2")
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices)
    basis_said = models.CharField(
        _("consent or legal basis"),
        max_length=300,
        blank=True,
        help_text=_("Consent: when, in which language, explained by whom. Law: the provision and the danger test."),
    )
    basis_until = models.DateField(_("consent holds until"), null=True, blank=True)
    told = models.CharField(
        _("was the person told, or why not?"),
        max_length=300,
        blank=True,
        help_text=_("Needed where consent is missing"),
    )

    def __str__(self) -> str:
        return self.about
