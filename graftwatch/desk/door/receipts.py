"""The receipt: sixteen digits that open one mailbox and that nobody keeps but the reporter."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from nacl.pwhash import argon2id

from graftwatch.desk.door.names import pepper
from graftwatch.desk.vault import boxes
from graftwatch.errors import GraftwatchError

N_DIGITS = 16
OPERATIONS, MEMORY = 2, 64 * 2**20
"""About 60 ms of one core each: quick for one reporter, thirty million years of a core for all receipts."""
AT_ONCE, PATIENCE = 2, 8.0
_turns = threading.BoundedSemaphore(AT_ONCE)


class TooBusyError(GraftwatchError):
    """More people are at the door than this machine can serve at once. Nothing was lost; try again in a minute."""


@dataclass(frozen=True, repr=False)
class OfAMailbox:
    """What a receipt stands for. Lives for one request."""

    id: str
    private: bytes
    public: bytes
    salt: bytes
    """Makes the commitment of the proof: the same receipt, the same salt."""

    def __iter__(self) -> Iterator[str | bytes]:
        """Unpacks as (id, private, public)."""
        return iter((self.id, self.private, self.public))


def new_receipt() -> str:
    return f"{secrets.randbelow(10**N_DIGITS):0{N_DIGITS}d}"


def in_groups(receipt: str) -> str:
    """As it is written on paper: four groups of four."""
    return " ".join(receipt[start : start + 4] for start in range(0, N_DIGITS, 4))


def digits_of(typed: str) -> str:
    """The digits of what somebody typed, in whatever script; anything else is left out."""
    return "".join(str(unicodedata.digit(sign)) for sign in typed if unicodedata.digit(sign, None) is not None)


def is_receipt(digits: str) -> bool:
    return len(digits) == N_DIGITS and digits.isascii() and digits.isdigit()


def mailbox_of(receipt: str) -> OfAMailbox:
    """The mailbox of a receipt, existing or not: a wrong one costs the same work. Raises TooBusyError."""
    if not _turns.acquire(timeout=PATIENCE):
        raise TooBusyError("Too many people are at the door at this moment. Try again in a minute.")
    try:
        salt = boxes.key_for(pepper(), "salt of receipts")[:16]
        seed = bytes(argon2id.kdf(boxes.KEY_BYTES, receipt.encode(), salt, opslimit=OPERATIONS, memlimit=MEMORY))
    finally:
        _turns.release()
    private, public = boxes.key_pair(boxes.key_for(seed, "mailbox key"))
    return OfAMailbox(
        id=boxes.key_for(seed, "mailbox id").hex(),
        private=private,
        public=public,
        salt=boxes.key_for(seed, "salt of the proof"),
    )
