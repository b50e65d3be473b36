"""Find the country package that this installation names, and the values it sets by date.

A State is a small installed package with an entry point in the group `graftwatch.countries`. `GRAFTWATCH_COUNTRY` names
it. Where none is named, the questions' own defaults hold: nothing national is guessed.
"""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import entry_points
from typing import Any

from graftwatch.errors import GraftwatchError
from graftwatch.law import Instrument, UnknownCitation, cite, read_instruments
from graftwatch.law.duties import Duties, Duty, read_duties, without_a_country

GROUP = "graftwatch.countries"
NAMED_BY = "GRAFTWATCH_COUNTRY"


class UnknownCountryError(GraftwatchError):
    """The named country package is not installed."""


class MalformedParameterError(GraftwatchError):
    """A line of a country's `parameters.toml` lacks what every line has."""


@dataclass(frozen=True)
class CountryParameter:
    """One value that a State sets for one question from a day on, with the provision that says so."""

    code: str
    name: str
    value: float
    since: dt.date
    cites: str


def installed() -> dict[str, str]:
    """The package of each installed State by its name."""
    return {point.name: point.value for point in entry_points(group=GROUP)}


def chosen() -> str | None:
    """The package of the State that this installation names, or None. Raises UnknownCountryError."""
    name = os.environ.get(NAMED_BY, "")
    if not name:
        return None
    found = installed()
    if name not in found:
        there = ", ".join(sorted(found)) or "none"
        raise UnknownCountryError(f"{NAMED_BY} names {name!r}; installed: {there}. Install it, or name another.")
    return found[name]


def parameters(package: str) -> list[CountryParameter]:
    """Every line of a State's `parameters.toml`. Raises MalformedParameterError."""
    text = (resources.files(package) / "parameters.toml").read_text(encoding="utf-8")
    return [_parameter(line) for line in tomllib.loads(text).get("parameter", [])]


def parameters_in_force(day: dt.date) -> dict[str, dict[str, float]]:
    """By question, the values that the chosen State has set by `day`; empty where no State is chosen."""
    package = chosen()
    values: dict[str, dict[str, float]] = {}
    if package is not None:
        for each in sorted(parameters(package), key=lambda parameter: parameter.since):
            if each.since <= day:
                values.setdefault(each.code, {})[each.name] = each.value
    return values


def duties() -> Duties:
    """Who has to report what in the chosen State; where none is chosen, that we do not know."""
    package = chosen()
    return read_duties(resources.files(package) / "duties.toml") if package else without_a_country()


def statutes() -> Mapping[str, Instrument]:
    """The chosen State's own statutes by id; none where no State is chosen."""
    package = chosen()
    return read_instruments(resources.files(package) / "law") if package else {}


def law_of(duty: Duty) -> list[str]:
    """What a duty rests on, as a page prints it: the State's own statutes first. Raises UnknownCitation."""
    own = statutes()
    return [_label(own[id], place) if id in own else str(cite(id, place)) for id, place in duty.cites]


def _label(statute: Instrument, place: str) -> str:
    if place not in {each.locator for each in statute.provisions}:
        raise UnknownCitation(f'"{statute.id}" has no place "{place}". Correct the duty, or add the place.')
    return f"{statute.short}, {place}"


def _parameter(line: dict[str, Any]) -> CountryParameter:
    missing = {"code", "name", "value", "from", "cites"} - set(line)
    if missing:
        raise MalformedParameterError(
            f"A parameter for {line.get('code', 'no question')} lacks {', '.join(sorted(missing))}."
            " Each names code, name, value, from (a day) and cites."
        )
    return CountryParameter(line["code"], line["name"], float(line["value"]), line["from"], line["cites"])
