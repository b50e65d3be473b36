"""What the vault's pages ask: a passphrase, twice where it is new."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.models import User


def _secret(label: Any, *, new: bool, hint: Any = "") -> forms.CharField:
    autocomplete = "new-password" if new else "current-password"
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "form-control"}),
    )


class UnlockForm(forms.Form):
    passphrase = _secret(_("Vault passphrase"), new=False)


class NewPassphraseForm(forms.Form):
    new = _secret(
        _("New vault passphrase"),
        new=True,
        hint=_("Four or five words that do not belong together. Not the password you log in with."),
    )
    again = _secret(_("The same words again"), new=True)

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        if said.get("new") and said.get("again") and said["new"] != said["again"]:
            self.add_error("again", _("The two are not the same. Type both once more."))
        return said


class RecoveryForm(forms.Form):
    """For whom a recovery is asked, and why. `people` have a vault."""

    person = forms.ChoiceField(label=_("Person"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What happened, and how you made sure that it is this person who asks."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(user.pk), user.called) for user in people]
        self.fields["person"] = forms.ChoiceField(label=_("Person"), choices=[("", "—"), *named])


class ChangePassphraseForm(NewPassphraseForm):
    field_order = ("passphrase", "new", "again")
    passphrase = _secret(_("Vault passphrase as it is now"), new=False)
