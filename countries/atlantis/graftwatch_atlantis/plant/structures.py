"""Plant structures of the grammar: each once, in the order given, until their files are a share of all pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graftwatch.tables import Schema
from graftwatch_atlantis.plant.casting import CannotCast, Used
from graftwatch_atlantis.plant.choosing import living_pairs
from graftwatch_atlantis.plant.grammar.forms import ALL_YEARS, Defaults, recipe_of
from graftwatch_atlantis.plant.grammar.structure import Structure
from graftwatch_atlantis.plant.planting import Planted, plant
from graftwatch_atlantis.plant.recipe import Draw, Recipe, Step
from graftwatch_atlantis.state import Region

LOOSENED: tuple[tuple[str, ...], ...] = ((), ("tempo",), ("centre",), ("tempo", "centre"))


@dataclass(frozen=True)
class Asked:
    """Structures with their forms, and the span of days in which their operations fall."""

    structures: Sequence[tuple[Structure, str]] = ()
    between: tuple[str, str] = ALL_YEARS
    defaults: Defaults = field(default_factory=dict)


@dataclass
class Outcome:
    """What was planted, and what was not, with the reason."""

    planted: list[Planted] = field(default_factory=list)
    left_out: list[dict[str, Any]] = field(default_factory=list)


def plant_structures(region: Region, schema: Schema, asked: Asked, share: float, used: Used) -> Outcome:
    """Plant each structure once; with a share only those that still fit into it, in the order given."""
    wanted = round(share * living_pairs(region)) if share else None
    outcome = Outcome()
    for structure, form in asked.structures:
        left = None if wanted is None else wanted - sum(len(each.files) for each in outcome.planted)
        if left is not None and structure.size > left:
            outcome.left_out.append(_left(structure, form, "no room in the share"))
            continue
        planted = _planted(region, schema, structure, form, asked, used)
        if planted is None:
            outcome.left_out.append(_left(structure, form, "too few ordinary pairs that fit"))
        else:
            outcome.planted.append(planted)
    return outcome


def _left(structure: Structure, form: str, why: str) -> dict[str, Any]:
    return {"structure": structure.seed, "form": form, "why": why}


def _planted(
    region: Region, schema: Schema, structure: Structure, form: str, asked: Asked, used: Used
) -> Planted | None:
    """The structure planted; where so small a State has no pairs at its tempo or in one centre, loosened in that."""
    recipe = playable(region, schema, recipe_of(structure, form, asked.defaults, asked.between))
    for loosened in LOOSENED:
        try:
            planted = plant(region, schema, _loose(recipe, loosened), f"{region.number}-{recipe.name}", used)
        except CannotCast:
            continue
        planted.structure, planted.form, planted.loosened = structure, form, loosened
        return planted
    return None


def _loose(recipe: Recipe, how: tuple[str, ...]) -> Recipe:
    first, *others = recipe.draws
    if "tempo" in how:
        first = replace(first, along="", apart=None)
    if "centre" in how:
        first = replace(first, same=None)
    return replace(recipe, draws=(first, *others))


def playable(region: Region, schema: Schema, recipe: Recipe) -> Recipe:
    """The recipe without what this State does not keep: tables that are empty, columns that nobody fills."""
    tables = {draw.name: draw.table for draw in recipe.draws}
    steps = []
    for step in recipe.steps:
        table = step.table or tables[step.each]
        frame = region[table]
        known = {name: value for name, value in step.set.items() if name in frame}
        if frame.n and (known or not step.set) and all(name in frame for name in step.where if "." not in name):
            steps.append(replace(step, set=known))
    words = {name: kind for name, kind in recipe.words.items() if _kept(region, kind)}
    missing = set(recipe.words) - set(words)
    steps = [each for each in steps if not _says(each, missing)]
    return replace(recipe, steps=tuple(steps), words=words, draws=tuple(_needed(recipe, steps)))


def _kept(region: Region, kind: str) -> bool:
    """Whether ordinary life has the rows after whose likeness a word is made."""
    how, _, rest = kind.partition(" ")
    if how not in ("fresh", "spliced"):
        return True
    table, _, column = rest.partition(" ")[0].partition(".")
    return column in region[table] and any(each is not None for each in region[table][column])


def _says(step: Step, words: set[str]) -> bool:
    return any(f"${word}'" in repr(step.set) for word in words)


def _needed(recipe: Recipe, steps: list[Step]) -> list[Draw]:
    """The actors that a step still names; nobody else is taken out of ordinary life."""
    said = " ".join(f"{step.each} {step.key} {dict(step.set)!r}" for step in steps)
    return [draw for draw in recipe.draws if draw.name in recipe.pairs or draw.name in said]
