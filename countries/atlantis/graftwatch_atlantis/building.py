"""Build the State: draw each region, plant what was asked for, let its offices keep it, write it down."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graftwatch.errors import GraftwatchError
from graftwatch.tables import Schema
from graftwatch_atlantis import dials
from graftwatch_atlantis.life.everything import live
from graftwatch_atlantis.offices.keeping import keep
from graftwatch_atlantis.offices.numbering import number
from graftwatch_atlantis.offices.writing import Folder
from graftwatch_atlantis.plant.casting import Used
from graftwatch_atlantis.plant.choosing import plant_lookalikes, plant_rings, plant_strangers
from graftwatch_atlantis.plant.grammar import Defaults, draw_structure
from graftwatch_atlantis.plant.grammar.forms import ALL_YEARS, FORMS
from graftwatch_atlantis.plant.groups import GROUPS_END, groups_of, write_groups
from graftwatch_atlantis.plant.planting import Planted
from graftwatch_atlantis.plant.recipe import recipes_at
from graftwatch_atlantis.plant.structures import Asked, plant_structures
from graftwatch_atlantis.plant.truth import files_of, told
from graftwatch_atlantis.state import LARGEST, SMALLEST, Region, regions_of
from graftwatch_atlantis.streams import Streams


class CannotBuild(GraftwatchError):  # noqa: N818 the name says what is wrong
    """Atlantis was asked for something that it does not build."""


@dataclass(frozen=True)
class Wish:
    """What is asked for: seed and size, and what is planted.

    `rings` is the share of living-donor files with a recipient that shall belong to rings; `lookalikes` is how many
    look-alikes are planted for each hundred such files. A State larger than `region_size` is drawn in several regions.
    `structures` are seeds of the ring grammar, in the order in which they are planted, each in the next of `forms`;
    with them `rings` is the share that they fill, or 0 for all of them. All their operations fall `between` two days.
    `defaults` are the published values by code and name that an informed structure stays inside of.
    """

    seed: int = 1
    scale: float = 1.0
    rings: float = 0.0
    lookalikes: float = 5.2
    plant: Path | None = None
    dials: Mapping[str, Any] = field(default_factory=dict)
    region_size: float = 1.0
    structures: Sequence[int] = ()
    forms: Sequence[str] = ("plain",)
    between: tuple[str, str] = ALL_YEARS
    defaults: Defaults = field(default_factory=dict)


def build(
    folder: Path, truth: Path, wish: Wish, schema: Schema, tell: Callable[[str], None] = lambda said: None
) -> dict[str, int]:
    """Write the State into a folder and the truth beside it. Gives the number of rows of each table.

    Raises CannotBuild where the truth would lie inside the folder, or the size is out of bounds.
    """
    _check(folder, truth, wish)
    planted: dict[str, list[Any]] = {"rings": [], "lookalikes": [], "not_planted": [], GROUPS_END: []}
    sizes = regions_of(wish.scale, wish.region_size)
    with Folder(folder, schema) as into:
        for index, size in enumerate(sizes):
            said = (
                (lambda words, index=index: tell(f"region {index + 1} of {len(sizes)}: {words}"))
                if len(sizes) > 1
                else tell
            )
            region = Region(
                index, size, Streams(wish.seed, (f"region {index}",)), dials.rates(), dials.nuisances(wish.dials)
            )
            _one(region, wish, into, planted, said)
    tell("writing the truth")
    write_groups(truth, planted.pop(GROUPS_END))
    _write_truth(truth, wish, planted)
    return into.rows


def _one(region: Region, wish: Wish, into: Folder, planted: dict[str, list[Any]], tell: Callable[[str], None]) -> None:
    live(region, tell)
    tell("look-alikes and rings")
    done, left_out = _plant(region, wish, into.schema)
    files = [files_of(region, each) for each in done]
    groups = groups_of(region, done)
    tell("offices write it down")
    keep(region, into.schema)
    tell("writing")
    ids = number(region)
    into.append(region, ids)
    planted["not_planted"] += left_out
    planted[GROUPS_END] += groups.numbered(ids)
    for each, own in zip(done, files, strict=True):
        planted["rings" if each.recipe.kind == "ring" else "lookalikes"].append(told(region, ids, each, own))


def _plant(region: Region, wish: Wish, schema: Schema) -> tuple[list[Planted], list[dict[str, Any]]]:
    """A stranger's recipes once, in the first region; then rings, then look-alikes from the rows that are left."""
    used: Used = {}
    strangers = recipes_at(wish.plant) if wish.plant and region.number == 0 else []
    done = plant_strangers(region, schema, strangers, used)
    left_out: list[dict[str, Any]] = []
    if wish.structures:
        outcome = plant_structures(region, schema, _asked(wish, region.number), wish.rings, used)
        done, left_out = done + outcome.planted, outcome.left_out
    else:
        done += plant_rings(region, schema, wish.rings, used)
    return done + plant_lookalikes(region, schema, wish.lookalikes, used), left_out


def _asked(wish: Wish, region: int) -> Asked:
    """This region's structures: in a State of several regions each has its own, so that none is planted twice."""
    forms = [(draw_structure(seed), wish.forms[k % len(wish.forms)]) for k, seed in enumerate(wish.structures)]
    n_regions = len(regions_of(wish.scale, wish.region_size))
    return Asked(forms[region::n_regions], wish.between, wish.defaults)


def _check(folder: Path, truth: Path, wish: Wish) -> None:
    if not SMALLEST <= wish.scale <= LARGEST:
        raise CannotBuild(f"The scale {wish.scale} was asked for. It goes from {SMALLEST} to {LARGEST:.0f}.")
    if not 0 <= wish.rings <= 0.5:
        raise CannotBuild(
            f"A share of {wish.rings} ring pairs was asked for. Give a share from 0 to 0.5: 0.01 is 1 per cent."
        )
    if unknown := sorted(set(wish.forms) - set(FORMS)):
        raise CannotBuild(f"The forms {unknown} were asked for. There are {', '.join(FORMS)}.")
    if truth.resolve().is_relative_to(folder.resolve()):
        raise CannotBuild(
            "The truth would lie inside the folder that is screened. Name a file elsewhere, for instance beside it."
        )


def _write_truth(truth: Path, wish: Wish, planted: Mapping[str, list[Any]]) -> None:
    truth.parent.mkdir(parents=True, exist_ok=True)
    said = {"seed": wish.seed, "scale": wish.scale, **planted}
    truth.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
