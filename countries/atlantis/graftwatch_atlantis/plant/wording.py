"""Words that recipes make: names, numbers and papers as ordinary rows have them."""

from __future__ import annotations

from typing import Any

import numpy as np

from graftwatch_atlantis.draw import choose, pick
from graftwatch_atlantis.life.names import addresses, draw_family, draw_given
from graftwatch_atlantis.plant.recipe import MalformedRecipe
from graftwatch_atlantis.state import ABROAD, Region


def make_word(region: Region, rng: np.random.Generator, kind: str) -> Any:
    """One word of a kind, in the likeness of ordinary rows. Raises MalformedRecipe."""
    population = region["municipality"]["population"]
    town = int(rng.choice(len(population), p=population / population.sum()))
    notaries = max(int(population[town]) // 9000, 1)
    number = int(rng.integers(0, 10**7))
    if kind in ("name", "doctor", "name of a clerk"):
        community = str(choose(rng, {"coast": 0.7, "highlands": 0.12, "diaspora": 0.1, "far": 0.08}, 1)[0])
        community = "coast" if kind == "name of a clerk" else community
        given = draw_given(rng, community, pick(rng, ["female", "male"], 1))[0]
        family = draw_family(rng, community, 1, np.full(1, -1))[0]
        return f"Dr {family}" if kind == "doctor" else f"{given} {family}"
    made = {
        "phone": f"+999 3{region.number:02d} {number // 10**4:03d} {number % 10**4:04d}",
        "email": f"u{number:08d}@post.example",
        "notary": f"Notary {town:04d}-{number % notaries}",
        "stamp": f"Notary {town:04d}-{number % notaries}-{number % 2 + 1}",
        "issuer": f"Civil office {town:04d}",
        "layout": f"L{number:07d}",
        "hospital": f"General Hospital {'XBXCXDXEXFXG'[number % 6 * 2 : number % 6 * 2 + 2]}{number % 39 + 1}",
        "sponsor": f"S{number % 10**6:06d}",
        "country": ABROAD[number % len(ABROAD)],
        "city": region["municipality"]["name"][town],
        "picture": rng.bytes(8).hex(),
    }
    if kind == "address":
        return addresses(rng, region["municipality"]["name"][np.array([town])])[0]
    if kind.startswith(("fresh ", "spliced ")):
        return _like_ordinary(region, rng, kind)
    if kind not in made:
        raise MalformedRecipe(f"There is no word {kind!r}. There are name, doctor, address, {', '.join(made)}.")
    return made[kind]


def _like_ordinary(region: Region, rng: np.random.Generator, kind: str) -> str:
    """`fresh TABLE.COLUMN`: an ordinary value with other digits; `spliced …`: halves of two texts that nobody shares.

    A condition may follow, as in `fresh laboratory_result.value_text test=hla_typing`.
    """
    how, said, *where = kind.split(" ")
    table, _, column = said.partition(".")
    frame = region[table]
    fits = np.array([each is not None for each in frame[column]])
    for each in where:
        name, _, wanted = each.partition("=")
        fits &= frame[name] == wanted
    values = frame[column][fits].astype(str)
    if how == "fresh":
        ordinary = str(pick(rng, values, 1)[0])
        return "".join(str(rng.integers(0, 10)) if letter.isdigit() else letter for letter in ordinary)
    texts, times = np.unique(values, return_counts=True)
    one, other = (str(each).removesuffix(".").split(". ") for each in pick(rng, texts[times == 1], 2))
    return ". ".join(one[: (len(one) + 1) // 2] + other[len(other) // 2 :]) + "."
