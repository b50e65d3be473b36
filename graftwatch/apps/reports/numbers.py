"""Numbers of reports: drawn at random, so that they say no order; and tokens that say nothing without a key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid

from django.conf import settings

SIGNS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""No vowels and nothing that looks like something else: no words, no mistakes on the phone."""


def new_number() -> str:
    drawn = "".join(secrets.choice(SIGNS) for _ in range(7))
    return f"R-{drawn[:3]}-{drawn[3:]}"


def token(purpose: str, words: str) -> str:
    """What finds a row again without holding the words."""
    return hmac.new(settings.NODE_KEY, f"{purpose}|{words}".encode(), hashlib.sha256).hexdigest()


def id_of(purpose: str, words: str) -> uuid.UUID:
    """The same words, the same id: what is done twice is done once. Nobody without the key sees the tie."""
    return uuid.UUID(hex=token(purpose, words)[:32])
