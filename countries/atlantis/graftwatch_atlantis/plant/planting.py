"""Play a recipe: edit, add and take out rows, and remember which rows it touched and which decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graftwatch.tables import Schema
from graftwatch_atlantis.draw import between, some
from graftwatch_atlantis.frame import NOBODY, Array, Frame, nothing
from graftwatch_atlantis.offices.versions import frame_gone
from graftwatch_atlantis.plant.casting import Used, cast, fitting
from graftwatch_atlantis.plant.grammar.structure import Structure
from graftwatch_atlantis.plant.recipe import MalformedRecipe, Recipe, Step
from graftwatch_atlantis.plant.scene import Scene
from graftwatch_atlantis.plant.wording import make_word
from graftwatch_atlantis.state import ENDS, Region
from graftwatch_atlantis.tables_of import TABLES

KEPT_FROM_TEMPLATE = ("facility", "practitioner", "municipality", "lodging")
"""References that a new row takes over from the ordinary row it copies; all others must be said or are empty."""


@dataclass
class Planted:
    """Which rows a recipe touched, which of them decide, and its pairs, as places in the region's tables."""

    id: str
    recipe: Recipe
    members: dict[str, set[int]] = field(default_factory=dict)
    decisive: dict[str, set[int]] = field(default_factory=dict)
    files: list[int] = field(default_factory=list)
    structure: Structure | None = None
    form: str = ""
    loosened: tuple[str, ...] = ()
    with_paper: bool = False

    def touch(self, table: str, places: Array | list[int], *, decisive: bool = False) -> None:
        self.members.setdefault(table, set()).update(int(each) for each in places)
        if decisive:
            self.decisive.setdefault(table, set()).update(int(each) for each in places)


def plant(region: Region, schema: Schema, recipe: Recipe, id: str, used: Used) -> Planted:
    """Plant one recipe. Raises CannotCast where ordinary life has not enough rows that fit."""
    scene = Scene(region, schema, recipe, region.rng("plant", id))
    cast(scene, used)
    for name, kind in recipe.words.items():
        of = kind.removeprefix("stamp of ")
        scene.words[name] = f"{scene.words[of]}-1" if of in scene.words else make_word(region, scene.rng, kind)
    for name, (first, last) in recipe.dates.items():
        scene.words[name] = between(scene.rng, np.datetime64(first), np.datetime64(last), 1)[0]
    planted = Planted(id, recipe)
    for table, places in scene.actors.values():
        planted.touch(table, places)
    for number, step in enumerate(recipe.steps, 1):
        _DO[step.do](scene, planted, step, number)
    planted.files = [int(place) for name in recipe.pairs for place in scene.actors[name][1]]
    return planted


def _edit(scene: Scene, planted: Planted, step: Step, number: int) -> None:
    for k, table, rows in _rows(scene, step):
        for row in rows:
            values = {name: scene.value(said, step.each, k, (table, int(row))) for name, said in step.set.items()}
            _write(scene, table, int(row), values, step, number)
            for name, said in step.plus.items():
                scene.region[table][name][row] += scene.value(said, step.each, k, (table, int(row)))
        planted.touch(table, rows, decisive=step.decisive)


def _remove(scene: Scene, planted: Planted, step: Step, number: int) -> None:
    for _, table, rows in _rows(scene, step):
        frame_gone(scene.region, table)[rows] = True


def _rows(scene: Scene, step: Step) -> Iterator[tuple[int, str, Array]]:
    """For each row of the actor the rows to work on: itself, or those of another table that point at it."""
    table, places = scene.actors[step.each]
    for k, place in enumerate(places):
        if step.rows and k + 1 not in step.rows:
            continue
        if not step.table:
            if some(scene.rng, 1, step.share)[0]:
                yield k, table, np.array([place])
            continue
        frame = scene.region[step.table]
        key = scene.value(step.key, step.each, k)
        rows = np.array([key]) if step.by == "@" else _pointing(scene, step, key)
        rows = rows[rows != NOBODY]
        rows = rows[fitting(scene, step.table, step.where, rows)]
        for column, said in step.equal.items():
            rows = rows[frame[column][rows] == scene.value(said, step.each, k)]
        for column, said in step.later_than.items():
            rows = rows[frame[column][rows] > scene.value(said, step.each, k)]
        rows = scene.rng.permutation(rows)[: step.most]
        yield k, step.table, np.sort(rows[some(scene.rng, len(rows), step.share)])


def _pointing(scene: Scene, step: Step, key: Any) -> Array:
    """The rows of the step's table at the end of whose path `by` the key stands."""
    frame = scene.region[step.table]
    values = frame[step.by] if step.by in frame else scene.follow(step.table, step.by, np.arange(frame.n))
    return np.flatnonzero(values == key)


def _add(scene: Scene, planted: Planted, step: Step, number: int) -> None:
    """New rows: copies of ordinary rows of about that time, with whom they concern written in."""
    wanted = [(k, values) for k in range(len(scene.actors[step.each][1])) for values in _wanted(scene, step, k)]
    if not wanted:
        return
    when = TABLES[step.table].when or ""
    frame = scene.region[step.table]
    rows = frame.copy_rows(np.array([_ordinary(scene, step, values.get(when)) for _, values in wanted]))
    for name, target in scene.schema[step.table].references.items():
        if target not in KEPT_FROM_TEMPLATE and name in frame:
            frame[name][rows] = NOBODY
    for name in frame:
        if name.startswith("_"):
            frame[name][rows] = nothing(frame[name].dtype.kind)
    for row, (_, values) in zip(rows, wanted, strict=True):
        _move_days(frame, int(row), when, values)
        _write(scene, step.table, int(row), values, step, number)
    planted.touch(step.table, rows, decisive=step.decisive)


def _move_days(frame: Frame, row: int, when: str, values: Mapping[str, Any]) -> None:
    """The other days of a copied row lie as far from its own day as they did in the ordinary row it copies."""
    on = values.get(when)
    if not when or on is None or np.isnat(frame[when][row]):
        return
    moved = np.datetime64(on, "D") - frame[when][row]
    for name in frame:
        if frame[name].dtype.kind == "M" and name not in values:
            was = frame[name][row]
            later = was + moved
            frame[name][row] = np.datetime64("NaT") if was <= ENDS < later else later


def _wanted(scene: Scene, step: Step, k: int) -> Iterator[dict[str, Any]]:
    """What to write for one row of the actor: once, some times, or again and again until a day."""
    if (step.rows and k + 1 not in step.rows) or not some(scene.rng, 1, step.share)[0]:
        return
    when = TABLES[step.table].when or ""
    if step.every_days is None:
        for _ in range(int(scene.rng.integers(step.times[0], step.times[1] + 1))):
            values = {name: scene.value(said, step.each, k) for name, said in step.set.items()}
            if not when or values.get(when) is None or values[when] <= ENDS:
                yield values
        return
    first = {name: scene.value(said, step.each, k) for name, said in step.set.items()}
    until = ENDS if step.until is None else min(np.datetime64(scene.value(step.until, step.each, k)), ENDS)
    for on in np.arange(first[when], until + 1, np.timedelta64(step.every_days, "D")):
        if some(scene.rng, 1, 0.04)[0]:
            continue  # what ordinary series miss too
        yield first | {when: min(on + np.timedelta64(int(scene.rng.integers(-3, 4)), "D"), until)}


def _ordinary(scene: Scene, step: Step, on: Any) -> int:
    """An ordinary row of about that time."""
    frame = scene.region[step.table]
    candidates = np.arange(frame.n) if frame.n < 50_000 else scene.rng.integers(0, frame.n, 2000)
    candidates = candidates[fitting(scene, step.table, step.like, candidates)]
    when = TABLES[step.table].when
    if when and on is not None and len(candidates):
        gap = np.abs((frame[when][candidates] - on).astype("timedelta64[D]").astype(np.int64))
        candidates = candidates[np.argsort(gap, kind="stable")[:40]]
    if not len(candidates):
        raise MalformedRecipe(f"{scene.recipe.name}: no ordinary row of {step.table} is like {dict(step.like)}.")
    return int(candidates[int(scene.rng.integers(0, len(candidates)))])


def _write(scene: Scene, table: str, row: int, values: dict[str, Any], step: Step, number: int) -> None:
    frame = scene.region[table]
    here = f"{scene.recipe.name}, step {number}"
    for name, value in values.items():
        if name not in frame:
            raise MalformedRecipe(f"{here}: {table} has no column {name!r}: {', '.join(frame)}.")
        codes = scene.schema[table].by_name[name].codes if name in scene.schema[table].by_name else None
        unsaid = value is None or (isinstance(value, str) and value == "")
        if codes is not None and not unsaid and value not in codes.values:
            raise MalformedRecipe(f"{here}: {value!r} is no {codes.name}: {', '.join(codes.values)}.")
        frame[name][row] = nothing(frame[name].dtype.kind) if unsaid else value


_DO = {"edit": _edit, "add": _add, "remove": _remove}
