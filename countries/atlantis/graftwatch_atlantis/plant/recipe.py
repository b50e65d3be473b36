"""A recipe: who is drawn from ordinary life, and which rows are edited, added or taken out. See RECIPES.md."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from graftwatch.errors import GraftwatchError

Part = TypeVar("Part")
DOINGS = ("edit", "add", "remove")
KINDS = ("ring", "lookalike")


class MalformedRecipe(GraftwatchError):  # noqa: N818 the name says what is wrong
    """A recipe file says something that nobody reads, or leaves out what must be said."""


@dataclass(frozen=True)
class Draw:
    """Rows drawn from ordinary life under one name."""

    name: str
    table: str
    count: tuple[int, int] = (1, 1)
    where: Mapping[str, Any] = field(default_factory=dict)
    between: tuple[str, str] | None = None
    within_days: int | None = None
    same: str | None = None
    differ: str | None = None
    match: Mapping[str, str] = field(default_factory=dict)
    agree: Mapping[str, str] = field(default_factory=dict)
    disagree: Mapping[str, str] = field(default_factory=dict)
    near: str = ""
    near_days: tuple[int, int] = (-180, 180)
    without: Mapping[str, Any] = field(default_factory=dict)
    along: str = ""
    apart: tuple[int, int] | None = None


@dataclass(frozen=True)
class Step:
    """One edit of rows, one addition, or one removal, for each row of an actor."""

    do: str
    each: str
    table: str = ""
    by: str = ""
    key: str = "@"
    where: Mapping[str, Any] = field(default_factory=dict)
    equal: Mapping[str, Any] = field(default_factory=dict)
    later_than: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    share: float = 1.0
    most: int | None = None
    times: tuple[int, int] = (1, 1)
    every_days: int | None = None
    until: Any = None
    like: Mapping[str, Any] = field(default_factory=dict)
    set: Mapping[str, Any] = field(default_factory=dict)
    plus: Mapping[str, Any] = field(default_factory=dict)
    without: Mapping[str, Any] = field(default_factory=dict)
    trace: str = ""
    decisive: bool = False


@dataclass(frozen=True)
class Recipe:
    """A ring after a documented case, or a look-alike from ordinary life."""

    name: str
    kind: str
    title: str
    about: str
    draws: tuple[Draw, ...]
    steps: tuple[Step, ...]
    case: str = ""
    status: str = ""
    sources: tuple[str, ...] = ()
    clearing_paper: bool = False
    pairs: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def read_recipe(name: str, text: str) -> Recipe:
    """One recipe from the text of its file. Raises MalformedRecipe."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MalformedRecipe(f"{name} is not TOML: {error}. Mend that place.") from error
    draws = [_part(Draw, f"{name}, draw.{key}", {**each, "name": key}) for key, each in said.pop("draw", {}).items()]
    steps = [_part(Step, f"{name}, step {k}", each) for k, each in enumerate(said.pop("step", []), 1)]
    whole = {**said, "name": name, "draws": tuple(draws), "steps": tuple(steps)}
    whole["sources"], whole["pairs"] = tuple(said.get("sources", ())), tuple(said.get("pairs", ()))
    return _checked(_part(Recipe, name, whole))


def _part(kind: type[Part], where: str, said: Mapping[str, Any]) -> Part:
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(said) - known):
        raise MalformedRecipe(f"{where} says {unknown}, which nobody reads. The keys are {sorted(known)}.")
    pairs = {key: _span(value) if key in ("count", "times") else value for key, value in said.items()}
    try:
        return kind(**pairs)
    except TypeError as error:
        raise MalformedRecipe(f"{where}: {error}. RECIPES.md lists what must be said.") from error


def _span(value: Any) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (int(value[0]), int(value[1]))


def _checked(recipe: Recipe) -> Recipe:
    if recipe.kind not in KINDS:
        raise MalformedRecipe(f"{recipe.name} is of kind {recipe.kind!r}. There are {KINDS}.")
    if recipe.kind == "ring" and not (recipe.case and recipe.status and recipe.sources):
        raise MalformedRecipe(f"{recipe.name} is a ring without case, status or sources. Say all three.")
    actors = {draw.name for draw in recipe.draws}
    for number, step in enumerate(recipe.steps, 1):
        if step.do not in DOINGS:
            raise MalformedRecipe(f"{recipe.name}, step {number} does {step.do!r}. There are {DOINGS}.")
        if step.each not in actors:
            raise MalformedRecipe(
                f"{recipe.name}, step {number} is for {step.each!r}, who is not drawn: {sorted(actors)}."
            )
    if recipe.clearing_paper and not _says_without(recipe):
        raise MalformedRecipe(f"{recipe.name} has a clearing paper but does not say what stands there `without` it.")
    if not any(step.decisive for step in recipe.steps):
        raise MalformedRecipe(f"{recipe.name} has no decisive step: what would a reader have to find?")
    return recipe


def _says_without(recipe: Recipe) -> bool:
    return any(step.without for step in recipe.steps) or any(draw.without for draw in recipe.draws)


def without_paper(recipe: Recipe) -> Recipe:
    """The same look-alike where its paper was never written: `without` stands in place of what is said."""
    steps = tuple(replace(step, set={**step.set, **step.without}) for step in recipe.steps)
    return replace(
        recipe, draws=tuple(replace(each, where={**each.where, **each.without}) for each in recipe.draws), steps=steps
    )


def own_recipes(kind: str) -> list[Recipe]:
    """The recipes that come with Atlantis, `rings` or `lookalikes`, by name."""
    return _from(files("graftwatch_atlantis") / "recipes" / kind)


def recipes_at(place: Path) -> list[Recipe]:
    """A recipe file, or every one in a folder. Raises MalformedRecipe where there is none."""
    found = [read_recipe(place.stem, place.read_text(encoding="utf-8"))] if place.is_file() else _from(place)
    if not found:
        raise MalformedRecipe(f"There is no recipe (*.toml) at {place.name}.")
    return found


def _from(folder: Traversable | Path) -> list[Recipe]:
    found = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    return [read_recipe(each.name.removesuffix(".toml"), each.read_text(encoding="utf-8")) for each in found]
