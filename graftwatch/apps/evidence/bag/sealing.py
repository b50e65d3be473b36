"""Seals a packed bag for one recipient while it leaves: to a public key, or under a passphrase said another way."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from nacl import pwhash

from graftwatch.apps.evidence.storage.stream import Sealing
from graftwatch.desk.vault import boxes
from graftwatch.errors import GraftwatchError

MARK = b"GWB1\n"
PLACE = "graftwatch bag 1"
OPS, MEM = pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE
SHORTEST_PASSPHRASE = 16


class NotAKeyError(GraftwatchError):
    """What was given to seal the bag with is no public key, or too short a passphrase."""


@dataclass(frozen=True)
class Recipient:
    """To whom a bag is sealed: a public key in 64 hexadecimal digits, or a passphrase. Neither: not sealed."""

    public_key: str = ""
    passphrase: str = ""

    def __repr__(self) -> str:
        return "Recipient(…)"

    def __bool__(self) -> bool:
        return bool(self.public_key or self.passphrase)

    def checked(self) -> Recipient:
        """Raises NotAKeyError."""
        if self.public_key:
            try:
                is_key = len(bytes.fromhex(self.public_key)) == boxes.KEY_BYTES
            except ValueError:
                is_key = False
            if not is_key:
                raise NotAKeyError("A public key has 64 hexadecimal digits. Copy it again.")
        elif self.passphrase and len(self.passphrase) < SHORTEST_PASSPHRASE:
            raise NotAKeyError(f"Use at least {SHORTEST_PASSPHRASE} signs: four or five words.")
        return self


def sealed_for(recipient: Recipient, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, sealed: a line that says how, then a stream that cannot be cut, changed or reordered."""
    key = boxes.new_key()
    if recipient.public_key:
        head = {"for": "key", "key": boxes.seal_to(bytes.fromhex(recipient.public_key), key).hex()}
    else:
        salt = secrets.token_bytes(pwhash.argon2id.SALTBYTES)
        key = pwhash.argon2id.kdf(boxes.KEY_BYTES, recipient.passphrase.encode(), salt, opslimit=OPS, memlimit=MEM)
        head = {"for": "passphrase", "salt": salt.hex(), "ops": OPS, "mem": MEM}  # type: ignore[dict-item]
    out = _Kept()
    out.write(MARK + json.dumps(head).encode() + b"\n")
    sealing = Sealing(out, key, PLACE)  # type: ignore[arg-type]
    for piece in pieces:
        sealing.write(piece)
        yield from out.taken()
    sealing.close()
    yield from out.taken()


class _Kept:
    """What was written and not taken yet."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def write(self, words: bytes) -> int:
        self._waiting.append(words)
        return len(words)

    def taken(self) -> Iterator[bytes]:
        yield from self._waiting
        self._waiting = []
