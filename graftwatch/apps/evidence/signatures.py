"""Signatures of this node over hashes of custody events and of bags: Ed25519, from a key of its own."""

from __future__ import annotations

from django.conf import settings
from nacl.signing import SigningKey

from graftwatch.desk.vault import boxes


def _key() -> SigningKey:
    return SigningKey(boxes.key_for(settings.NODE_KEY, "signature of custody"))


def sign(words: bytes) -> str:
    return _key().sign(words).signature.hex()


def public_key() -> bytes:
    """What a recipient verifies with. It is compared out of band: printed, read out, or taken from another source."""
    return bytes(_key().verify_key)
