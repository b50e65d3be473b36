"""Which States are built for an evaluation, and their building: Atlantis is reached by name, never imported."""

from __future__ import annotations

import csv
import importlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from graftwatch import countries
from graftwatch.errors import GraftwatchError
from graftwatch.evaluation.plan import Plan
from graftwatch.indicators import all_indicators
from graftwatch.tables import Schema

NAME, PACKAGE = "atlantis", "graftwatch_atlantis"
Kind = Literal["rings", "ring free", "firing", "cases", "training"]


class NoAtlantisError(GraftwatchError):
    """The fictional State's package is not here."""


@dataclass(frozen=True)
class World:
    """One State to build: its own seed, what is planted in it, and whether time is replayed or only its end asked."""

    kind: Kind
    seed: int
    structures: tuple[int, ...] = ()
    form: str = ""
    replayed: bool = True

    @property
    def name(self) -> str:
        form = f"-{self.form}" if self.form else ""
        return f"{self.kind.replace(' ', '-')}{form}-{self.seed}"

    def told(self) -> dict[str, Any]:
        return asdict(self)


def worlds_of(plan: Plan, *, held_out: bool, most: int | None = None) -> list[World]:
    """Every State of a run, in the order in which they are built; `most` cuts off worlds with rings, forms in turn."""
    wanted = plan["worlds"]
    first = plan["seeds"]["worlds_from" if held_out else "development_worlds_from"]
    seeds = iter(range(first, first + 10_000))
    packed = {form: list(_packed(plan.seeds(held_out=held_out), wanted["files_per_world"])) for form in wanted["forms"]}
    rings = [
        World("rings", next(seeds), structures[place], form)
        for place in range(max(len(each) for each in packed.values()))
        for form, structures in packed.items()
        if place < len(structures)
    ]
    development = iter(_packed(plan.seeds(held_out=False), wanted["files_per_world"]))
    n_firing = max(wanted["ring_free_last_step"] - wanted["ring_free"], 0)
    return [
        *(
            World("training", next(seeds), next(development), "plain", replayed=False)
            for _ in range(wanted["training"])
        ),
        *(World("ring free", next(seeds)) for _ in range(wanted["ring_free"])),
        *([World("cases", next(seeds), replayed=False)] if wanted["cases"] else []),
        *(World("firing", next(seeds), replayed=False) for _ in range(n_firing)),
        *rings[:most],
    ]


def _packed(structures: Sequence[int], files: int) -> Iterator[tuple[int, ...]]:
    """So many structures to a State that together they have no more files than it may hold: large ones first."""
    grammar = _module("plant.grammar")
    size = {seed: int(grammar.draw_structure(seed).size) for seed in structures}
    left = sorted(structures, key=lambda seed: (-size[seed], seed))
    while left:
        held: list[int] = []
        room = files
        for seed in left:
            if size[seed] <= room or not held:
                held.append(seed)
                room -= size[seed]
        left = [seed for seed in left if seed not in held]
        yield tuple(held)


@dataclass(frozen=True)
class Built:
    """Where a State lies, what was planted in it, and the hidden groups of every pair by (donor, recipient)."""

    folder: Path
    truth: Mapping[str, Any]
    groups: Mapping[tuple[str, str], Mapping[str, str]]


def build(world: World, plan: Plan, schema: Schema, work: Path) -> Built:
    """Build one State below `work`. Raises NoAtlantisError."""
    building = _module("building")
    wanted, (first, last) = plan["worlds"], plan.operations_between
    wish: dict[str, Any] = {
        "seed": world.seed,
        "scale": wanted["scale"],
        "lookalikes": wanted["lookalikes_per_hundred_pairs"],
        "rings": wanted["prevalence"] if world.kind == "cases" else 0.0,
    }
    if world.structures:
        wish |= {
            "structures": world.structures,
            "forms": (world.form,),
            "between": (str(first), str(last)),
            "defaults": published_defaults(),
        }
    folder, truth = work / f"seed-{world.seed}", work / "truth.json"
    building.build(folder, truth, building.Wish(**wish), schema, lambda said: None)
    return Built(folder, json.loads(truth.read_text("utf-8")), _groups(truth.with_suffix(".groups.csv")))


def published_defaults() -> dict[str, dict[str, float]]:
    """The value of every parameter as anybody can read it: what an informed ring stays just inside of."""
    return {
        code: {name: float(each.value) for name, each in question.parameters.items()}
        for code, question in all_indicators().items()
    }


def _groups(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["donor"], row["recipient"]): row for row in csv.DictReader(file)}


def _module(name: str) -> Any:
    """A module of the generator, by its country's entry point."""
    package = countries.installed().get(NAME, PACKAGE)
    if find_spec(package) is None:
        raise NoAtlantisError(f"The package {package!r} is not installed. `make setup` or `pip install .` installs it.")
    return importlib.import_module(f"{package}.{name}")
