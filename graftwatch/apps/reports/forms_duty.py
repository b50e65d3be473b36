"""The form of a duty roster: two people who can open what is sealed, some days, some hours."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.reports.walls import is_free_to_read
from graftwatch.desk.access.models import User
from graftwatch.desk.vault.people import is_enrolled

A_WEEK = dt.timedelta(days=6)


class DutyForm(forms.Form):
    """Who is on duty in one office."""

    first = forms.ChoiceField(label=_("First on duty"))
    second = forms.ChoiceField(
        label=_("Then"),
        required=False,
        help_text=_("Somebody else, who may be of the independent office. They see the report only if it goes on."),
    )
    from_on = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}))
    until_on = forms.DateField(label=_("Until"), widget=forms.DateInput({"type": "date"}))
    hours = forms.IntegerField(label=_("Hours before it goes on"), min_value=1, max_value=24, initial=4)

    def __init__(self, *args: Any, office: int, today: dt.date, **options: Any) -> None:
        monday = today - dt.timedelta(days=today.weekday())
        options.setdefault("initial", {"from_on": monday, "until_on": monday + A_WEEK})
        super().__init__(*args, **options)
        people = readers_of(office)
        own = [(str(user.pk), user.called) for user in people if user.agency_id == office]
        every = [(str(user.pk), f"{user.called}, {user.agency}") for user in people]
        self.fields["first"].choices = [("", "—"), *own]  # type: ignore[attr-defined]
        self.fields["second"].choices = [("", "—"), *every]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("first") and said.get("first") == said.get("second"):
            raise ValidationError(_("Choose two different people."))
        if said.get("from_on") and said.get("until_on") and said["until_on"] < said["from_on"]:
            raise ValidationError(_("The last day is before the first."))
        return said


def readers_of(office: int) -> list[User]:
    """People of the office and of the independent route who may read reports and have set up their vault."""
    people = User.objects.filter(Q(agency_id=office) | Q(agency__is_independent_route=True), is_active=True)
    found = people.select_related("agency").order_by("first_name", "username")
    return [user for user in found if is_free_to_read(user, set()) and is_enrolled(user.pk)]
