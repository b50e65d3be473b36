"""Which way to report: the four channels in plain words, and the duty that applies where one is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from graftwatch.apps.public.duties import duties
from graftwatch.countries import NAMED_BY, law_of
from graftwatch.law.duties import ROLES, Contact, Duties, Duty

CHANNELS: tuple[tuple[str, Promise], ...] = (
    ("a", _("A journey for a transplant, without anybody's name")),
    ("b", _("A report with my name, because it is my duty or my wish")),
    ("c", _("A report in confidence: only a custodian may learn who I am")),
    ("d", _("A report without saying who I am")),
)


def channels() -> list[tuple[str, Promise]]:
    return list(CHANNELS)


ABOUT: tuple[tuple[str, Promise], ...] = (
    ("suspicion", _("Something that may be a crime, or somebody under pressure")),
    ("travel", _("A patient who had a transplant in another country")),
)


@dataclass(frozen=True)
class Advice:
    """The duty for one role and what it noticed, with the law it rests on and whom to call."""

    duty: Duty
    law: list[str]
    contact: Contact | None


def roles() -> list[tuple[str, str]]:
    return [(code, gettext(words)) for code, words in ROLES.items()]


@cache
def _said(country: str) -> Duties:
    """Read once: `country` is what the installation names."""
    return duties()


def here() -> Duties:
    return _said(os.environ.get(NAMED_BY, ""))


def emergency() -> str:
    """The emergency number of this State; empty where none is named."""
    return here().emergency


def advice(role: str, about: str) -> Advice | None:
    """Which duty applies; None where the question was not answered."""
    if role not in ROLES or about not in dict(ABOUT):
        return None
    found = here().that_applies(role, "travel" if about == "travel" else "suspicion")
    return Advice(found, law_of(found), here().contact(found.to))
