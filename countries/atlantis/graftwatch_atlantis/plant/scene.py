"""One recipe being planted: its actors, its words, and what its expressions stand for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graftwatch.tables import Schema
from graftwatch_atlantis.frame import NOBODY, Array, nothing
from graftwatch_atlantis.plant.recipe import MalformedRecipe, Recipe
from graftwatch_atlantis.plant.wording import make_word
from graftwatch_atlantis.state import Region

HIDDEN_REFERENCES = {"_entry": "waiting_list_entry", "_town": "municipality"}


@dataclass
class Scene:
    """`actors` hold a table and places; `words` are the same in every row of the recipe."""

    region: Region
    schema: Schema
    recipe: Recipe
    rng: np.random.Generator
    actors: dict[str, tuple[str, Array]] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)

    def target(self, table: str, column: str) -> str:
        """The table that a column refers to."""
        found = HIDDEN_REFERENCES.get(column) or self.schema[table].references.get(column)
        if found is None:
            raise MalformedRecipe(
                f"{self.recipe.name}: {table}.{column} refers to nothing; a path cannot go through it."
            )
        return found

    def follow(self, table: str, path: str, places: Array) -> Array:
        """The values at the end of a path of columns, one for each place; nobody's value is empty."""
        *through, last = path.split(".")
        for name in through:
            places, table = self._at(table, name, places), self.target(table, name)
        return self._at(table, last, places)

    def _at(self, table: str, column: str, places: Array) -> Array:
        frame = self.region[table]
        if column not in frame:
            raise MalformedRecipe(f"{self.recipe.name}: {table} has no column {column!r}. It has {', '.join(frame)}.")
        values = frame[column]
        found: Array = values[places].copy()
        found[places == NOBODY] = nothing(values.dtype.kind)
        return found

    def value(self, said: Any, actor: str, number: int, own: tuple[str, int] | None = None) -> Any:
        """What an expression stands for in the `number`-th row of an actor; `own` is the row being written."""
        if isinstance(said, dict):
            return self._made(said, actor, number, own)
        if isinstance(said, dt.date):
            return np.datetime64(said)
        if not isinstance(said, str) or said[:1] not in ("@", "$", "."):
            return said
        if said.startswith("."):
            table, place = own or ("", NOBODY)
            return self.follow(table, said[1:], np.array([place]))[0]
        head, _, path = said[1:].partition(".")
        if said.startswith("$") and head in self.words:
            return self.words[head]
        table, places = self.actors[head if said.startswith("$") else actor]
        place = places[number % len(places)]
        return self.follow(table, path, np.array([place]))[0] if path else place

    def _taken(self, said: dict[str, Any], actor: str, number: int, own: tuple[str, int] | None) -> Any:
        """The value of some row that agrees in one column with the row being written; its own where there is none."""
        table, column = said["taken_from"].split(".")
        frame = self.region[table]
        alike = frame[said["same"]] == self.value(f".{said['same']}", actor, number, own)
        if "by" in said:
            alike &= frame[said["by"]] == self.value(said["key"], actor, number, own)
        rows = np.flatnonzero(alike)
        if not len(rows):
            return self.value(f".{column}", actor, number, own)
        return frame[column][int(rows[int(self.rng.integers(0, len(rows)))])]

    def _made(self, said: dict[str, Any], actor: str, number: int, own: tuple[str, int] | None) -> Any:
        if "one_of" in said:
            options = said["one_of"]
            return self.value(options[int(self.rng.integers(0, len(options)))], actor, number, own)
        if "of" in said:
            return self.value(said["of"], actor, int(said["row"]) - 1, own)
        if "taken_from" in said:
            return self._taken(said, actor, number, own)
        if "in_turn" in said:
            return self.value(said["in_turn"][number % len(said["in_turn"])], actor, number, own)
        if "number" in said:
            low, high = said["number"]
            step = said.get("round", 1)
            return round(float(self.rng.uniform(low, high)) / step) * step
        if "after" in said:
            low, high = said.get("days", (0, 0))
            start = np.datetime64(self.value(said["after"], actor, number, own), "D")
            return start + np.timedelta64(int(self.rng.integers(low, high + 1)), "D")
        if "share_of" in said:
            low, high = said["times"]
            base = float(self.value(said["share_of"], actor, number, own))
            return round(base * float(self.rng.uniform(low, high)) / 100) * 100
        if "join" in said:
            return " ".join(str(self.value(each, actor, number, own)) for each in said["join"])
        if "word" in said:
            return make_word(self.region, self.rng, said["word"])
        raise MalformedRecipe(f"{self.recipe.name}: {sorted(said)} makes no value. RECIPES.md lists what does.")
