"""What a file is by its own bytes: a short list of what is taken, and nothing else. Nothing is unpacked or drawn."""

from __future__ import annotations

import io
import re
import zipfile

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENDINGS = {"jpeg": ".jpg", "png": ".png", "pdf": ".pdf", "office": ".zip", "text": ".txt"}
"""As saved at the desk. An office document opens by no double click: whoever opens it has first given it its ending."""
KINDS: dict[str, Promise] = {
    "jpeg": _("photograph (JPEG)"),
    "png": _("picture (PNG)"),
    "pdf": _("PDF"),
    "office": _("office document"),
    "text": _("plain text"),
}
CARRY_A_NAME = ("pdf", "office")
"""Hold their author's name, changes and comments in places that we do not take out."""

_OFFICE = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "content.xml")
_MACROS = ("vbaproject.bin", "basic/", "scripts/", "activex/", "oleobject", "externallinks/")
_MOST_PARTS = 2000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def kind_of(words: bytes) -> str:
    """One of ENDINGS, or nothing where it is none of them, or more than one at once."""
    if words.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if words.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if words.startswith(b"%PDF-"):
        return "pdf"
    if words.startswith(b"PK\x03\x04"):
        return "office" if _is_an_office_document(words) else ""
    return "text" if words and _is_text(words) else ""


def _is_an_office_document(words: bytes) -> bool:
    """By its list of parts alone; one that can run something is not taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(words)) as parts:
            names = [name.lower() for name in parts.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeError):
        return False
    if len(names) > _MOST_PARTS or not any(part in names for part in _OFFICE):
        return False
    return not any(mark in name for name in names for mark in _MACROS)


def _is_text(words: bytes) -> bool:
    """Letters of a script, and no page or program a browser or a shell would run."""
    for code in ("utf-8-sig", "utf-16") if words[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            said = words.decode(code)
        except UnicodeError:
            continue
        head = said[:2000].lstrip().lower()
        runs = head.startswith(("#!", "<?", "<!", "<html", "<svg", "<script", "@echo"))
        return not runs and not _CONTROL.search(said)
    return False
