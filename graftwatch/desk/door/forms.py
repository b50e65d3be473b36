"""A question as a Django form: both doors draw and check the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from graftwatch.desk.door.countries import countries
from graftwatch.desk.door.publishing import published_parties
from graftwatch.desk.door.questions import Field, Question
from graftwatch.desk.door.traps import identifies_somebody

FIRST_YEAR = 1960


class LongList(forms.Select):
    """A choice among hundreds, written in one go: Django's own draws each line from a template, which takes long."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        lines = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((code, " selected" if str(code) == chosen else "", label) for code, label in self.choices),
        )
        own = {"name": name, **(attrs or {})}
        worth = [(key, value) for key, value in own.items() if value not in (False, None)]
        said = format_html_join("", ' {}="{}"', worth)
        return format_html("<select{}>{}</select>", said, lines)


class AQuestion(forms.Form):
    """The form of one page. `data` may hold more than this page: each name begins with the page's."""

    use_required_attribute = False

    def __init__(
        self, asked: Question, data: Mapping[str, Any] | None, name: str, today: dt.date, channel: str
    ) -> None:
        super().__init__(data, prefix=name)
        self.asked, self.today, self.channel = asked, today, channel
        for field in asked.fields:
            self.fields[field.name] = _drawn(field, today)

    def add_prefix(self, field_name: str) -> str:
        return f"{self.prefix}.{field_name}"

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        self._check_day(said)
        if self.channel == "a":
            for name, value in list(said.items()):
                if isinstance(value, str) and identifies_somebody(value):
                    words = _(
                        "This seems to hold a person's name, a number or a date. A notice holds none: leave it out."
                    )
                    self.add_error(name, words)
        return said

    def _check_day(self, said: dict[str, Any]) -> None:
        if not said.get("day"):
            return
        try:
            dt.date(int(said["year"]), int(said["month"]), int(said["day"]))
        except (KeyError, TypeError, ValueError):
            if "year" not in self.errors:
                self.add_error("day", _("There is no such day. Leave the day out, or give month and year to it."))

    def said(self) -> dict[str, Any]:
        """What was answered, without what was left empty."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, [])}


def form_of(
    asked: Question, data: Mapping[str, Any] | None, today: dt.date, *, channel: str, name: str = ""
) -> AQuestion:
    """The form of one page; `name` is the page's (`people-2`), where it differs from the question's."""
    return AQuestion(asked, data, name or asked.name, today, channel)


def _drawn(field: Field, today: dt.date) -> forms.Field:
    shared: dict[str, Any] = {"label": field.label, "help_text": field.hint, "required": bool(field.required)}
    if field.required:
        shared["error_messages"] = {"required": field.required}
    if field.kind == "many":
        return forms.MultipleChoiceField(choices=field.choices, widget=forms.CheckboxSelectMultiple, **shared)
    if field.kind == "one":
        return forms.ChoiceField(choices=field.choices, widget=forms.RadioSelect, **shared)
    if field.kind in ("country", "place", "party", "month"):
        return forms.ChoiceField(choices=[("", "—"), *_listed(field)], widget=LongList, **shared)
    if field.kind in ("year", "day"):
        return _number(field, today, shared)
    return _text(field, shared)


def _listed(field: Field) -> list[tuple[str, str | Promise]]:
    if field.kind == "country":
        return list(countries())
    if field.kind == "month":
        return list(field.choices)
    wanted = "facility:" if field.kind == "place" else ""
    return [(party, label) for party, label in published_parties() if party.startswith(wanted)]


def _number(field: Field, today: dt.date, shared: dict[str, Any]) -> forms.Field:
    least, most = (FIRST_YEAR, today.year + 3) if field.kind == "year" else (1, 31)
    words = _("Write a number between %(least)s and %(most)s.") % {"least": least, "most": most}
    shared.setdefault("error_messages", {}).update({"invalid": words, "min_value": words, "max_value": words})
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off", "maxlength": 4})
    return forms.IntegerField(min_value=least, max_value=most, widget=widget, **shared)


def _text(field: Field, shared: dict[str, Any]) -> forms.Field:
    words = _("This is longer than %(most)s letters. Shorten it; you can send more later through your mailbox.")
    shared.setdefault("error_messages", {})["max_length"] = words % {"most": field.limit}
    # Without a maxlength in the page a browser does not silently cut what is pasted.
    own = {"autocomplete": "off", "dir": "auto", "spellcheck": "false"}
    widget: forms.Widget = (
        forms.Textarea(attrs=own | {"rows": 6}) if field.kind == "long" else forms.TextInput(attrs=own)
    )
    made = forms.CharField(max_length=field.limit, widget=widget, strip=True, **shared)
    made.widget.attrs.pop("maxlength", None)
    return made
