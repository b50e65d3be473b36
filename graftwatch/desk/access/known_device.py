"""Devices that a person has logged in from: strangers' failed tries do not shut them out (OWASP: device cookies).

A device carries a signed number and a keyed token of the name. It opens nothing: it only chooses which tries count.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from graftwatch.desk.access import parties

KNOWN_FOR = dt.timedelta(days=90)
_SALT = "a device that somebody logged in from"


def _cookie() -> str:
    return "__Host-device" if settings.SESSION_COOKIE_SECURE else "device"


def _token(typed: str) -> str:
    return parties.keyed(f"device of {typed.strip().casefold()}")


def _held(request: HttpRequest) -> dict[str, str]:
    """Token of a name to number of this device: several people may share one."""
    try:
        held = signing.loads(request.COOKIES.get(_cookie(), ""), salt=_SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return {}
    return held if isinstance(held, dict) else {}


def device_of(request: HttpRequest, typed: str) -> str:
    """The number of this device if it is known for this name; empty where it is not."""
    return str(_held(request).get(_token(typed), ""))


def remember(request: HttpRequest, response: HttpResponse, typed: str) -> None:
    """After a good log-in: the device is known for this name for 90 days from now."""
    held = dict(list(_held(request).items())[-4:])
    held[_token(typed)] = held.get(_token(typed)) or secrets.token_urlsafe(12)
    response.set_cookie(
        _cookie(),
        signing.dumps(held, salt=_SALT),
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
