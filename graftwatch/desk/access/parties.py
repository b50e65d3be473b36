"""Parties that a matter can implicate, named alike everywhere: `facility:UUID`, `agency:NUMBER`, `person:TOKEN`."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
import uuid

from django.conf import settings


def facility(key: uuid.UUID | str) -> str:
    return f"facility:{key}"


def agency(number: int) -> str:
    return f"agency:{number}"


def person(name: str) -> str:
    """A person by name: a keyed token of the folded words in any order, so that walls hold no names."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    words = "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign)).split()
    token = hmac.new(settings.TOKEN_KEY, " ".join(sorted(words)).encode(), hashlib.sha256).hexdigest()[:40]
    return f"person:{token}"
