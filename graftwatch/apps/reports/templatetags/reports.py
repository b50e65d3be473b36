"""Filters that put codes of this room into words."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from graftwatch.apps.reports.actions.reading import Happened
from graftwatch.apps.reports.forms import OFFICES
from graftwatch.apps.reports.states import IDENTITY, REPORT, RETALIATION
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.door.kinds_of_files import KINDS
from graftwatch.law.checklists import Sign, all_observed

register = template.Library()
TRANSITIONS = {each.name: each for machine in (REPORT, IDENTITY, RETALIATION) for each in machine.transitions}
NOT_SAID = ("reviewed",)


@register.filter
def said(words: object) -> str:
    """A word of the checklists in the reader's language; marked as English where nobody translated it."""
    plain = _(str(words)) if words else ""
    is_english = plain == str(words) and translation.get_language() != "en"
    return format_html('<bdi lang="en">{}</bdi>', plain) if plain and is_english else plain


@register.filter
def sign(code: str) -> Sign | None:
    return all_observed().get(code)


@register.filter
def verb_label(name: str) -> object:
    return TRANSITIONS[name].label if name in TRANSITIONS else name


@register.filter
def file_kind(code: str) -> object:
    return KINDS.get(code, code)


@register.filter
def language_name(code: str) -> str:
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def answers(happened: Happened) -> list[tuple[object, object]]:
    """What was asked with a move and answered, in words."""
    transition = TRANSITIONS.get(happened.move.verb)
    if transition is None:
        return []
    found: list[tuple[object, object]] = []
    for ask in transition.asks:
        value = happened.said.get(ask.name)
        if value in (None, "") or ask.name in NOT_SAID:
            continue
        found.append((ask.label, _in_words(ask.name, ask.kind, dict(ask.choices), value)))
    return found


def _in_words(name: str, kind: str, choices: dict[str, object], value: object) -> object:
    if kind == "user":
        user = User.objects.filter(pk=str(value)).first()
        return user.called if user else value
    if name in OFFICES:
        agency = Agency.objects.filter(pk=str(value)).first()
        return agency.name if agency else value
    return choices.get(str(value), value)
