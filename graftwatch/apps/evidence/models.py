"""Exhibits of a case, the sealed files that belong to them, and the record of who had them when."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models import Attachment
from graftwatch.apps.evidence.states import EXCEPTIONS, MACHINE
from graftwatch.desk.vault.fields import SealedText
from graftwatch.records.guarded import Guarded

SIGNS = "23456789BCDFGHJKMNPQRTVWXYZ"
OPEN_TO_MEMBERS, OPEN_TO_REVIEWERS = "evidence_items", "legal_privilege"

HANDLED = ("state", "compartment", "collected_by_id", "held_by_id", "verified_at")
"""What acts change of an exhibit."""


def new_exhibit() -> str:
    """Drawn, never counted: a number tells nobody how many exhibits there are, here or in another agency."""
    drawn = "".join(secrets.choice(SIGNS) for _place in range(8))
    return f"E-{drawn[:4]}-{drawn[4:]}"


class Item(Attachment):
    """One row is one exhibit. While it is held as privileged, its compartment is the reviewers'; so are its keys."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        DIGITAL = "digital", _("Digital file")
        BIOLOGICAL = "biological", _("Biological sample")
        DEVICE = "device", _("Device")
        FINANCIAL = "financial", _("Financial record")
        STATEMENT = "statement", _("Statement")
        MEDICAL_RECORD = "medical_record", _("Medical record")
        IMAGE = "image", _("Picture, film or sound")

    class Basis(models.TextChoices):
        CONSENT = "consent", _("Consent of the person")
        ORDER = "order", _("Order of a court or prosecutor")
        VOLUNTARY = "voluntary", _("Handed over voluntarily")

    exhibit = models.CharField(_("exhibit"), max_length=20, unique=True, default=new_exhibit, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    legal_basis = models.CharField(_("legal basis"), max_length=20, choices=Basis.choices)
    reference = models.CharField(
        _("reference"), max_length=120, blank=True, help_text="Number of the order, or of a form"
    )
    description = SealedText(compartment_from="compartment")
    state = models.CharField(_("state"), max_length=30, choices=MACHINE.choices, default=MACHINE.begins)
    collected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(_("hashes checked"), null=True, help_text="When all of them last agreed")
    checked_at = models.DateTimeField(null=True, help_text="When the nightly check last looked, whatever it found")

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                name="an_exhibit_is_in_a_state_of_the_table",
                condition=models.Q(state__in=[each.name for each in MACHINE.states]),
            )
        ]

    def __str__(self) -> str:
        return self.exhibit

    def refresh_from_the_rows(self) -> None:
        """What stands in the table, after an act on this row was undone."""
        rows = Item.objects.for_the_system("the row after an act was undone")
        for name, value in rows.filter(pk=self.pk).values(*HANDLED)[0].items():
            setattr(self, name, value)

    @property
    def is_privileged(self) -> bool:
        return self.compartment == OPEN_TO_REVIEWERS

    @property
    def is_usable(self) -> bool:
        return self.state not in EXCEPTIONS and not MACHINE.state(self.state).end

    def hinders_charging(self) -> str:
        if self.state in ("identified", "collected", "quarantined", "integrity_exception"):
            return str(
                _("An exhibit is not sealed yet, or stands under an exception. Settle it in the register first.")
            )
        return ""

    def hinders_closing(self) -> str:
        if MACHINE.state(self.state).end or self.state == "retained_permanently":
            return ""
        return str(_("An exhibit has no end yet: give it back, destroy it, hand it on or keep it for good."))

    def records_to_erase(self) -> list[str]:
        files = File.objects.for_the_system("what is erased with an exhibit").filter(item_id=self.pk)
        events = CustodyEvent.objects.for_the_system("what is erased with an exhibit").filter(item_id=self.pk)
        numbers = list(files.values_list("pk", flat=True))
        return [
            f"{self._meta.label_lower}:{self.pk}",
            *(f"evidence.file:{number}" for number in numbers),
            *(f"evidence.original:{number}" for number in numbers),
            *(f"evidence.custodyevent:{number}" for number in events.values_list("pk", flat=True)),
        ]


class File(Guarded):
    """One row is one sealed file of an exhibit: an original, or a copy made from a parent. The row is never changed.

    `facts` hold its name, size, type and hashes, sealed: who steals this table learns none of them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="files")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="derivatives")
    compartment = models.CharField(max_length=40)
    facts = SealedText(compartment_from="compartment")
    warnings = models.CharField(max_length=200, blank=True, help_text="Codes of what may do harm in it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.pk)


class CustodyEvent(Guarded):
    """One row is one thing that happened to an exhibit. It holds the hash of the row before it, and is signed.

    `written` is the canonical form, sealed; `digest` its hash together with `previous`; the rest serves to filter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    compartment = models.CharField(max_length=40)
    written = SealedText(compartment_from="compartment")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_custody_event_a_number"),
            models.UniqueConstraint(fields=["item", "previous"], name="custody_does_not_fork"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb}"
