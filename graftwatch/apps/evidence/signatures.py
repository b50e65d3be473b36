"""Signatures of this node over custody events and bags: Ed25519, with the key that signs the heads of the trail."""

from __future__ import annotations

from django.conf import settings
from nacl.signing import SigningKey

CUSTODY, BAG = b"graftwatch custody 1\n", b"graftwatch bag 1\n"
"""Before what is signed, so that no signature can be taken for one over something else."""


def sign(kind: bytes, words: bytes) -> str:
    return bytes(SigningKey(settings.NODE_SIGNING_KEY).sign(kind + words).signature).hex()


def public_key() -> bytes:
    """What a recipient verifies with. It is compared out of band: printed, read out, or taken from another source."""
    return bytes(SigningKey(settings.NODE_SIGNING_KEY).verify_key)
