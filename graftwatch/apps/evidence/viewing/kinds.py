"""Which files get a viewing copy, and why the others do not: by the type that their own bytes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/bmp", "image/x-ms-bmp", "image/tiff", "image/webp")
LETTERS = ("application/json", "application/xml", "message/rfc822", "application/csv", "application/rtf")

LARGEST = 64 * 1024 * 1024
"""Bytes. Of a larger file no viewing copy is made: the process that draws it holds it in memory."""

WHY_NOT: dict[str, StrOrPromise] = {
    "kind": _("No viewing copy is made of this kind of file."),
    "too_large": _("This file is too large for a viewing copy."),
    "unreadable": _("It is encrypted or damaged. No viewing copy could be made."),
    "no_limits": _("This machine cannot fence in the process that draws. No viewing copy is made here."),
    "busy": _("Two viewing copies are being made. Try again in a minute."),
}
WHY_STOPPED: dict[str, StrOrPromise] = {
    "bomb": _("drawing it needs far more room than the file itself: it may be made to stop machines"),
    "time": _("drawing it took too long and was stopped"),
    "memory": _("drawing it took too much memory and was stopped"),
    "crash": _("the process that draws broke down over it"),
}


def kind_of(type_: str) -> str:
    """`pdf`, `picture`, `text`, or nothing where no viewing copy is made."""
    if type_ == "application/pdf":
        return "pdf"
    if type_ in PICTURES:
        return "picture"
    return "text" if type_.startswith("text/") or type_ in LETTERS else ""
