"""Forms as a browser without scripts sees them: found on a page, filled in, sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form of a page: where it goes, what stands in it, and its choices."""

    action: str = ""
    method: str = "get"
    values: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    blanks: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, said: Mapping[str, str], button: tuple[str, str] | None = None) -> list[tuple[str, str]]:
        """What a browser would send: values as they stand, `said` for blanks and choices, and one button."""
        sent = [(name, value) for name, value in self.values if name not in said or name not in self.blanks]
        sent += [(name, said[name]) for name in (*self.blanks, *self.choices) if name in said]
        sent += [(name, values[0]) for name, values in self.choices.items() if name not in said]
        return [*sent, button] if button else sent


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.open = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None:
            self._control(self.open, tag, said)

    def _control(self, form: Form, tag: str, said: Mapping[str, str]) -> None:
        name, kind = said.get("name", ""), said.get("type", "text")
        if tag == "button" and kind != "button" and name:
            form.buttons.append((name, said.get("value", "")))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            if said.get("value"):
                form.choices.setdefault(self.select, []).append(said["value"])
        elif tag == "textarea" and name:
            form.blanks.append(name)
        elif tag == "input" and name:
            if kind == "hidden":
                form.values.append((name, said.get("value", "")))
            elif kind == "radio":
                form.choices.setdefault(name, []).append(said.get("value", ""))
            elif kind in ("submit", "image"):
                form.buttons.append((name, said.get("value", "")))
            elif kind != "checkbox":
                form.blanks.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = ""


def forms_of(page: str) -> list[Form]:
    """Every form of a page, in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
