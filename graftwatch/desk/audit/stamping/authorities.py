"""Whom this installation believes about time: certificates in a file of its home; and whom it may ask, if anybody.

`<home>/time-stamps/authorities.pem` holds the certificates; without it no time stamp is believed. `url.txt` beside it
holds one address; without it, which is the usual case, nothing is ever sent from this machine.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

from cryptography import x509
from django.conf import settings

from graftwatch.desk.audit.stamping.tokens import LONGEST
from graftwatch.errors import GraftwatchError

SECONDS = 15


class NoAuthorityError(GraftwatchError):
    """No authority is named here, or it did not answer."""


def folder() -> Path:
    return Path(settings.GRAFTWATCH_HOME, "time-stamps")


def trusted() -> list[x509.Certificate]:
    """Raises NoAuthorityError where none is named."""
    path = folder() / "authorities.pem"
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as problem:
        raise NoAuthorityError(
            "No time-stamping authority is trusted here. Put the certificates of one, as PEM, into the file "
            "time-stamps/authorities.pem in the home of this installation."
        ) from problem


def address() -> str:
    """Whom to ask; empty where nobody is asked."""
    path = folder() / "url.txt"
    found = path.read_text("utf-8").strip() if path.is_file() else ""
    return found if found.startswith(("https://", "http://")) else ""


class FollowsNothing(urllib.request.HTTPRedirectHandler):
    """Whom we ask is named in a file of this machine, and not by whoever answers."""

    def redirect_request(self, *_asked: object) -> None:
        return None


def ask(request: bytes) -> bytes:
    """Send a request to the authority that is named, and give its answer. Raises NoAuthorityError."""
    if not address():
        raise NoAuthorityError("No address of a time-stamping authority is named here: carry the request by hand.")
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    sent = urllib.request.Request(address(), data=request, headers=headers)  # noqa: S310 - only http and https, above
    try:
        with urllib.request.build_opener(FollowsNothing).open(sent, timeout=SECONDS) as answer:
            return bytes(answer.read(LONGEST))
    except (OSError, urllib.error.URLError) as problem:
        raise NoAuthorityError("The time-stamping authority did not answer. Ask again later.") from problem
