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
from pathlib import Path
from typing import Any

from graftwatch.countries.own_values import OwnValue, in_force, own_values
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
    return package_of(name) if name else None


def package_of(name: str) -> str:
    """The package of an installed State. Raises UnknownCountryError."""
    found = installed()
    if name not in found:
        there = ", ".join(sorted(found)) or "none"
        raise UnknownCountryError(f"There is no State {name!r}; installed: {there}. Install it, or name another.")
    return found[name]


def parameters(package: str) -> list[CountryParameter]:
    """Every line of a State's `parameters.toml`. Raises MalformedParameterError."""
    text = (resources.files(package) / "parameters.toml").read_text(encoding="utf-8")
    return [_parameter(line) for line in tomllib.loads(text).get("parameter", [])]


def parameters_in_force(day: dt.date, home: Path | None = None) -> dict[str, dict[str, float]]:
    """By question, the values that hold for the chosen State on `day`; empty where no State is chosen.

    First what its `parameters.toml` sets, then what it drew or set for itself, read from its home folder.
    """
    package = chosen()
    values: dict[str, dict[str, float]] = {}
    if package is not None:
        for each in sorted(parameters(package), key=lambda parameter: parameter.since):
            if each.since <= day:
                values.setdefault(each.code, {})[each.name] = each.value
    for (code, name), own in own_in_force(day, home).items():
        values.setdefault(code, {})[name] = own.value
    return values


def own_in_force(day: dt.date, home: Path | None) -> dict[tuple[str, str], OwnValue]:
    """By code and name, what the chosen State drew or set for itself and holds on `day`."""
    name = os.environ.get(NAMED_BY, "")
    return in_force(own_values(home, name), day) if home is not None and name else {}


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
