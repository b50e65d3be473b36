"""Agencies with units, mandates and people, and the account that each person has."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE, PURPOSES
from graftwatch.desk.access.states import ACCOUNT, ATTESTED_FOR, LOGS_IN
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


class Account(Guarded):
    """One row is the standing of one person's log-in: nominated, verified, enrolled, active, suspended, left.

    A confirmation older than `ATTESTED_FOR` locks the log-in by itself, whether or not the timer has run.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, models.PROTECT, related_name="account")
    state = models.CharField(_("state"), max_length=20, choices=ACCOUNT.choices, default=ACCOUNT.begins)
    nominated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    attested_at = models.DateTimeField(_("last confirmed"), null=True)
    has_own_password = models.BooleanField(default=False, help_text="The first one, handed over, was changed")
    first_password_until = models.DateTimeField(null=True, help_text="After this the first password opens nothing")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_state_is_known",
                condition=models.Q(state__in=[name for name, _label in ACCOUNT.choices]),
            )
        ]

    def __str__(self) -> str:
        return f"account of {self.user_id}: {self.state}"

    @property
    def attested_until(self) -> dt.datetime | None:
        return self.attested_at + ATTESTED_FOR if self.attested_at else None

    @property
    def lets_in(self) -> bool:
        """Whether this person may log in, and go on looking, now."""
        now, until = timezone.now(), self.attested_until
        return self.state in LOGS_IN and until is not None and now < until and not self.first_password_ran_out

    @property
    def first_password_ran_out(self) -> bool:
        """Whether a password that was handed over was not changed in time."""
        until = self.first_password_until
        return not self.has_own_password and until is not None and timezone.now() >= until
