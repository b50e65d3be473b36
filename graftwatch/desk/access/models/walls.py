"""Who is tied to whom, assigned to what, and kept from what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.models.offices import Agency, User
from graftwatch.records.guarded import Guarded


class Wall(models.Model):
    """One row keeps one person, or everybody of one agency, away from one facility: its rows and leads look absent."""

    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="walls")
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True, related_name="walls")
    facility = models.UUIDField()
    reason = models.CharField(max_length=300)
    raised_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="wall_is_for_a_person_or_an_agency",
                condition=models.Q(user__isnull=False) | models.Q(agency__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user or self.agency} and {self.facility}"


class Tie(models.Model):
    """One row ties one person to a party: works or worked there, owns it, is family. `party` is as in `parties.py`."""

    class Kind(models.TextChoices):
        WORKS_AT = "works_at", _("works or worked there")
        OWNS = "owns", _("owns or advises it")
        FAMILY = "family", _("is family")
        OTHER = "other", _("another tie")

    user = models.ForeignKey(User, models.CASCADE, related_name="ties")
    party = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "party", "kind"], name="a_tie_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.party}"


class Assigned(Guarded):
    """One row puts one person onto one matter (a report, a case, …), until it ends. No assignment, no existence."""

    matter_kind = models.CharField(max_length=60, help_text="The matter's model, as `cases.case`")
    matter_id = models.UUIDField()
    user = models.ForeignKey(User, models.PROTECT, related_name="assigned")
    task = models.CharField(max_length=60, blank=True, help_text="What the person does in it: lead, member, adviser")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True, help_text="Empty while it holds")

    class Meta:
        indexes = [models.Index(fields=["matter_kind", "matter_id"]), models.Index(fields=["user", "matter_kind"])]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.matter_kind}"


class Implicated(Guarded):
    """One row says that a matter implicates a party, or that it conflicts: whoever is tied to it finds nothing.

    Lifting one needs two people and leaves the row: `lifted_at`.
    """

    matter_kind = models.CharField(max_length=60)
    matter_id = models.UUIDField()
    party = models.CharField(max_length=120, db_index=True)
    named_by = models.CharField(max_length=40, help_text="reporter, triage, case, system")
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["matter_kind", "matter_id"])]

    def __str__(self) -> str:
        return f"{self.matter_kind}: {self.party}"
