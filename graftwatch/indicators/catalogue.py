"""Every question, view, clearing and reconciliation list there is: the folder is the catalogue."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TypeVar

from graftwatch.indicators.indicator import Clearing, Indicator, Reconciliation, View

Kind = TypeVar("Kind")


@cache
def _modules() -> tuple[object, ...]:
    import graftwatch.indicators as package

    names = [
        found.name
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
        if not found.ispkg and not found.name.endswith(("_test", ".conftest"))
    ]
    return tuple(importlib.import_module(name) for name in sorted(names))


def _found(kind: type[Kind]) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for module in _modules():
        own = module.__name__.rsplit(".", 1)[-1]  # type: ignore[attr-defined]
        member = getattr(module, own, None)
        if isinstance(member, kind):
            found[own] = member
    return found


@cache
def all_indicators() -> dict[str, Indicator]:
    """Every question by its code, in order of code."""
    found = sorted(_found(Indicator).values(), key=lambda each: each.code)
    return {each.code: each for each in found}


@cache
def all_clearings() -> dict[str, Clearing]:
    """Every piece of evidence the other way, by its code."""
    found = sorted(_found(Clearing).values(), key=lambda each: each.code)
    return {each.code: each for each in found}


@cache
def all_reconciliations() -> dict[str, Reconciliation]:
    """Every reconciliation list by its name."""
    return _found(Reconciliation)


@cache
def all_views() -> dict[str, View]:
    """Every shared view by its name."""
    return _found(View)
