"""Files of any size sealed piece by piece (libsodium's secretstream): none can be cut off, moved or left out.

A sealed file begins with a mark. For a passphrase its salt and cost follow; then the header and the pieces.
"""

from __future__ import annotations

import io
import secrets
import struct
from collections.abc import Iterator
from typing import BinaryIO

from nacl import bindings
from nacl.pwhash import argon2id

from graftwatch.desk.vault.boxes import KEY_BYTES, CannotOpenError

PIECE = 1024 * 1024
WITH_A_KEY, WITH_A_PASSPHRASE = b"GWKEY\x01", b"GWPASS\x01"
_EXTRA = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
_MORE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
_LAST = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class Sealing(io.RawIOBase):
    """Write to it, then close it: only then is the file whole. It does not close what it writes to."""

    def __init__(self, target: BinaryIO, key: bytes, place: str) -> None:
        self.target, self.place, self.kept = target, place.encode(), bytearray()
        self.state = bindings.crypto_secretstream_xchacha20poly1305_state()
        target.write(bindings.crypto_secretstream_xchacha20poly1305_init_push(self.state, key))

    def writable(self) -> bool:
        return True

    def write(self, said: bytes) -> int:  # type: ignore[override]
        self.kept += said
        while len(self.kept) > PIECE:
            self._push(bytes(self.kept[:PIECE]), _MORE)
            del self.kept[:PIECE]
        return len(said)

    def close(self) -> None:
        if not self.closed:
            self._push(bytes(self.kept), _LAST)
            super().close()

    def _push(self, piece: bytes, tag: int) -> None:
        self.target.write(bindings.crypto_secretstream_xchacha20poly1305_push(self.state, piece, self.place, tag))


class Opening(io.RawIOBase):
    """Read from it what was sealed; closing it closes the source, too.

    Raises CannotOpenError for a wrong key or place, a changed byte, a missing end.
    """

    def __init__(self, source: BinaryIO, key: bytes, place: str) -> None:
        self.source, self.place, self.kept, self.ended = source, place.encode(), b"", False
        self.state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = source.read(bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        with _told():
            bindings.crypto_secretstream_xchacha20poly1305_init_pull(self.state, header, key)

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        while not self.kept and not self.ended:
            self._pull()
        n_given = min(len(into), len(self.kept))
        into[:n_given], self.kept = self.kept[:n_given], self.kept[n_given:]
        return n_given

    def close(self) -> None:
        self.source.close()
        super().close()

    def _pull(self) -> None:
        piece = self.source.read(PIECE + _EXTRA)
        with _told():
            self.kept, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(self.state, piece, self.place)
        self.ended = tag == _LAST


class _told:  # noqa: N801 - read as a word: with told
    """libsodium's complaints in our words."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, _trace: object) -> None:
        if isinstance(problem, (RuntimeError, ValueError, TypeError)) or "nacl" in type(problem).__module__:
            raise CannotOpenError(
                "This does not open: another key, or bytes of it were changed or cut off."
            ) from problem


def pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(PIECE):
        yield piece


def sealing_with_passphrase(target: BinaryIO, passphrase: str, place: str, cost: dict[str, int]) -> Sealing:
    """A file that opens with words; its salt and cost stand in it."""
    salt = secrets.token_bytes(16)
    target.write(WITH_A_PASSPHRASE + salt + struct.pack(">IQ", cost["operations"], cost["memory"]))
    return Sealing(target, _key(passphrase, salt, cost["operations"], cost["memory"]), place)


def opening_with_passphrase(source: BinaryIO, passphrase: str, place: str) -> Opening:
    """Raises CannotOpenError where this is no such file; reading it does where the words are others."""
    if source.read(len(WITH_A_PASSPHRASE)) != WITH_A_PASSPHRASE:
        raise CannotOpenError("This is not a file that was sealed with a passphrase.")
    salt, said = source.read(16), source.read(12)
    if len(said) < 12:
        raise CannotOpenError("This file is cut off.")
    operations, memory = struct.unpack(">IQ", said)
    if operations > 16 or memory > 4 * 1024**3:
        raise CannotOpenError("This file asks for more memory than any of ours: it was changed.")
    return Opening(source, _key(passphrase, salt, operations, memory), place)


def _key(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    words = " ".join(passphrase.split()).encode()
    return bytes(argon2id.kdf(KEY_BYTES, words, salt, opslimit=operations, memlimit=memory))
