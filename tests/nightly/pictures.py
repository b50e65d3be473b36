"""The pictures that the test beside a question draws, those first in which the question finds something."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
from functools import cache

from graftwatch import engines
from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.running import ask
from graftwatch.testing import Drawn, draw, watched

MOST = 3


@cache
def _drawn(module: str) -> tuple[Drawn, ...]:
    tests = importlib.import_module(f"{module}_test")
    with watched() as seen:
        for name, test in inspect.getmembers(tests, inspect.isfunction):
            if name.startswith("test_") and not inspect.signature(test).parameters:
                try:
                    test()
                except Exception:  # noqa: S112 - its own run says so; here only the picture matters
                    continue
    return tuple(seen)


@cache
def worth_asking(code, function_module):
    """Up to three pictures in which the question of this code asks, on one day; of all others the largest."""
    own = [each for each in _drawn(function_module) if getattr(each.asked, "code", "") == code]
    finding = [each for each in own if _finds(each)]
    same_day = [each for each in finding if each.today == finding[0].today and each.settings == finding[0].settings]
    return same_day[:MOST] or sorted(own, key=lambda each: -len(each.picture))[:1]


def _finds(drawn):
    engine = engines.connect_duckdb()
    tables = {name: engine.create_table(name, table) for name, table in draw(drawn.picture).items()}
    values = {drawn.asked.code: drawn.settings}
    try:
        return ask(drawn.asked, Sitting(tables, dt.date.fromisoformat(drawn.today), values)).num_rows > 0
    except TableMissingError:
        return False
