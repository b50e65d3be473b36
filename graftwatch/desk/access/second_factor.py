"""The second factor: its secrets lie sealed, and whoever has one proves it again before a grave step."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from graftwatch.desk.access.models import User
from graftwatch.desk.vault import boxes, record_keys

View = Callable[..., HttpResponseBase]


class SealsItsSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's second factors, with secrets sealed under a key of the vault, which no ordinary backup holds."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(boxes.seal(text.encode(), _key(), PLACE)).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """What a passkey is called until its owner names it."""
        n_there = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)s") % {"number": n_there + 1}

    def decrypt(self, encrypted_text: str) -> str:
        return boxes.unseal(base64.b64decode(encrypted_text), _key(), PLACE).decode()


PLACE = "second factor"


def _key() -> bytes:
    """One key for all of them, among the keys of records: wrapped by the root key, and anew when that is rotated."""
    return record_keys.make_key("access.second_factor", "log-in")


def step_up(view: View) -> View:
    """Mark a page that asks again who is there, unless that was proved within the last five minutes."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.STEP_UP_IS_REQUIRED and not proved_lately(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    shown.asks_again = True  # type: ignore[attr-defined]
    return shown


def step_up_for(*verbs: str) -> Callable[[View], View]:
    """The same for a page whose `verb` is one of these: a release, say, among the steps of one machine."""

    def mark(view: View) -> View:
        asking = step_up(view)

        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return (asking if kwargs.get("verb") in verbs else view)(request, *args, **kwargs)

        shown.asks_again = True  # type: ignore[attr-defined]
        return shown

    return mark


def step_up_to_change(view: View) -> View:
    """The same for a page that is read freely and changes something when it is sent."""
    asking = step_up(view)

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (view if request.method in ("GET", "HEAD") else asking)(request, *args, **kwargs)

    shown.asks_again = True  # type: ignore[attr-defined]
    return shown


def must_step_up(request: HttpRequest) -> bool:
    """For posts that hold a secret: those must not be kept while somebody proves who they are, but asked anew."""
    return settings.STEP_UP_IS_REQUIRED and not proved_lately(request)


def has_second_factor(user: User) -> bool:
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists())


def proved_lately(request: HttpRequest) -> bool:
    """By logging in or since then; for whoever has a second factor, with that factor."""
    records = get_authentication_records(request, request.user)
    if has_second_factor(request.user):  # type: ignore[arg-type]
        records = [record for record in records if record["method"] == "mfa"]
    return bool(records) and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
