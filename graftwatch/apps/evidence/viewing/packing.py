"""What a viewing copy is kept as: pages as PNG in a zip that is the same for the same pixels, or plain letters."""

from __future__ import annotations

import unicodedata
import zipfile
from io import BytesIO

LARGEST_COPY = 64 * 1024 * 1024
KEPT_SIGNS = "\n\t\u200c\u200d\u200e\u200f\u061c"
"""Line ends and tabs; joiners and marks of direction that scripts need. What embeds or overrides is not among them."""


class Pages:
    """Pages drawn so far. The pixels are written as PNG here: nothing that came from the file is parsed."""

    def __init__(self) -> None:
        self._out, self._n = BytesIO(), 0
        self._zip = zipfile.ZipFile(self._out, "w", zipfile.ZIP_STORED)

    def __len__(self) -> int:
        return self._n

    def add(self, width: int, height: int, pixels: bytes) -> bool:
        """Whether there was room for it."""
        from PIL import Image

        made = BytesIO()
        Image.frombytes("RGB", (width, height), pixels).save(made, "PNG")
        if self._out.tell() + made.tell() > LARGEST_COPY:
            return False
        self._n += 1
        entry = zipfile.ZipInfo(f"{self._n:03}.png", (1980, 1, 1, 0, 0, 0))
        self._zip.writestr(entry, made.getvalue())
        return True

    def packed(self) -> bytes:
        self._zip.close()
        return self._out.getvalue()


def page_in(words: bytes, number: int) -> bytes | None:
    """One page of a copy that was packed here, as PNG; None where there is none of that number."""
    with zipfile.ZipFile(BytesIO(words)) as archive:
        name = f"{number:03}.png"
        return archive.read(name) if name in archive.namelist() else None


def plain(text: bytes) -> bytes:
    """Letters alone. Signs that steer a terminal, turn the direction or hide something become visible."""
    said = text.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign if sign in KEPT_SIGNS or _shows(sign) else "\N{REPLACEMENT CHARACTER}" for sign in said
    ).encode()


def _shows(sign: str) -> bool:
    return sign in KEPT_SIGNS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
