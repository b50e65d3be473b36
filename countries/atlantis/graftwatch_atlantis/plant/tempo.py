"""Rows that follow one another at a tempo: how a ring's operations are spread over the calendar."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.frame import Array
from graftwatch_atlantis.plant.recipe import Draw
from graftwatch_atlantis.plant.scene import Scene

TRIES = 60


def in_turn(scene: Scene, draw: Draw, places: Array, count: int) -> Array:
    """`count` of these rows, each `apart` days from the next along a column of days; fewer where none can be found.

    A series grows from a row drawn anywhere in the calendar, now at its end and now at its beginning: grown at the end
    alone it would crowd the middle of the span, and the day would tell a planted row.
    """
    days = scene.region[draw.table][draw.along]
    best: list[int] = []
    for anchor in places[:TRIES]:
        found = [int(anchor)]
        while len(found) < count and (longer := _longer(scene, draw, places, days, found)):
            found = longer
        if len(found) > len(best):
            best = found
        if len(best) >= count:
            break
    return np.array(best, dtype=np.int64)


def _longer(scene: Scene, draw: Draw, places: Array, days: Array, found: list[int]) -> list[int]:
    """The series, which is in order of days, with one row more at either end; nothing where none fits."""
    low, high = draw.apart or (0, 0)
    for at_end in scene.rng.permutation([True, False]):
        gap = (days[places] - days[found[-1]]).astype(int) if at_end else (days[found[0]] - days[places]).astype(int)
        fitting = places[(gap >= low) & (gap <= high)]
        if len(fitting):
            chosen = int(fitting[int(scene.rng.integers(0, len(fitting)))])
            return [*found, chosen] if at_end else [chosen, *found]
    return []
