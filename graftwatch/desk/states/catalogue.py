"""Every table of states that is installed, found in the rooms' `states`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from types import ModuleType

from django.apps import apps

from graftwatch.desk.states.machine import Clock, Machine

OURS = "graftwatch."


@cache
def all_machines() -> Mapping[str, Machine]:
    """The tables by name, in the order of their names."""
    found: dict[str, Machine] = {}
    for app in apps.get_app_configs():
        if app.name.startswith(OURS):
            for module in _modules(app.name):
                found |= {each.name: each for each in vars(module).values() if isinstance(each, Machine)}
    return {name: found[name] for name in sorted(found)}


def clock_named(machine: str, name: str) -> Clock | None:
    """The clock of a table, as its transitions start it."""
    table = all_machines().get(machine)
    clocks = (clock for each in (table.transitions if table else ()) for clock in each.starts)
    return next((clock for clock in clocks if clock.name == name), None)


def _modules(package: str) -> Iterator[ModuleType]:
    try:
        states = importlib.import_module(f"{package}.states")
    except ModuleNotFoundError:
        return
    yield states
    for inner in pkgutil.iter_modules(getattr(states, "__path__", [])):
        if not inner.name.endswith("_test"):
            yield importlib.import_module(f"{package}.states.{inner.name}")
