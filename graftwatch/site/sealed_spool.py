"""What the web server keeps of a long request or answer on the disk is sealed under a key that only memory knows.

Waitress puts bodies of more than half a mebibyte into a temporary file before the desk sees them, and answers that a
slow line takes up late. An exhibit on its way in, or a bag on its way out, would lie there open.
"""

from __future__ import annotations

import io
import os
import secrets
import struct
from tempfile import TemporaryFile

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20

BLOCK = 64


class SealedSpool(io.RawIOBase):
    """A temporary file that is only ever added to, and read anywhere. Its key is gone with this object.

    ChaCha20, RFC 8439. Whoever can change the bytes on the disk can garble them: hashes are made of what arrives.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile("w+b")  # noqa: SIM115 - closed with this object
        self._key, self._nonce = secrets.token_bytes(32), secrets.token_bytes(12)

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        at = self._file.tell()
        words = self._turned(at, self._file.read(len(into)))
        into[: len(words)] = words
        return len(words)

    def write(self, words: bytes) -> int:  # type: ignore[override]
        at = self._file.tell()
        if at != self._file.seek(0, os.SEEK_END):
            raise io.UnsupportedOperation("Written over, the same key stream would seal two texts.")
        self._file.write(self._turned(at, bytes(words)))
        return len(words)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _turned(self, at: int, words: bytes) -> bytes:
        """Sealed becomes open and open becomes sealed: the key stream from this byte on."""
        block, skipped = divmod(at, BLOCK)
        stream = Cipher(ChaCha20(self._key, struct.pack("<I", block) + self._nonce), mode=None).encryptor()
        stream.update(bytes(skipped))
        return stream.update(words)


def seal_what_the_server_spools() -> None:
    """From now on every temporary file of the web server in this process is such a file."""
    from waitress.buffers import TempfileBasedBuffer

    TempfileBasedBuffer.newfile = lambda _buffer: SealedSpool()
