"""What Atlantis is turned to: published rates with their sources, and dials for every nuisance."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graftwatch.errors import GraftwatchError


class UnknownDial(GraftwatchError):  # noqa: N818 the name says what is wrong
    """A rate or a nuisance of that name does not exist."""


@cache
def read(name: str) -> dict[str, Any]:
    """One data file of this package."""
    return tomllib.loads((files("graftwatch_atlantis") / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Rates:
    """The figures of `rates.toml`, each with unit, source and basis beside it."""

    said: Mapping[str, Any]

    def number(self, name: str) -> float:
        return float(self._entry(name)["value"])

    def shares(self, name: str) -> dict[str, float]:
        """Shares that add up to one; what the file leaves over is scaled away."""
        shares = {str(key): float(each) for key, each in self._entry(name)["shares"].items()}
        total = sum(shares.values())
        return {key: each / total for key, each in shares.items()}

    def values(self, name: str) -> dict[str, float]:
        """Figures by key that do not add up to anything."""
        return {str(key): float(each) for key, each in self._entry(name)["values"].items()}

    def _entry(self, name: str) -> Mapping[str, Any]:
        if name not in self.said:
            raise UnknownDial(f"rates.toml has no {name!r}. It has {', '.join(self.said)}.")
        entry: Mapping[str, Any] = self.said[name]
        return entry


@dataclass(frozen=True)
class Nuisances:
    """The dials of `nuisances.toml`. A dial is addressed as `section.name`."""

    said: Mapping[str, Mapping[str, Any]]

    def __getitem__(self, name: str) -> Any:
        section, _, dial = name.partition(".")
        try:
            return self.said[section][dial]
        except KeyError:
            known = ", ".join(f"{part}.{each}" for part, dials in self.said.items() for each in dials)
            raise UnknownDial(f"nuisances.toml has no {name!r}. It has {known}.") from None

    def turned(self, dials: Mapping[str, Any]) -> Nuisances:
        """The same dials with some of them set; an unknown name is an error."""
        said = {part: dict(each) for part, each in self.said.items()}
        for name, value in dials.items():
            self[name]
            section, _, dial = name.partition(".")
            said[section][dial] = value
        return Nuisances(said)


def rates() -> Rates:
    return Rates(read("rates.toml"))


def nuisances(dials: Mapping[str, Any] | None = None) -> Nuisances:
    return Nuisances(read("nuisances.toml")).turned(dials or {})
