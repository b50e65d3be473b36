"""How pages say states, custody events and sizes."""

from __future__ import annotations

from django import template

from graftwatch.apps.evidence.custody import Told
from graftwatch.apps.evidence.states import MACHINE
from graftwatch.apps.evidence.telling import told_lines, verb_label

register = template.Library()


@register.filter
def state_label(name: str) -> str:
    return str(MACHINE.state(name).label)


@register.filter
def what_happened(told: Told) -> str:
    return verb_label(told.event.verb)


@register.filter
def lines(told: Told) -> list[str]:
    return told_lines(told)
