"""The forms of the triage room."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.reports.extract import FIELDS, CodedField, facilities
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.door.countries import countries
from graftwatch.desk.states.forms import TransitionForm
from graftwatch.desk.states.machine import Transition

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
NOTHING = ("", "—")
OFFICES = {"lead_agency", "office"}
"""What names an agency by its number."""


class MoveForm(TransitionForm):
    """A transition's questions; agencies are chosen from a list."""

    def __init__(self, transition: Transition, *args: Any, people: list[User], **options: Any) -> None:
        super().__init__(transition, *args, people=people, **options)
        for name in OFFICES & set(self.fields):
            asked = self.fields[name]
            named = [(str(each.pk), each.name) for each in Agency.objects.order_by("name")]
            said = {"label": asked.label, "required": asked.required}
            self.fields[name] = forms.ChoiceField(choices=[NOTHING, *named], **said)  # type: ignore[arg-type]


class ExtractForm(forms.Form):
    """The coded facts, and nothing that is typed freely."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in FIELDS:
            self.fields[field.name] = _drawn(field)
            if field.hint:
                self.fields[field.name].widget.attrs["aria-describedby"] = f"help_{field.name}"


def _a_month(value: str) -> None:
    if not MONTH.fullmatch(value):
        raise ValidationError(_("Write year and month, as 2026-05."))


def _drawn(field: CodedField) -> forms.Field:
    said: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": False}
    match field.kind:
        case "one":
            return forms.ChoiceField(choices=[NOTHING, *field.choices], **said)
        case "some":
            return forms.MultipleChoiceField(choices=field.choices, widget=forms.CheckboxSelectMultiple, **said)
        case "count":
            return forms.IntegerField(min_value=0, max_value=99, **said)
        case "month":
            widget = forms.TextInput({"placeholder": "2026-05", "autocomplete": "off"})
            return forms.CharField(max_length=7, validators=[_a_month], widget=widget, **said)
        case "country":
            return forms.ChoiceField(choices=[NOTHING, *countries()], **said)
        case _:
            return forms.ChoiceField(choices=[NOTHING, *facilities()], **said)


class WallForm(forms.Form):
    """Parties that must not see a report."""

    facility = forms.ChoiceField(label=_("A facility"), required=False)
    agency = forms.ChoiceField(label=_("An office"), required=False)
    person = forms.CharField(
        label=_("A person, by name"),
        required=False,
        max_length=200,
        help_text=_("Only a token of the name is kept, not the name."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offices = [(str(each.pk), each.name) for each in Agency.objects.order_by("name")]
        self.fields["facility"].choices = [NOTHING, *facilities()]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [NOTHING, *offices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.values()):
            raise ValidationError(_("Name at least one."))
        return said


class AdviceForm(forms.Form):
    """What an adviser answers."""

    advice = forms.CharField(label=_("Advice"), widget=forms.Textarea({"rows": 6}))


class SecondPersonForm(forms.Form):
    """Why a second person is asked. No names: it is read before anything is opened."""

    reason = forms.CharField(label=_("Why a second person should agree"), max_length=500, help_text=_("No names."))
