"""Parameters of a question: a value with its unit, where it comes from and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Basis = Literal["found", "partly read", "seed", "memory", "design"]


@dataclass(frozen=True)
class Parameter:
    """A default that a State may change by date in its own `parameters.toml`."""

    value: float
    unit: str
    basis: Basis
    source: str
    within: tuple[float, float] | None = None
    """The range its sources bear out: a State going live draws its own value from it, so that nobody outside knows."""


@dataclass(frozen=True)
class LeastOf(Parameter):
    """What a view needs to serve several questions: the least of their values ("CODE.name") in force."""

    of: tuple[str, ...] = ()


def _parameter(value: float, unit: str, basis: Basis, source: str, within: tuple[float, float] | None) -> Any:
    # Typed as Any so that a signature may say `grace_days: int = days(90, ...)`; the runner passes the plain value.
    return Parameter(value, unit, basis, source, within)


def days(value: int, *, basis: Basis, source: str, within: tuple[int, int] | None = None) -> Any:
    """A number of days."""
    return _parameter(value, "days", basis, source, within)


def months(value: int, *, basis: Basis, source: str, within: tuple[int, int] | None = None) -> Any:
    """A number of calendar months."""
    return _parameter(value, "months", basis, source, within)


def count(value: int, *, basis: Basis, source: str, within: tuple[int, int] | None = None) -> Any:
    """A whole number of things."""
    return _parameter(value, "count", basis, source, within)


def share(value: float, *, basis: Basis, source: str, within: tuple[float, float] | None = None) -> Any:
    """A share or a ratio, as a number."""
    return _parameter(value, "ratio", basis, source, within)


def amount(value: int, *, basis: Basis, source: str, within: tuple[int, int] | None = None) -> Any:
    """An amount of money in whole minor units of the national currency; a State sets its own by date."""
    return _parameter(value, "minor units", basis, source, within)


def least_of(*names: str, unit: str) -> Any:
    """For a view: the least of several questions' parameters, so that none of them is blinded by another's value."""
    return LeastOf(0, unit, "design", f"the least of {', '.join(names)}", of=tuple(names))
