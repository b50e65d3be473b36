"""Signs in the bytes themselves: programs, the test virus, and one kind of file hidden in another."""

from __future__ import annotations

import re
from collections.abc import Iterator

A_HEAD = 8192
# Written apart, so that no scanner takes this file for what it looks for.
TEST_VIRUS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
LONGEST = len(TEST_VIRUS)

SURE = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\x00asm",
    b"dex\n",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"@echo off",
)
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"RIFF", b"ID3")
SCRIPT = re.compile(rb"<\s*script|<\?php|javascript\s*:", re.IGNORECASE)
MARKED_UP = re.compile(rb"<\s*(svg|html|!doctype\s+html|\?xml)", re.IGNORECASE)
HANDLER = re.compile(rb"[\s\"'/]on[a-z]{3,20}\s*=", re.IGNORECASE)
ACTIVE = re.compile(
    rb"<\s*(foreignobject|iframe|object|embed|handler|set\b[^>]+attributename\s*=\s*.?on)", re.IGNORECASE
)


def anywhere_in(words: bytes) -> Iterator[str]:
    if TEST_VIRUS in words:
        yield "test_virus"


def found_in(words: bytes) -> Iterator[str]:
    yield from anywhere_in(words)
    head = words[:A_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(PROGRAMS) or start.startswith((b"#!", b"@echo off")):
        yield "program"
    if head.startswith(PICTURES):
        yield from _hidden_in_a_picture(words)
    if MARKED_UP.search(_readable(head)):
        readable = _readable(words)
        if SCRIPT.search(readable) or HANDLER.search(readable) or ACTIVE.search(readable):
            yield "script_in_picture"
    at = head[:1024].find(b"%PDF-")
    if at > 0 and head[:at].strip():
        yield "hidden_document"


def _hidden_in_a_picture(words: bytes) -> Iterator[str]:
    if SCRIPT.search(words[:A_HEAD]) or SCRIPT.search(words[-A_HEAD:]) or words[:A_HEAD].startswith(b"GIF89a/*"):
        yield "hidden_script"
    if b"%PDF-" in words[:A_HEAD] + words[-A_HEAD:]:
        yield "hidden_document"
    if b"MZ" in words[-A_HEAD:] and b"This program cannot be run" in words:
        yield "program"


def _readable(words: bytes) -> bytes:
    """Markup in two-byte signs, and with signs written by number, reads like any other."""
    if words.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = words.decode("utf-16", errors="replace").encode()
    return re.sub(rb"&#x?([0-9a-f]+);?", _by_number, words, flags=re.IGNORECASE)


def _by_number(found: re.Match[bytes]) -> bytes:
    number = int(found[1], 16 if b"x" in found[0][:4].lower() else 10) if _is_number(found) else 0
    return chr(number).encode() if 31 < number < 127 else b" "


def _is_number(found: re.Match[bytes]) -> bool:
    return len(found[1]) < 8 and (b"x" in found[0][:4].lower() or found[1].isdigit())
