"""The pictures that the test beside a question draws, those first in which the question finds something."""

from __future__ import annotations

import importlib
import inspect
from functools import cache

import pytest

from graftwatch.indicators.asking import TableMissingError
from graftwatch.testing import Drawn, asking, unanswered

MOST = 3


@cache
def _drawn(module: str) -> tuple[Drawn, ...]:
    tests = importlib.import_module(f"{module}_test")
    with unanswered() as seen:
        for name, test in inspect.getmembers(tests, inspect.isfunction):
            if name.startswith("test_") and not inspect.signature(test).parameters:
                try:
                    test()
                except (Exception, pytest.fail.Exception):  # noqa: S112 - to an empty answer most tests object
                    continue
    return tuple(seen)


@cache
def worth_asking(code, function_module):
    """Up to three pictures in which the question of this code finds something, on one day; else the largest of all."""
    own = [each for each in _drawn(function_module) if getattr(each.asked, "code", "") == code]
    chosen: list[Drawn] = []
    for each in own:
        is_alike = not chosen or (each.today, each.settings) == (chosen[0].today, chosen[0].settings)
        if len(chosen) < MOST and is_alike and _finds(each):
            chosen.append(each)
    return chosen or sorted(own, key=lambda each: -len(each.picture))[:1]


def _finds(drawn):
    try:
        return asking(drawn.asked, drawn.picture, drawn.today, **drawn.settings).rows.num_rows > 0
    except TableMissingError:
        return False
