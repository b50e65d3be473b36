"""A State's own values: drawn when it goes live, changed by a named person, shown to its auditors only."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from graftwatch import countries
from graftwatch.apps.screening.access import keeps_values, sees_own_values
from graftwatch.countries.own_values import FOLDER, OwnValue, add_own_values, own_values
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.audit.canonical import canonical
from graftwatch.errors import GraftwatchError
from graftwatch.indicators import all_indicators
from graftwatch.indicators.drawing import draw, drawable
from graftwatch.indicators.parameters import Parameter

Settings = Mapping[str, Mapping[str, float]]
DRAWN = "drawn by lot within the range that the sources bear out"


class CannotSetError(GraftwatchError):
    """A value cannot be drawn or set as asked."""


@dataclass(frozen=True)
class Split:
    """The settings of a run: what everybody may read, what its manifest says of the rest, and the rest itself."""

    open: Settings
    told: Mapping[str, Any]
    kept: str


@action(may=keeps_values)
def draw_values(viewer: Viewer, *, home: Path, state: str, author: str, since: dt.date, again: bool = False) -> int:
    """Draw what has a range and no value of this State's own yet; how many. What its law sets is left alone.

    The seed is the operating system's and is not kept: nobody can draw the same again.
    """
    package = countries.package_of(state)
    there = own_values(home, state)
    by_law = {(each.code, each.name) for each in countries.parameters(package)}
    already = by_law if again else by_law | {(each.code, each.name) for each in there}
    chance = random.SystemRandom()
    values = [
        _own(code, name, parameter, draw(parameter, chance), since=since, author=author, why=DRAWN, drawn=True)
        for (code, name), parameter in drawable(all_indicators().values(), already).items()
    ]
    add_own_values(home, state, values)
    return len(values)


@action(may=keeps_values)
def set_value(
    viewer: Viewer, *, home: Path, state: str, code: str, name: str, value: float, author: str, why: str, since: dt.date
) -> OwnValue:
    """Set one value from a day on. What was in force before stays written, with whoever wrote it."""
    countries.package_of(state)
    question = all_indicators().get(code)
    if question is None or name not in question.parameters:
        there = ", ".join(question.parameters) if question else ", ".join(all_indicators())
        raise CannotSetError(f"There is no parameter {code}.{name}. There is: {there}.")
    if not author.strip() or not why.strip():
        raise CannotSetError("A change names its author and its reason. Give both.")
    own = _own(code, name, question.parameters[name], value, since=since, author=author, why=why, drawn=False)
    add_own_values(home, state, [own])
    return own


@action(may=sees_own_values)
def open_values(viewer: Viewer, *, home: Path, state: str) -> list[OwnValue]:
    """Every line of a State's own values, the first one first. That somebody looked is in the trail; no value is."""
    return own_values(home, state)


def _own(code: str, name: str, parameter: Parameter, value: float, **said: Any) -> OwnValue:
    whole = int(value) if float(value).is_integer() and parameter.unit != "ratio" else value
    if parameter.unit != "ratio" and whole != int(value):
        raise CannotSetError(f"{code}.{name} is counted in {parameter.unit}. Give a whole number.")
    origin = f"{parameter.basis}: {parameter.source}"
    today = dt.datetime.now(dt.UTC).date()
    return OwnValue(code, name, whole, written_on=today, original=parameter.value, original_source=origin, **said)


def split(settings: Settings, own: Mapping[str, frozenset[str]]) -> Split:
    """Part the settings of a run: a State's own go into a text that is kept apart, and its hash into the manifest.

    The text begins with a random salt: of a few hundred possible values a bare hash would tell which it was.
    """
    hidden = {code: own.get(code, frozenset()) & values.keys() for code, values in settings.items()}
    shown = {
        code: {name: value for name, value in values.items() if name not in hidden[code]}
        for code, values in sorted(settings.items())
    }
    n = sum(map(len, hidden.values()))
    if not n:
        return Split(shown, {"n": 0}, "")
    secret = {code: {name: settings[code][name] for name in sorted(names)} for code, names in hidden.items() if names}
    kept = canonical({"salt": secrets.token_hex(32), "values": secret})
    return Split(shown, {"n": n, "sha256": sha256(kept.encode()).hexdigest()}, kept)


def names_in_force(day: dt.date, home: Path) -> dict[str, frozenset[str]]:
    """By question, the parameters whose value this State keeps to itself on `day`."""
    names: dict[str, frozenset[str]] = {}
    for code, name in countries.own_in_force(day, home):
        names[code] = names.get(code, frozenset()) | {name}
    return names


def keep(home: Path, kept: str) -> None:
    """Keep the values of a run under their hash, for the owner of this installation only (mode 600)."""
    if kept:
        folder = home / FOLDER / "runs"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{sha256(kept.encode()).hexdigest()}.json"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(kept)


def values_of_run(home: Path, told: Mapping[str, Any]) -> Settings:
    """The own values that a run was made with. Raises CannotSetError where they are gone or were altered."""
    if not told.get("n"):
        return {}
    path = home / FOLDER / "runs" / f"{told['sha256']}.json"
    if not path.exists() or sha256(path.read_bytes()).hexdigest() != told["sha256"]:
        raise CannotSetError("The values of this run are not here, or were altered. Bring them back from a backup.")
    values: Settings = json.loads(path.read_text("utf-8"))["values"]
    return values
