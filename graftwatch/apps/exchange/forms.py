"""What people fill in: a request or an offer, and one statement that may leave."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.cases.models import Case
from graftwatch.apps.exchange.models import Disclosure, Leaving
from graftwatch.desk.access.models import Agency

DAY = forms.DateInput({"type": "date"})


class RequestForm(forms.ModelForm[Disclosure]):
    """Where it goes, what it is for, and what is asked or offered."""

    words = forms.CharField(
        label=_("What is asked, or offered"),
        help_text=_("Facts first. Name a person only where the request cannot be answered without."),
        widget=forms.Textarea({"rows": 6}),
    )

    class Meta:
        model = Disclosure
        fields = (
            "asked",
            "case",
            "kind",
            "is_spontaneous",
            "urgency",
            "handling",
            "purpose",
            "legal_basis",
            "ends_on",
        )
        labels = {"asked": _("To which office"), "case": _("For which case")}
        widgets = {"ends_on": DAY}

    def __init__(self, *args: Any, offices: list[Agency], cases: list[Case], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked"] = forms.ChoiceField(
            label=_("To which office"), choices=[(str(office.pk), office.name) for office in offices]
        )
        self.fields["case"] = forms.ChoiceField(
            label=_("For which case"),
            required=False,
            choices=[("", _("No case")), *((str(case.pk), str(case)) for case in cases)],
        )
        self.offices = {str(office.pk): office for office in offices}
        self.cases = {str(case.pk): case for case in cases}

    def clean_asked(self) -> Agency:
        return self.offices[self.cleaned_data["asked"]]

    def clean_case(self) -> Case | None:
        return self.cases.get(self.cleaned_data["case"])

    def _post_clean(self) -> None:
        """The model's own checks would read a guarded table; the database keeps its constraints."""


class LeavingForm(forms.ModelForm[Leaving]):
    """One statement that may leave, and on which basis."""

    words = forms.CharField(
        label=_("The statement, as it would leave"),
        help_text=_("As little as answers the question. No safe address, no reporter, no other person."),
        widget=forms.Textarea({"rows": 4}),
    )

    class Meta:
        model = Leaving
        fields = ("about", "evaluation", "basis", "basis_said", "basis_until", "told")
        widgets = {"basis_until": DAY}

    field_order = ("about", "words", "evaluation", "basis", "basis_said", "basis_until", "told")

    def _post_clean(self) -> None:
        """As above: the guarded table is not asked."""


class HandlingForm(forms.Form):
    """The code that travels with what leaves."""

    handling = forms.ChoiceField(
        label=_("Handling code"), choices=Disclosure.Handling.choices, widget=forms.RadioSelect
    )
