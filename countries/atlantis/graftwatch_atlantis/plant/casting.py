"""Draw the actors of a recipe from ordinary life: rows that fit, of one place and period, not used before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from graftwatch.errors import GraftwatchError
from graftwatch_atlantis.frame import NOBODY, Array
from graftwatch_atlantis.plant.recipe import Draw
from graftwatch_atlantis.plant.scene import Scene
from graftwatch_atlantis.plant.tempo import in_turn
from graftwatch_atlantis.tables_of import TABLES

SHARED = ("facility", "agency", "lodging", "practitioner", "municipality")
Used = dict[str, set[int]]


class CannotCast(GraftwatchError):  # noqa: N818 the name says what is wrong
    """Ordinary life of this size has not enough rows that fit a recipe."""


def cast(scene: Scene, used: Used) -> None:
    """Fill the scene's actors. Raises CannotCast, and then leaves `used` as it was."""
    taken: Used = {}
    for draw in scene.recipe.draws:
        places = _matched(scene, draw) if draw.match else _drawn(scene, draw, used, taken)
        taken.setdefault(draw.table, set()).update(_exclusive(scene, draw.table, places))
        scene.actors[draw.name] = (draw.table, places)
    for table, rows in taken.items():
        used.setdefault(table, set()).update(rows)


def _exclusive(scene: Scene, table: str, places: Array) -> set[int]:
    """The rows that no other recipe may have: not the laboratories, hotels and firms that everybody deals with."""
    if table in SHARED:
        return set()
    if table == "account":
        places = places[scene.region[table]["holder_kind"][places] == "individual"]
    return {int(each) for each in places}


def _matched(scene: Scene, draw: Draw) -> Array:
    """For each row of another actor the row here that belongs to it: `match = { person = "files.donor" }`."""
    ((column, path),) = draw.match.items()
    actor, _, rest = path.partition(".")
    table, places = scene.actors[actor]
    wanted = scene.follow(table, rest, places) if rest else places
    frame = scene.region[draw.table]
    fits = np.flatnonzero(fitting(scene, draw.table, draw.where, np.arange(frame.n)))
    by_key = {int(each): int(place) for place, each in zip(fits, frame[column][fits], strict=True)}
    found = np.array([by_key.get(int(each), NOBODY) for each in wanted])
    if (found == NOBODY).any():
        raise CannotCast(f"{scene.recipe.name}: no {draw.table} for every row of {path!r}.")
    return found


def fitting(scene: Scene, table: str, where: Mapping[str, Any], places: Array) -> Array:
    """Which of these rows meet all conditions: a value, a list of values, or `{ min, max, not, known }`."""
    fits = np.ones(len(places), dtype=bool)
    for path, wanted in where.items():
        values = scene.follow(table, path, places)
        fits &= _meets(values, wanted)
    return fits


def _meets(values: Array, wanted: Any) -> Array:
    if isinstance(wanted, dict):
        met = np.ones(len(values), dtype=bool)
        if "known" in wanted:
            met &= _known(values) == wanted["known"]
        if "min" in wanted:
            met &= values >= _typed(values, wanted["min"])
        if "max" in wanted:
            met &= values <= _typed(values, wanted["max"])
        if "not" in wanted:
            met &= ~_meets(values, wanted["not"])
        return met
    options = wanted if isinstance(wanted, list) else [wanted]
    if values.dtype.kind == "O":
        return np.isin(values.astype(str), [str(each) for each in options])
    return np.isin(values, options)


def _known(values: Array) -> Array:
    if values.dtype.kind == "M":
        return ~np.isnat(values)
    if values.dtype.kind == "O":
        return np.array([each is not None for each in values])
    return np.asarray(values != NOBODY)


def _typed(values: Array, wanted: Any) -> Any:
    return np.datetime64(wanted) if values.dtype.kind == "M" else wanted


def _drawn(scene: Scene, draw: Draw, used: Used, taken: Used) -> Array:
    frame = scene.region[draw.table]
    free = np.ones(frame.n, dtype=bool)
    for other in (used, taken):
        free[sorted(other.get(draw.table, ()))] = False
    places = np.flatnonzero(free)
    places = places[fitting(scene, draw.table, draw.where, places)]
    when = TABLES[draw.table].when
    if draw.between and when:
        first, last = (np.datetime64(each) for each in draw.between)
        places = places[(frame[when][places] >= first) & (frame[when][places] <= last)]
    places = places[_beside(scene, draw, places, when)]
    count = int(scene.rng.integers(draw.count[0], draw.count[1] + 1))
    for group in _groups(scene, draw, scene.rng.permutation(places), draw.count[0]):
        chosen = in_turn(scene, draw, group, count) if draw.apart else _within(scene, draw, group, when, count)
        if len(chosen) >= draw.count[0]:
            return chosen[:count]
    raise CannotCast(
        f"{scene.recipe.name}: fewer than {draw.count[0]} rows of {draw.table} fit {draw.name!r} in this State."
    )


def _beside(scene: Scene, draw: Draw, places: Array, when: str | None) -> Array:
    """Which of these rows agree with the first row of other actors, and lie near it in time."""
    fits = np.ones(len(places), dtype=bool)
    for rule, wanted in ((draw.agree, True), (draw.disagree, False)):
        for path, other in rule.items():
            theirs = scene.value(f"${other}", draw.name, 0)
            fits &= (scene.follow(draw.table, path, places) == theirs) == wanted
    if draw.near and when:
        table, others = scene.actors[draw.near]
        start = scene.region[table][TABLES[table].when or ""][others[0]]
        gap = (scene.region[draw.table][when][places] - start).astype(int)
        fits &= (gap >= draw.near_days[0]) & (gap <= draw.near_days[1])
    return fits


def _groups(scene: Scene, draw: Draw, places: Array, least: int) -> list[Array]:
    """Rows that agree in what must be the same, in random order of the groups."""
    if draw.differ:
        _, first = np.unique(scene.follow(draw.table, draw.differ, places).astype(str), return_index=True)
        places = places[np.sort(first)]
    if not draw.same:
        return [places]
    keys = scene.follow(draw.table, draw.same, places).astype(str)
    names, sizes = np.unique(keys, return_counts=True)
    large = names[sizes >= least]
    return [places[keys == each] for each in scene.rng.permutation(large)]


def _within(scene: Scene, draw: Draw, places: Array, when: str | None, count: int) -> Array:
    """Up to `count` of these rows that lie within the span of days, in order of date."""
    if draw.within_days is None or when is None:
        return places[:count]
    dates = scene.region[draw.table][when]
    best = places[:0]
    for start in places[:60]:
        ahead = (dates[places] - dates[start]).astype(int)
        inside = places[(ahead >= 0) & (ahead <= draw.within_days)]
        if len(inside) >= count:
            return np.sort(inside[:count])
        best = inside if len(inside) > len(best) else best
    return best
