"""A report in words: questions, fields and answers as people read them, on the check page and at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from graftwatch.desk.door.countries import country_name
from graftwatch.desk.door.publishing import published_parties
from graftwatch.desk.door.questions import Field, Question, questions


@dataclass(frozen=True)
class Told:
    """One page as it was answered."""

    page: str
    title: str
    lines: list[tuple[str, str]]
    """Label and words."""


def told(said: Mapping[str, Any], channel: str, *, by_phone: bool = False) -> list[Told]:
    """What was said, in the order it was asked, without what was not answered. An identity: `{"identity": …}`."""
    labels = dict(published_parties())
    pages: list[Told] = []
    for asked in questions(channel, by_phone=by_phone):
        entries = said.get(asked.name)
        if asked.name in said.get("unknown", ()):
            pages.append(Told(asked.name, str(asked.title), [("", _("I do not know"))]))
        elif isinstance(entries, list):
            pages += [_page(asked, entry, labels, number) for number, entry in enumerate(entries, 1)]
        elif entries:
            pages.append(_page(asked, entries, labels))
    return pages


def _page(asked: Question, entry: Mapping[str, Any], labels: Mapping[str, str], number: int = 0) -> Told:
    lines = [
        (str(field.label), words(field, entry[field.name], labels)) for field in asked.fields if field.name in entry
    ]
    return Told(f"{asked.name}-{number}" if number else asked.name, str(asked.title), lines)


def words(field: Field, value: Any, labels: Mapping[str, str]) -> str:
    """One answer as it is read."""
    if isinstance(value, list):
        return "\n".join(words(field, one, labels) for one in value)
    if field.choices:
        return str(dict(field.choices).get(str(value), value))
    if field.kind == "country":
        return country_name(value)
    return labels.get(value, str(value)) if field.kind in ("place", "party") else str(value)
