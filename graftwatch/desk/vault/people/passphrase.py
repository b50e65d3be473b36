"""A passphrase turns into a key by Argon2id; the cost is kept with the row, so that it can be raised one day."""

from __future__ import annotations

import secrets

from django.conf import settings
from nacl.pwhash import argon2id

from graftwatch.desk.vault import boxes
from graftwatch.desk.vault.models import PersonKey


def key_of(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    """32 bytes; spaces at the ends and their number between words do not matter."""
    words = " ".join(passphrase.split()).encode()
    return bytes(argon2id.kdf(boxes.KEY_BYTES, words, salt, opslimit=operations, memlimit=memory))


def seal_under(row: PersonKey, private: bytes, passphrase: str) -> None:
    """Put the private half into the row, under a new salt and the cost of today."""
    cost = settings.VAULT_PASSPHRASE_COST
    row.salt, row.operations, row.memory = secrets.token_bytes(16), cost["operations"], cost["memory"]
    row.sealed = boxes.seal(private, key_of(passphrase, row.salt, row.operations, row.memory), place_of(row))


def opened(row: PersonKey, passphrase: str) -> bytes:
    """The private half. Raises CannotOpenError where the passphrase is another."""
    key = key_of(passphrase, bytes(row.salt), row.operations, row.memory)
    return boxes.unseal(bytes(row.sealed), key, place_of(row))


def place_of(row: PersonKey) -> str:
    return f"person key|{row.user_id}|{row.pk}"
