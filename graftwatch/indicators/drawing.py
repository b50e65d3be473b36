"""Draw a State's own values: one of each range that the sources bear out, so that nobody outside knows it."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable

from graftwatch.indicators.indicator import Indicator
from graftwatch.indicators.parameters import Parameter

Name = tuple[str, str]
"""A parameter by the code of its question and its own name."""

SIGNIFICANT = 3


def drawable(questions: Iterable[Indicator], already: Collection[Name] = ()) -> dict[Name, Parameter]:
    """Every parameter with a range, but for those in `already`."""
    return {
        (question.code, name): parameter
        for question in questions
        for name, parameter in question.parameters.items()
        if parameter.within and (question.code, name) not in already
    }


def draw(parameter: Parameter, chance: random.Random) -> float:
    """A value of the range, each as likely as the other, both ends among them; of what is counted a whole one."""
    assert parameter.within is not None, "what has no range keeps its default"
    low, high = parameter.within
    if parameter.unit != "ratio":
        return chance.randint(int(low), int(high))
    return min(max(float(f"{chance.uniform(low, high):.{SIGNIFICANT}g}"), low), high)
