"""Filters that put numbers, kinds and days into words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import translation
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from graftwatch.apps.screening.forms import QUESTIONS
from graftwatch.apps.screening.sentences import seen_sentence
from graftwatch.apps.screening.states import BY_NAME, OUTCOME
from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE
from graftwatch.desk.inbox.templatetags.days import away, day
from graftwatch.records.schema import schema

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

register = template.Library()
register.filter(day)
register.filter(away)

KINDS = {
    "pair": gettext_lazy("Pair"),
    "recipient": gettext_lazy("Recipient"),
    "person": gettext_lazy("Person"),
    "donor": gettext_lazy("Donor"),
    "practitioner": gettext_lazy("Practitioner"),
    "facility": gettext_lazy("Facility"),
    "account": gettext_lazy("Account"),
    "place": gettext_lazy("Place"),
    "thing": gettext_lazy("Shared thing"),
    "journey": gettext_lazy("Journey"),
}

SAID_BELOW = (
    gettext_lazy("day first"),
    gettext_lazy("month first"),
    gettext_lazy("year first"),
    gettext_lazy("asked"),
    gettext_lazy("in part"),
    gettext_lazy("not asked"),
    gettext_lazy("explained before, on the same rows"),
    gettext_lazy("nothing about it weighs as much as one bit"),
    gettext_lazy("this finding opens no lead without another"),
    gettext_lazy("one kind of question and one source of records only"),
    gettext_lazy("weighs too little"),
    gettext_lazy("heavier leads take all the hours"),
    gettext_lazy("counts on another lead"),
    gettext_lazy("no question said yes"),
)
"""Words that plain data brings to a page, named here so that they are collected for the catalogues."""


@register.filter
def said(words: object) -> str:
    """A message id of the floors below in the reader's language; marked as English where nobody translated it."""
    plain = said_plainly(words)
    is_english = plain == str(words) and translation.get_language() != "en"
    return format_html('<bdi lang="en">{}</bdi>', plain) if plain and is_english else plain


@register.filter
def said_plainly(words: object) -> str:
    """The same without a mark, for places that take no mark-up."""
    return _(str(words)) if words else ""


@register.filter
def outcome_label(state: str) -> StrOrPromise:
    return OUTCOME.state(state).label


@register.filter
def percent(share: float) -> str:
    """A share in hundredths, with one place after the point where it is small."""
    return number_format(share * 100, 1 if share < 0.1 else 0)


@register.filter
def kind_of_lead(name: str) -> str:
    return str(KINDS.get(name, name))


@register.filter
def kind_of_decision(name: str) -> str:
    return str(BY_NAME[name].label) if name in BY_NAME else name


@register.filter
def weight(finding: Mapping[str, Any]) -> str:
    """The one sentence that says how much a finding weighs."""
    return seen_sentence(finding)


@register.filter
def short(fingerprint: str) -> str:
    """The first signs of a fingerprint or key: enough to compare by eye."""
    return f"{fingerprint[:8]}…" if len(str(fingerprint)) > 8 else str(fingerprint)


@register.filter
def table_label(name: str) -> str:
    """The name of a table in words."""
    words = schema()[name].label if name in schema() else name.replace("_", " ")
    return _(words).capitalize()


@register.filter
def list_label(name: str) -> str:
    """The name of a list or a column in words."""
    return _(name.replace("_", " ")).capitalize()


@register.filter
def question_label(name: str) -> str:
    """What a decision asked, by the name of its field."""
    return str(QUESTIONS[name][0]) if name in QUESTIONS else name


@register.filter
def takes_off(bits: float) -> str:
    """How much evidence the other way weighs, without the sign."""
    return f"{abs(bits):.1f}"


@register.filter
def entitled_roles(compartment: str) -> list[object]:
    """For whom findings of this compartment exist, in words."""
    return [role.label for role in GIVEN_TO_PEOPLE if compartment in role.compartments]
