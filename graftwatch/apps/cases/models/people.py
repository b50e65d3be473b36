"""People in a case: what part they have, whether they may be victims, and reviews of non-punishment."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models.case import Case
from graftwatch.apps.cases.states import NON_PUNISHMENT, OPEN_REVIEW
from graftwatch.desk.vault.fields import SealedText
from graftwatch.desk.vault.held import VaultText
from graftwatch.records.guarded import Guarded


class Review(Guarded):
    """One row is one question whether a person may be punished for what exploitation made them do, and its answer."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("open")
        APPLIED = "applied", _("non-punishment applies")
        NOT_APPLIED = "not_applied", _("non-punishment does not apply")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("cases.Person", models.PROTECT, related_name="reviews")
    side = models.CharField(_("raised by"), max_length=30)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(_("raised"), auto_now_add=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, default=Outcome.OPEN)
    looked_at = models.DateTimeField(_("first looked at"), null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_with = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    was_appealed = models.BooleanField(default=False)

    class Meta:
        ordering = ["raised_at"]
        constraints = [
            models.CheckConstraint(
                name="a_review_is_decided_by_two",
                condition=models.Q(outcome="open")
                | models.Q(decided_by__isnull=False, decided_with__isnull=False, decided_at__isnull=False)
                & ~models.Q(decided_by=models.F("decided_with")),
            )
        ]

    def __str__(self) -> str:
        return f"review of {self.person_id}: {self.outcome}"


class Person(Guarded):
    """One row is one person in one case. The row says what part they have; their name lies sealed.

    Of whoever is or may be a victim, under the keys of people (`held_…`, tier A); else under ours. See `names.py`.
    """

    class Role(models.TextChoices):
        DONOR = "donor", _("donor")
        RECIPIENT = "recipient", _("recipient")
        RELATIVE = "relative", _("relative")
        WITNESS = "witness", _("witness")
        CONTACT = "contact", _("contact")
        PRACTITIONER = "practitioner", _("practitioner")
        SET_ASIDE = "set_aside", _("part not settled")
        PERSON_OF_INTEREST = "person_of_interest", _("person of interest")
        SUSPECT = "suspect", _("named as a suspect by an authority")

    class Victim(models.TextChoices):
        NONE = "none", _("nothing known")
        CONCERN = "concern", _("may be a victim")
        PRESUMED = "presumed", _("presumed a victim")
        IDENTIFIED = "identified", _("identified as a victim")
        NOT_IDENTIFIED = "not_identified", _("not identified as a victim")

    class Age(models.TextChoices):
        UNKNOWN = "unknown", _("not known")
        ADULT = "adult", _("an adult then")
        CHILD = "child", _("a child then, or may have been")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="people")
    label = models.CharField(_("called here"), max_length=20, help_text="Person A: what pages and exports say")
    compartment = models.CharField(max_length=40, help_text="identity_victim or investigation: who reads the name")
    name = SealedText(compartment_from="compartment")
    identity = SealedText(compartment_from="compartment", help_text="Documents, birth, how to reach them safely")
    held_name = VaultText()
    held_identity = VaultText()
    token = models.CharField(max_length=60, blank=True, editable=False, help_text="A keyed token of the name")
    role = models.CharField(_("part in the case"), max_length=30, choices=Role.choices)
    age = models.CharField(_("age at the time"), max_length=10, choices=Age.choices, default=Age.UNKNOWN)
    victim = models.CharField(_("as a victim"), max_length=20, choices=Victim.choices, default=Victim.NONE)
    non_punishment = models.CharField(
        _("non-punishment"), max_length=20, choices=NON_PUNISHMENT.choices, default=NON_PUNISHMENT.begins
    )
    cleared_by = models.ForeignKey(
        Review, models.PROTECT, null=True, related_name="+", help_text="The finished review that lets a part be named"
    )
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    SUSPECTED = ("person_of_interest", "suspect")
    OPEN_VICTIM = ("concern", "presumed", "identified")

    class Meta:
        ordering = ["added_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "label"], name="a_label_once_a_case"),
            models.CheckConstraint(
                name="no_suspect_while_non_punishment_is_open",
                condition=~models.Q(
                    role__in=("person_of_interest", "suspect"),
                    non_punishment__in=("raised", "under_review", "appealed"),
                ),
            ),
            models.CheckConstraint(
                name="no_victim_a_suspect_without_a_finished_review",
                condition=~models.Q(
                    role__in=("person_of_interest", "suspect"),
                    victim__in=("concern", "presumed", "identified"),
                    cleared_by__isnull=True,
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def has_victim_history(self) -> bool:
        return self.victim != self.Victim.NONE

    @property
    def is_protected(self) -> bool:
        """Is or may be a victim, or was said to be one: their name is for named people only."""
        return self.has_victim_history or self.non_punishment != NON_PUNISHMENT.begins

    @property
    def review_is_open(self) -> bool:
        return self.non_punishment in OPEN_REVIEW


class RoleRecorded(Guarded):
    """One row is one part written down for a person, with the review that allowed it where one was needed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=30, choices=Person.Role.choices)
    before = models.CharField(max_length=30, blank=True)
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+")
    said_by = models.CharField(max_length=200, blank=True, help_text="The authority that names a suspect")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role}"


class Facts(Guarded):
    """One row is what somebody knows about one person, as the elements of the offence need it. The last row holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="facts")
    compartment = models.CharField(max_length=40)
    answers = SealedText(compartment_from="compartment")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"facts about {self.person_id}"
