"""Names of people and places, put together from invented parts, and how clerks spell them differently."""

from __future__ import annotations

import numpy as np

from graftwatch_atlantis.dials import read
from graftwatch_atlantis.draw import either, pick
from graftwatch_atlantis.frame import Array

SPELLINGS = (
    ("kh", "h"),
    ("ou", "u"),
    ("gh", "g"),
    ("ee", "i"),
    ("y", "i"),
    ("th", "t"),
    ("š", "s"),
    ("ž", "z"),
    ("ř", "r"),
    ("ö", "oe"),
    ("å", "aa"),
    ("ll", "l"),
    ("nn", "n"),
)
"""What a second clerk writes for what a first clerk wrote."""


def family_names(community: str) -> Array:
    """Every family name of a community."""
    parts = read("names.toml")[community]
    return np.array([front + back for front in parts["family_front"] for back in parts["family_back"]], dtype=object)


def draw_family(rng: np.random.Generator, community: str, n: int, few: Array) -> Array:
    """Family names; where `few` holds a number above -1, from the handful of names of that village."""
    known = family_names(community)
    # some names are common: squaring an even draw piles up at the front of the list
    wide = (rng.random(n) ** 2 * len(known)).astype(np.int64)
    village = (few * 7 + rng.integers(0, 4, n) * 3) % len(known)
    return known[either(few >= 0, village, wide)]


def draw_given(rng: np.random.Generator, community: str, sex: Array) -> Array:
    """Given names, one or two, by sex."""
    parts = read("names.toml")[community]
    n = len(sex)
    first = either(sex == "female", pick(rng, parts["given_female"], n), pick(rng, parts["given_male"], n))
    second = either(sex == "female", pick(rng, parts["given_female"], n), pick(rng, parts["given_male"], n))
    return either(rng.random(n) < 0.35, first + " " + second, first).astype(object)


def respelt(rng: np.random.Generator, names: Array) -> Array:
    """Each name as another clerk would write it down."""
    start = rng.integers(0, len(SPELLINGS), len(names))
    return np.array([_respell(name, int(at)) for name, at in zip(names, start, strict=True)], dtype=object)


def _respell(name: str, start: int) -> str:
    for step in range(len(SPELLINGS)):
        heard, written = SPELLINGS[(start + step) % len(SPELLINGS)]
        if heard in name.lower():
            return name.lower().replace(heard, written).title()
    return name.replace("a", "e") if "a" in name else name + "e"


def place_names(rng: np.random.Generator, n: int) -> Array:
    """Names of places; they repeat with a number once the parts are used up."""
    parts = read("names.toml")["places"]
    known = np.array([front + back for front in parts["front"] for back in parts["back"]], dtype=object)
    order = rng.permutation(len(known))
    return np.array(
        [known[order[k % len(known)]] + (f" {k // len(known) + 1}" if k >= len(known) else "") for k in range(n)],
        dtype=object,
    )


def addresses(rng: np.random.Generator, towns: Array) -> Array:
    """Street addresses in these towns."""
    streets = read("names.toml")["places"]["streets"]
    n = len(towns)
    return _joined(rng.integers(1, 240, n).astype(str).astype(object), pick(rng, streets, n), towns)


def _joined(numbers: Array, streets: Array, towns: Array) -> Array:
    joined: Array = numbers + " " + streets + " Street, " + towns
    return joined
