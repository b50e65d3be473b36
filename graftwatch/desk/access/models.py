"""Agencies with their mandates, the people who work for them, and the walls between people and places."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE, PURPOSES


class Agency(models.Model):
    """One row is one office that works here."""

    name = models.CharField(_("name"), max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


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
