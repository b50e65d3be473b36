"""An open vault between two pages: the key lies in the session, sealed under a secret that only the browser holds.

Neither the session table nor the cookie opens anything by itself. After a quarter of an hour without use it is closed.
"""

from __future__ import annotations

import base64
import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.people.unlocking import Unlocked

IDLE = dt.timedelta(minutes=15)
KEPT = "vault"


def cookie_name() -> str:
    return "__Host-graftwatch-vault" if settings.SESSION_COOKIE_SECURE else "graftwatch-vault"


def remember(request: HttpRequest, response: HttpResponse, unlocked: Unlocked) -> None:
    """Keep the vault open for the pages that follow."""
    secret = boxes.new_key()
    sealed = boxes.seal(unlocked.private_key, secret, _place(unlocked.user_id))
    request.session[KEPT] = {"sealed": _text(sealed), "used_at": timezone.now().isoformat()}
    response.set_cookie(
        cookie_name(),
        base64.urlsafe_b64encode(secret).decode(),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict",
    )


def unlocked_of(request: HttpRequest) -> Unlocked | None:
    """The person's open vault, or None: then send them to `offices:unlock` with ?next=. Each use counts as use."""
    kept, user = request.session.get(KEPT), request.user
    secret = request.COOKIES.get(cookie_name(), "")
    if not kept or not secret or not user.is_authenticated:
        return None
    if timezone.now() - dt.datetime.fromisoformat(kept["used_at"]) > IDLE:
        del request.session[KEPT]
        return None
    try:
        key = base64.urlsafe_b64decode(secret)
        private = boxes.unseal(base64.b64decode(kept["sealed"]), key, _place(user.pk))
    except (boxes.CannotOpenError, ValueError):
        return None
    request.session[KEPT] = {**kept, "used_at": timezone.now().isoformat()}
    return Unlocked(user.pk, private)


def lock(request: HttpRequest, response: HttpResponse) -> None:
    """Close it now."""
    request.session.pop(KEPT, None)
    response.delete_cookie(cookie_name(), samesite="Strict")


def _place(user_id: int) -> str:
    return f"session|{user_id}"


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
