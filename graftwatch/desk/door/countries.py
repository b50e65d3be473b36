"""Names of countries in the six languages (Unicode CLDR), ordered as their readers order them."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

ELSEWHERE = "ZZ"


@cache
def _names() -> dict[str, dict[str, str]]:
    text = (resources.files("graftwatch.desk.door") / "countries.csv").read_text("utf-8")
    return {row.pop("code"): row for row in csv.DictReader(text.splitlines())}


@cache
def _list(language: str) -> tuple[tuple[str, str], ...]:
    named = [(code, names.get(language) or names["en"]) for code, names in _names().items()]
    return tuple(sorted(named, key=lambda pair: pair[1].casefold()))


def countries() -> list[tuple[str, str]]:
    """(code, name) in the language of the page. The demo adds its invented State, the range XA of ISO 3166."""
    invented = [("XA", "Atlantis")] if settings.IS_DEMO else []
    return [*invented, *_list(translation.get_language() or "en"), (ELSEWHERE, gettext("Another place"))]


def country_name(code: str) -> str:
    return dict(countries()).get(code, code)
