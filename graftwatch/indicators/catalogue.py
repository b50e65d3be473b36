"""Every question, view, clearing and reconciliation list there is: the folder is the catalogue."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TypeVar

from graftwatch.indicators.indicator import Clearing, Indicator, Reconciliation, View

Kind = TypeVar("Kind")
RETIRED = "graftwatch.indicators.retired."
"""Where a question goes when it is asked no more: it can still be put to the tables of an earlier run."""


@cache
def _modules() -> tuple[object, ...]:
    import graftwatch.indicators as package

    names = [
        found.name
        for found in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
        if not found.ispkg and not found.name.endswith(("_test", ".conftest"))
    ]
    return tuple(importlib.import_module(name) for name in sorted(names))


def _found(kind: type[Kind], *, retired: bool = False) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for module in _modules():
        place: str = module.__name__  # type: ignore[attr-defined]
        own = place.rsplit(".", 1)[-1]
        member = getattr(module, own, None)
        if isinstance(member, kind) and place.startswith(RETIRED) is retired:
            found[own] = member
    return found


@cache
def all_indicators() -> dict[str, Indicator]:
    """Every question that is asked, by its code, in order of code."""
    found = sorted(_found(Indicator).values(), key=lambda each: each.code)
    return {each.code: each for each in found}


@cache
def all_retired() -> dict[str, Indicator]:
    """Every question that is asked no more, by its code; `decided/` says what became of it."""
    found = sorted(_found(Indicator, retired=True).values(), key=lambda each: each.code)
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
