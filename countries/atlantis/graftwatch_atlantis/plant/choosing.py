"""Which recipes are planted in a region: rings by share of pairs, look-alikes by rate, a stranger's by name."""

from __future__ import annotations

from graftwatch.tables import Schema
from graftwatch_atlantis.frame import NOBODY
from graftwatch_atlantis.plant.casting import CannotCast, Used
from graftwatch_atlantis.plant.planting import Planted, plant
from graftwatch_atlantis.plant.recipe import Recipe, own_recipes, without_paper
from graftwatch_atlantis.state import Region

MOST_ROUNDS = 20


def living_pairs(region: Region) -> int:
    """How many living-donor files name a recipient: what the share of ring pairs is a share of."""
    return int((region["living_donor_assessment"]["recipient"] != NOBODY).sum())


def plant_strangers(region: Region, schema: Schema, recipes: list[Recipe], used: Used) -> list[Planted]:
    """Plant each recipe once. Raises CannotCast: who asked for it must know that it is not there."""
    return [plant(region, schema, each, f"{region.number}-{each.name}-1", used) for each in recipes]


def plant_rings(region: Region, schema: Schema, share: float, used: Used) -> list[Planted]:
    """Plant the rings in turn, in an order drawn by seed, until their files are this share of all.

    Every recipe has its turn once if it fits into the share; those that need no file ride along. Recipes with files
    then go round again until the share is met. At one per cent and scale one, all recipes fit into the first round.
    """
    wanted = round(share * living_pairs(region))
    planted: list[Planted] = []
    if wanted == 0:
        return planted
    recipes = own_recipes("rings")
    order = region.rng("plant", "rings", "order").permutation(len(recipes))
    for turn in range(MOST_ROUNDS * len(recipes)):
        recipe = recipes[int(order[turn % len(recipes)])]
        left = wanted - sum(len(each.files) for each in planted)
        again = turn >= len(recipes)
        if left <= 0 and again:
            break
        if _least(recipe) <= left and not (again and not recipe.pairs):
            planted += _tried(region, schema, recipe, turn // len(recipes) + 1, used)
    return planted


def plant_lookalikes(region: Region, schema: Schema, per_hundred: float, used: Used) -> list[Planted]:
    """Plant look-alikes in turn, so many for each hundred living-donor files.

    Those that a paper clears are planted with it and without it by turns; which comes first differs by recipe.
    """
    wanted = round(per_hundred * living_pairs(region) / 100)
    recipes = own_recipes("lookalikes")
    order = region.rng("plant", "lookalikes", "order").permutation(len(recipes))
    planted: list[Planted] = []
    for turn in range(MOST_ROUNDS * len(recipes)):
        if len(planted) >= wanted:
            break
        recipe, number = recipes[int(order[turn % len(recipes)])], turn // len(recipes) + 1
        without = recipe.clearing_paper and (turn + number) % 2 == 0
        for each in _tried(region, schema, without_paper(recipe) if without else recipe, number, used):
            each.with_paper = recipe.clearing_paper and not without
            planted.append(each)
    return planted


def _tried(region: Region, schema: Schema, recipe: Recipe, number: int, used: Used) -> list[Planted]:
    """The recipe planted, or nothing: a small State has not enough rows for one more of it."""
    try:
        return [plant(region, schema, recipe, f"{region.number}-{recipe.name}-{number}", used)]
    except CannotCast:
        return []


def _least(recipe: Recipe) -> int:
    """The fewest files that a ring may have."""
    return sum(draw.count[0] for draw in recipe.draws if draw.name in recipe.pairs)
