"""What people fill in: a new exhibit, a file, a purpose, and what goes into a bag."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.evidence.bag import NotAKeyError, Recipient
from graftwatch.apps.evidence.models import Item

LONG = {"rows": 3}


class RegisterForm(forms.Form):
    """A new exhibit."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=Item.Kind.choices)
    legal_basis = forms.ChoiceField(label=_("On which legal basis?"), choices=Item.Basis.choices)
    reference = forms.CharField(
        label=_("Number of the order or form"), max_length=120, required=False, help_text=_("No name in it.")
    )
    description = forms.CharField(
        label=_("Describe it"),
        help_text=_("What it looks like, where it lies, what it may show. Sealed to those who hold evidence."),
        widget=forms.Textarea(LONG),
    )


class FileForm(forms.Form):
    """A file of an exhibit. `parents` are (id, name) of files that it may be a copy of."""

    what = forms.CharField(
        label=_("What is it?"), max_length=300, help_text=_("For a copy: how it was made, with which tool.")
    )
    file = forms.FileField(label=_("File"))

    def __init__(self, *args: Any, parents: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choices = list(parents)
        if choices:
            self.fields["parent"] = forms.ChoiceField(label=_("A copy of"), choices=choices)
            self.order_fields(["what", "parent", "file"])
        self.fields["what"].widget.attrs["aria-describedby"] = "help_what"


class StampForm(forms.Form):
    """What a time-stamping authority answered."""

    answer = forms.FileField(label=_("Answer of the authority"), help_text=_("A file that ends in .tsr."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].widget.attrs["aria-describedby"] = "help_answer"


class PurposeForm(forms.Form):
    """Why a file is taken away."""

    purpose = forms.CharField(label=_("What for?"), widget=forms.Textarea(LONG))


class SecondPersonForm(forms.Form):
    """What a second person is told."""

    reason = forms.CharField(label=_("Why should it be done?"), widget=forms.Textarea(LONG), max_length=300)


class BagForm(forms.Form):
    """Which exhibits leave in a bag, to whom, and how it is sealed."""

    items = forms.MultipleChoiceField(label=_("Exhibits"), widget=forms.CheckboxSelectMultiple)
    recipient = forms.CharField(label=_("To whom?"), help_text=_("Office and person."), max_length=300)
    purpose = forms.CharField(label=_("What for?"), widget=forms.Textarea(LONG))
    public_key = forms.CharField(
        label=_("Seal it to this public key"),
        help_text=_("64 hexadecimal digits, got from the recipient in person or over the telephone."),
        max_length=64,
        required=False,
    )
    passphrase = forms.CharField(
        label=_("Or seal it under this passphrase"),
        help_text=_("At least 16 signs. Say it to the recipient another way than you send the bag."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        required=False,
    )

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(items)
        for name in ("recipient", "public_key", "passphrase"):
            self.fields[name].widget.attrs["aria-describedby"] = f"help_{name}"

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        try:
            said["seal_for"] = Recipient(said.pop("public_key", "").strip(), said.pop("passphrase", "")).checked()
        except NotAKeyError as problem:
            raise forms.ValidationError(str(problem)) from problem
        return said
