"""Forms of the second factor: a passkey that may stand alone; failed tries wait as those of a password do."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access import lock_out
from graftwatch.desk.access.adapter import WritesDownLogIns, write_down_failure
from graftwatch.desk.access.known_device import device_of


class AddsAPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey with a name that its owner knows again; by default one that logs in without the password."""

    name = forms.CharField(label=_("Name of the device"), max_length=60, required=False)
    passwordless = forms.BooleanField(
        label=_("It alone is enough to log in"),
        help_text=_(
            "The device then asks for its own number, finger or face. Without this it comes after the password."
        ),
        required=False,
        initial=True,
    )


class LogsInByPasskey(LoginWebAuthnForm):  # type: ignore[misc]
    """Failed tries count where the passkey shown is one of the person's own: nobody else can lock them in this way."""

    def clean_credential(self) -> Authenticator:
        try:
            found: Authenticator = super().clean_credential()
        except ValidationError:
            owner = _owner_of(self.cleaned_data["credential"])
            if owner is not None:
                lock_out.count_failure(owner, device_of(context.request, owner))
            write_down_failure()
            raise
        return found


def _owner_of(credential: Any) -> str | None:
    """The log-in name of whoever set up this passkey; its number is as long as a key and known to its device only."""
    try:
        shown = auth.parse_authentication_response(credential)
        user = auth.extract_user_from_response(credential)
    except (ValidationError, KeyError, AttributeError):
        return None
    known = auth.get_authenticator_by_credential_id(user, shown.raw_id)
    return user.get_username() if known is not None else None


class _CountsCodes(forms.Form):
    """Codes wait after five failures as passwords do, counted by person and kept in the database."""

    def clean_code(self) -> str:
        name = second_step_of(self.user)  # type: ignore[attr-defined]
        device = device_of(context.request, self.user.get_username())  # type: ignore[attr-defined]
        if lock_out.is_locked(name, device):
            raise WritesDownLogIns(context.request).validation_error("too_many_login_attempts")
        try:
            code: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            lock_out.count_failure(name, device)
            write_down_failure()
            raise
        lock_out.forgive(name, device)
        return code


class ShowsACode(_CountsCodes, AuthenticateForm):  # type: ignore[misc]
    """The second step of a log-in."""


class ShowsACodeAgain(_CountsCodes, ReauthenticateForm):  # type: ignore[misc]
    """Before a grave step."""


def second_step_of(user: Any) -> str:
    return f"second step of {user.pk}"
