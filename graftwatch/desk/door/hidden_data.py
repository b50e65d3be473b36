"""Take out of photographs what nobody sees: place, time, camera, owner, a small copy of the picture before it was cut.

Pieces are left out whole and the picture itself is not touched: its points stay the same to the last one, and no
decoder of pictures runs in the public process on what a stranger sent. (Pillow would open it and write it anew: other
points, and a far larger surface.) JPEG: ISO/IEC 10918-1, annex B. PNG: W3C Portable Network Graphics, third edition, 5.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

from graftwatch.errors import GraftwatchError


class DamagedError(GraftwatchError):
    """This picture is not whole, so nobody can say what hides in it. Save it anew and try again."""


_START, _END, _SCAN, _JFIF = 0xD8, 0xD9, 0xDA, 0xE0
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_LEFT_OUT = {*range(0xE1, 0xEE), 0xEF, 0xFE}
"""APP1 to APP13, APP15 (Exif, XMP, IPTC, maker notes, colour profiles) and comments. APP0 stays without its small
copy, and APP14, which says how colours are stored: without them colours come out wrong."""


def without_hidden_jpeg(words: bytes) -> bytes:
    """The same picture; what stands behind its end (further pictures, a film) goes, too."""
    if words[:2] != b"\xff\xd8":
        raise DamagedError("This is no JPEG picture.")
    kept, place, has_scan = [words[:2]], 2, False
    while True:
        marker, place = _marker(words, place)
        if marker == _END:
            if not has_scan:
                raise DamagedError("This picture holds no picture.")
            return b"".join([*kept, b"\xff\xd9"])
        if marker in _WITHOUT_LENGTH:
            continue
        end = place + _length(words, place)
        if marker == _SCAN:
            end, has_scan = _end_of_scan(words, end), True
        if marker == _JFIF:
            kept += _without_small_copy(words[place:end])
        elif marker not in _LEFT_OUT:
            kept.append(bytes((0xFF, marker)) + words[place:end])
        place = end


def _without_small_copy(piece: bytes) -> list[bytes]:
    """APP0: its fourteen bytes about size and shape, with a small copy of nought by nought points."""
    if not piece[2:].startswith(b"JFIF\0") or len(piece) < 16:
        return []
    return [b"\xff\xe0\x00\x10" + piece[2:14] + b"\0\0"]


def _marker(words: bytes, place: int) -> tuple[int, int]:
    """The next marker and where it ends; fill bytes before it are passed over."""
    if words[place : place + 1] != b"\xff":
        raise DamagedError("This picture is damaged.")
    while words[place : place + 1] == b"\xff":
        place += 1
    if place >= len(words) or words[place] in (0, _START):
        raise DamagedError("This picture is cut off.")
    return words[place], place + 1


def _length(words: bytes, place: int) -> int:
    if place + 2 > len(words):
        raise DamagedError("This picture is cut off.")
    (length,) = struct.unpack_from(">H", words, place)
    if length < 2 or place + length > len(words):
        raise DamagedError("This picture is cut off.")
    return int(length)


def _end_of_scan(words: bytes, place: int) -> int:
    """Where the points of a scan end: at a marker that is neither a stuffed byte nor a restart."""
    while True:
        place = words.find(b"\xff", place)
        if place < 0 or place + 1 >= len(words):
            raise DamagedError("This picture is cut off.")
        following = words[place + 1]
        if following == 0xFF:
            place += 1
        elif following == 0 or following in _WITHOUT_LENGTH:
            place += 2
        else:
            return place


_SHOWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"cICP"}
"""What draws the picture. Text, Exif, times, colour profiles, animation and private pieces go."""
_MARK = b"\x89PNG\r\n\x1a\n"


def without_hidden_png(words: bytes) -> bytes:
    """The same picture, without whatever else a PNG can carry."""
    kept = [piece for name, piece in _chunks(words) if name in _SHOWN]
    return b"".join([_MARK, *kept])


def _chunks(words: bytes) -> Iterator[tuple[bytes, bytes]]:
    place, seen = len(_MARK), set()
    while True:
        if place + 12 > len(words):
            raise DamagedError("This picture is cut off.")
        (length,) = struct.unpack_from(">I", words, place)
        end = place + 12 + length
        name, piece = words[place + 4 : place + 8], words[place:end]
        if end > len(words) or zlib.crc32(piece[4:-4]) != struct.unpack(">I", piece[-4:])[0]:
            raise DamagedError("This picture is damaged.")
        seen.add(name)
        yield name, piece
        if name == b"IEND":
            if not {b"IHDR", b"IDAT"} <= seen:
                raise DamagedError("This picture holds no picture.")
            return
        place = end


TAKES_OUT: dict[str, Callable[[bytes], bytes]] = {"jpeg": without_hidden_jpeg, "png": without_hidden_png}
