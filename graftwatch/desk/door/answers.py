"""From what was typed on all pages to what is sealed: content, identity, routing. Nothing here is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graftwatch.desk.door.forms import AQuestion, form_of
from graftwatch.desk.door.names import tokens_of_a_named
from graftwatch.desk.door.questions import NEEDED, Question, question, questions

MOST_HELD_BACK = 30


@dataclass(frozen=True, repr=False)
class Answers:
    """All pages of one report. `wrong` names the first page that cannot be sent as it is; empty where all can."""

    channel: str
    content: dict[str, Any]
    identity: dict[str, Any]
    keep_from: dict[str, Any]
    wrong: str = ""
    forms: dict[str, AQuestion] = field(default_factory=dict)


def pages(data: Mapping[str, Any], channel: str, *, by_phone: bool = False) -> list[str]:
    """The names of the pages in order; one for each person that something was said about, and at least one."""
    found: list[str] = []
    for asked in questions(channel, by_phone=by_phone):
        if asked.times == 1:
            found.append(asked.name)
        else:
            spoken_of = [number for number in range(1, asked.times + 1) if _is_said(data, f"{asked.name}-{number}")]
            found += [f"{asked.name}-{number}" for number in range(1, max([1, *spoken_of]) + 1)]
    return found


def _is_said(data: Mapping[str, Any], page: str) -> bool:
    return any(name.startswith(f"{page}.") and data[name] for name in data)


def answers(
    data: Mapping[str, Any], channel: str, unknown: set[str], today: dt.date, *, by_phone: bool = False
) -> Answers:
    """Read all pages. `data` is a QueryDict (of many values the forms take all), `unknown` the pages left so."""
    parts: dict[str, dict[str, Any]] = {"content": {}, "identity": {}, "routing": {}}
    forms: dict[str, AQuestion] = {}
    wrong = ""
    for page in pages(data, channel, by_phone=by_phone):
        asked = question(channel, page)
        if asked is None or page in unknown:
            continue
        form = forms[page] = form_of(asked, data, today, channel=channel, name=page)
        if form.is_valid() or not _must_be_right(asked, data, page):
            _put(parts[asked.goes_to], asked, form)
        else:
            wrong = wrong or page
    if unknown:
        parts["content"]["unknown"] = sorted(unknown)
    identity, keep_from = parts["identity"].get("identity", {}), parts["routing"].get("keep_from", {})
    return Answers(channel, parts["content"], identity, keep_from, wrong, forms)


def _must_be_right(asked: Question, data: Mapping[str, Any], page: str) -> bool:
    """A page that was never come to is not wrong, unless it is one of the three that are needed."""
    return asked.name in NEEDED or _is_said(data, page)


def _put(part: dict[str, Any], asked: Question, form: AQuestion) -> None:
    said = form.said() if form.is_valid() else {}
    if not said:
        return
    if asked.times == 1:
        part[asked.name] = said
    else:
        part.setdefault(asked.name, []).append(said)


@dataclass(frozen=True)
class Softened:
    """What the reporter chose on the check page, so that the text says less of who wrote it."""

    month_only: bool = False
    region_only: bool = False
    hold_days: int = 0


def soften(content: dict[str, Any], chosen: Softened) -> dict[str, Any]:
    """The content without the day, or without the name of the place."""
    said = {page: dict(value) if isinstance(value, dict) else value for page, value in content.items()}
    if chosen.month_only:
        said.get("when", {}).pop("day", None)
    if chosen.region_only:
        for name in ("facility", "centre"):
            said.get("where", {}).pop(name, None)
    return said


def routing(found: Answers, chosen: Softened, language: str, *, by_phone: bool = False) -> dict[str, Any]:
    """Where it goes and who must not see it. The place named in the report is always among them."""
    typed = [line.strip() for line in found.keep_from.get("names", "").splitlines() if line.strip()]
    parties = {found.keep_from.get(name, "") for name in ("one", "two", "three")}
    if found.channel != "a":
        parties.add(found.content.get("where", {}).get("facility", ""))
    return {
        "channel": found.channel,
        "country": found.content.get("where", {}).get("country", ""),
        "must_not_see": sorted((parties - {""}) | set(tokens_of_a_named(typed))),
        "must_not_see_names": typed,
        "hold_days": 0 if is_urgent(found) else max(0, min(MOST_HELD_BACK, chosen.hold_days)),
        "urgent": is_urgent(found),
        "language": language,
        "by_phone": by_phone,
    }


def is_urgent(found: Answers) -> bool:
    return bool(found.content.get("danger", {}).get("now") == "yes")
