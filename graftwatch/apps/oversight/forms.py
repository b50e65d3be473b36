"""Forms of the oversight room."""

from __future__ import annotations

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

N_DIGITS = 64


class Digits(forms.CharField):
    """Hexadecimal digits as they stand on paper: groups, spaces and capital letters do not matter."""

    def clean(self, value: object) -> str:
        digits = "".join(str(super().clean(value)).split()).lower()
        if len(digits) != N_DIGITS or set(digits) - set("0123456789abcdef"):
            raise ValidationError(_("Write all 64 digits, 0 to 9 and a to f. Spaces do not matter."))
        return digits


class CompareForm(forms.Form):
    """A head that was noted elsewhere."""

    size = forms.IntegerField(label=_("Number of rows"), min_value=1, max_value=2**62)
    root = Digits(label=_("Root, as it was noted"), max_length=200)


class WitnessForm(forms.Form):
    """Somebody outside whose signature counts."""

    name = forms.CharField(label=_("Name of the witness"), max_length=200)
    key = Digits(
        label=_("Public key"), max_length=200, help_text=_("64 digits, handed over in person. Compare them aloud.")
    )


class CountersignatureForm(forms.Form):
    """What a witness gave back."""

    note = forms.CharField(
        label=_("Signature of the witness"),
        help_text=_("The content of the file that the witness gave back."),
        max_length=5000,
        widget=forms.Textarea({"rows": 4, "dir": "ltr", "spellcheck": "false"}),
    )

    def clean_note(self) -> str:
        said = str(self.cleaned_data["note"])
        try:
            found = json.loads(said)
        except ValueError as problem:
            raise ValidationError(_("This file cannot be read. Ask the witness to send it again.")) from problem
        if not isinstance(found, dict):
            raise ValidationError(_("This file cannot be read. Ask the witness to send it again."))
        return said
