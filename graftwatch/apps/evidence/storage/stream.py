"""A file sealed piece by piece with libsodium's secretstream: no piece can be changed, left out, moved or added.

Every piece is padded to the same size, so that the sealed file tells its length to within one piece only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from nacl import bindings
from nacl.exceptions import CryptoError

from graftwatch.desk.vault.boxes import CannotOpenError

MARK = b"GWE1"
CHUNK = 64 * 1024
SEALED_CHUNK = CHUNK + bindings.crypto_secretstream_xchacha20poly1305_ABYTES
HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


class Sealing:
    """Seals what is written to it into a file. `close` writes the last piece; without it nothing opens."""

    def __init__(self, file: IO[bytes], key: bytes, place: str) -> None:
        self._file, self._place, self._rest = file, place.encode(), bytearray()
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        file.write(MARK + header)

    def write(self, words: bytes) -> None:
        self._rest += words
        while len(self._rest) >= CHUNK:
            self._push(bytes(self._rest[:CHUNK]), MESSAGE)
            del self._rest[:CHUNK]

    def close(self) -> None:
        self._push(bindings.sodium_pad(bytes(self._rest), CHUNK), FINAL)

    def _push(self, piece: bytes, tag: int) -> None:
        sealed = bindings.crypto_secretstream_xchacha20poly1305_push(self._state, piece, self._place, tag)
        self._file.write(sealed)


def opened(file: IO[bytes], key: bytes, place: str) -> Iterator[bytes]:
    """The pieces again, in order. Raises CannotOpenError at the first one that is not what was sealed here."""
    try:
        yield from _opened(file, key, place.encode())
    except (CryptoError, ValueError, TypeError, RuntimeError) as problem:
        raise CannotOpenError("These bytes are not those that were sealed.") from problem


def _opened(file: IO[bytes], key: bytes, place: bytes) -> Iterator[bytes]:
    head = file.read(len(MARK) + HEADER)
    if head[: len(MARK)] != MARK:
        raise ValueError("another kind of file")
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, head[len(MARK) :], key)
    tag = MESSAGE
    while tag != FINAL:
        piece, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, file.read(SEALED_CHUNK), place)
        yield bindings.sodium_unpad(piece, CHUNK) if tag == FINAL else piece
    if file.read(1):
        raise ValueError("more than was sealed")
