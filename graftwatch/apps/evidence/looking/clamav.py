"""ClamAV, where the authority runs it: asked over its local socket, never over a network. Off unless configured."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

from graftwatch.errors import GraftwatchError

PIECE = 64 * 1024


class ScannerSilentError(GraftwatchError):
    """A scanner is configured and does not answer. The upload is refused: nothing is kept unscanned by accident."""


def finds(words: bytes) -> bool:
    """Whether the scanner knows something in these bytes. False where none is configured."""
    address = getattr(settings, "EVIDENCE_CLAMAV_SOCKET", "")
    if not address:
        return False
    try:
        return b"FOUND" in _asked(str(address), words)
    except OSError as problem:
        raise ScannerSilentError("The virus scanner does not answer. Nothing was kept; try again.") from problem


def _asked(address: str, words: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(60)
        line.connect(address)
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(words), PIECE):
            piece = words[start : start + PIECE]
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        return line.recv(4096)
