"""Agencies with units, mandates and people; who is tied to whom, assigned to what, and kept from what."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE, PURPOSES
from graftwatch.records.guarded import Guarded


class Agency(models.Model):
    """One row is one office that works here. The route of last resort is independent of all the others."""

    class Kind(models.TextChoices):
        TRANSPLANT_AUTHORITY = "transplant_authority", _("Transplant authority")
        HEALTH_BODY = "health_body", _("Hospital or health regulator")
        TRIAGE_OFFICE = "triage_office", _("National focal point, triage")
        POLICE = "police", _("Police")
        PROSECUTION = "prosecution", _("Prosecution")
        PROTECTION = "protection", _("Victim protection")
        CIVIL_SOCIETY = "civil_society", _("Civil society or hotline")
        FIU = "fiu", _("Financial intelligence unit")
        OVERSIGHT = "oversight", _("Oversight body")
        CUSTODIAN = "custodian", _("Custodian of identities")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.OTHER)
    facility = models.UUIDField(null=True, blank=True, help_text=_("The facility that this agency is, or belongs to"))
    is_independent_route = models.BooleanField(
        _("independent route"),
        default=False,
        help_text=_("Takes over what nobody else may see, because walls leave nobody"),
    )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """One row is one unit of an agency. Two people who decide together come from different units."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="a_unit_once_an_agency")]

    def __str__(self) -> str:
        return f"{self.agency}, {self.name}"


class Mandate(models.Model):
    """One row is what the law lets one agency look at, for one purpose: one facility, or the whole country."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="mandates")
    purpose = models.CharField(max_length=40, choices=list(PURPOSES.items()))
    legal_basis = models.CharField(max_length=300, help_text="The provision it rests on, in its own words")
    facility = models.UUIDField(null=True, blank=True, help_text="Empty for the whole country")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.agency}: {self.purpose}"

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class User(AbstractUser):
    """One person who logs in."""

    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="people")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")
    role = models.CharField(
        max_length=40, blank=True, default="", choices=[(role.name, role.label) for role in GIVEN_TO_PEOPLE]
    )
    language = models.CharField(max_length=10, blank=True, default="")

    @property
    def called(self) -> str:
        return self.get_full_name() or self.get_username()


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


class Approval(Guarded):
    """One row is one act that needs two people: asked by one, answered by another from a different unit, used once."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("waiting")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        USED = "used", _("used")
        EXPIRED = "expired", _("expired")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verb = models.CharField(max_length=120, help_text="The act, as the trail names it: `cases.record_suspect`")
    thing = models.CharField(max_length=120, help_text="What it acts on: `cases.person:<uuid>`")
    matter_kind = models.CharField(max_length=60, blank=True)
    matter_id = models.UUIDField(null=True, blank=True, help_text="Whoever may not see the matter cannot answer")
    reason = models.CharField(max_length=500, help_text="Why, without a name")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="approvals_asked")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="approvals_answered")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    why = models.CharField(max_length=500, blank=True, help_text="What the second person said")

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                name="two_people_are_two",
                condition=models.Q(answered_by__isnull=True) | ~models.Q(answered_by=models.F("asked_by")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.answer}"
