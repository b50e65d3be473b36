"""Filters that say plain data in the reader's language."""

from __future__ import annotations

from django import template
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext

register = template.Library()


@register.filter
def read(words: str) -> str:
    """A message id in the reader's language; where nobody translated it, in English and marked as English."""
    found = gettext(words) if words else ""
    is_english = found == words and (translation.get_language() or "en") != "en"
    return format_html('<bdi lang="en">{}</bdi>', found) if found and is_english else found


@register.filter
def read_plainly(words: str) -> str:
    """The same without a mark, for places that take no mark-up."""
    return gettext(words) if words else ""


@register.filter
def dialled(phone: str) -> str:
    """A telephone number as a link wants it."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")


@register.simple_tag
def touched_to_call(phone: str) -> str:
    """A telephone number that a touch calls, read from left to right also within Arabic."""
    return format_html('<a href="tel:{}"><bdi dir="ltr">{}</bdi></a>', dialled(phone), phone)
