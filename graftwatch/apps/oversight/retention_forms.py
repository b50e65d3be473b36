"""What is asked when somebody decides on what is due, or ends a copy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ERASE, KEEP, HOLD = "erase", "keep", "hold"
ANSWERS = (
    (ERASE, _("Erase it. This cannot be undone, also not from a backup.")),
    (KEEP, _("Keep it for longer, until a day.")),
    (HOLD, _("A legal hold stands on it, until a day.")),
)


class RetentionForm(forms.Form):
    answer = forms.ChoiceField(label=_("What is done with it"), choices=ANSWERS, widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why"),
        help_text=_("The ground, the order or the proceeding. No name: this stays."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("Needed to keep or to hold. On the day after, it is proposed again."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        if said.get("answer") in (KEEP, HOLD) and not said.get("until") and "until" not in self.errors:
            self.add_error("until", _("Nothing is kept for ever. Name a day."))
        return said


class EndCopyForm(forms.Form):
    how = forms.CharField(
        label=_("How it ended"), help_text=_("Given back, destroyed, no longer needed."), max_length=200
    )
