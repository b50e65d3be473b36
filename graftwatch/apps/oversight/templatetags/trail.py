"""Filters for the pages of the trail: digits in groups, results and kinds of act in words."""

from __future__ import annotations

import json

from django import template
from django.utils.translation import gettext_lazy as _

from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.roles import ROLES
from graftwatch.desk.audit.acts import LABELS
from graftwatch.desk.audit.models import Entry

register = template.Library()
RESULTS = {"done": _("done"), "refused": _("refused"), "failed": _("failed")}


@register.filter
def in_fours(digits: str) -> list[str]:
    """Groups of four that can be read aloud and written down."""
    return [digits[at : at + 4] for at in range(0, len(digits), 4)]


@register.filter
def beginning(digest: str) -> str:
    return f"{digest[:12]}…" if digest else ""


@register.filter
def result_in_words(result: str) -> object:
    return RESULTS.get(result, result)


@register.filter
def act_in_words(act: str) -> object:
    return LABELS.get(act, act) or "—"


@register.filter
def role_in_words(role: str) -> object:
    return ROLES[role].label if role in ROLES else role


@register.filter
def agency_in_words(number: int | None) -> str:
    """The agency's name, while there is one of this number."""
    found = Agency.objects.filter(pk=number).values_list("name", flat=True).first() if number else ""
    return found or ""


@register.filter
def told(row: Entry) -> dict[str, str]:
    """What a verb told of itself: why, and who receives, as codes."""
    said = json.loads(row.written)
    return {name: str(said.get(name) or "") for name in ("justification", "recipient")}


@register.filter
def recipient_in_words(code: str) -> str:
    """`agency:5` by its name; whoever is outside as the code that the rooms' registers know them by."""
    kind, _colon, number = str(code or "").partition(":")
    if kind == "agency" and number.isdigit():
        return f"{agency_in_words(int(number))} ({code})"
    return str(code or "")
