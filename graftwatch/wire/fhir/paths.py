"""Where a value stands in a resource: the small part of FHIRPath that our mapping files use.

`name.given` walks down and flattens lists, `telecom[system=phone].value` keeps the elements that hold a value,
`name[!period.end].family` those that hold none, `name[0].given` the first; `%resource.subject` starts at the resource
where a row is made for each of its parts, and `%self` is a reference to the resource itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

_STEP = re.compile(r"(?P<name>[A-Za-z%][A-Za-z0-9]*)(?:\[(?P<no>!)?(?P<where>[A-Za-z.]+|0)(?:=(?P<value>[^\]]+))?\])?")

SELF = {"reference": "%self"}


@dataclass(frozen=True)
class Step:
    """One name, and what its elements must hold to be kept."""

    name: str
    where: Path | None = None
    value: str | None = None
    absent: bool = False
    first: bool = False

    def below(self, element: dict[str, Any]) -> list[Any]:
        found = element.get(self.name)
        if found is None:
            return []
        kept = [one for one in (found if isinstance(found, list) else [found]) if one is not None and self.keeps(one)]
        return kept[:1] if self.first else kept

    def keeps(self, element: Any) -> bool:
        if self.where is None:
            return True
        found = self.where.values(element)
        if self.absent:
            return not found
        return bool(found) if self.value is None else self.value in [_as_text(one) for one in found]


@dataclass(frozen=True)
class Path:
    """A path as it is written, and its steps."""

    text: str
    steps: tuple[Step, ...]
    from_resource: bool = False

    def values(self, node: Any, resource: Any = None) -> list[Any]:
        """Every value that stands there, in order; none where the path leads nowhere."""
        if self.text == "%self":
            return [SELF]
        here = [resource if self.from_resource else node]
        for step in self.steps:
            here = [below for one in here if isinstance(one, dict) for below in step.below(one)]
        return here


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def path(text: str) -> Path:
    """Read a path. Raises ValueError where it cannot be read."""
    if text == "%self":
        return Path(text, ())
    rest = text.removeprefix("%resource.")
    steps: list[Step] = []
    place = 0
    while place < len(rest):
        found = _STEP.match(rest, place)
        if found is None or (found.end() < len(rest) and rest[found.end()] != "."):
            raise ValueError(f"the path {text!r} cannot be read from {rest[place:]!r} on")
        first = found["where"] == "0"
        where = path(found["where"]) if found["where"] and not first else None
        steps.append(Step(found["name"], where, found["value"], found["no"] is not None, first))
        place = found.end() + 1
    return Path(text, tuple(steps), from_resource=rest != text)
