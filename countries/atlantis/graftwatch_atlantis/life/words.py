"""Sentences by language, put together from `words.toml`: what donors, boards and clinicians write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from graftwatch_atlantis.dials import read
from graftwatch_atlantis.draw import pick
from graftwatch_atlantis.frame import Array

SLOT = re.compile(r"\{(\w+)\}")
WITHOUT_BLANKS = ("zh",)


def told(rng: np.random.Generator, parts: Mapping[str, Sequence[str]], language: str, n: int, skip: float) -> Array:
    """n texts: one sentence of each part in order, some parts left out, slots filled in the same language."""
    chosen = {part: pick(rng, sentences, n) for part, sentences in parts.items()}
    left_out = {part: rng.random(n) < skip for part in parts}
    slots = read("words.toml")["slots"].get(language, {})
    fills = {slot: rng.integers(0, len(options), (n, len(parts))) for slot, options in slots.items()}
    gap = "" if language in WITHOUT_BLANKS else " "
    found = np.empty(n, dtype=object)
    for k in range(n):
        said = [
            _filled(chosen[part][k], {slot: options[fills[slot][k, j]] for slot, options in slots.items()})
            for j, part in enumerate(parts)
            if not left_out[part][k]
        ]
        found[k] = gap.join(said) or chosen[next(iter(parts))][k].replace("{", "").replace("}", "")
    return found


def _filled(sentence: str, words: Mapping[str, str]) -> str:
    return SLOT.sub(lambda slot: words[slot[1]], sentence)


def by_language(rng: np.random.Generator, table: str, languages: Array, skip: float) -> Array:
    """A text for each row in its language, from the parts of that table of `words.toml`."""
    found = np.full(len(languages), None, dtype=object)
    for language, parts in read("words.toml")[table].items():
        rows = np.flatnonzero(languages == language)
        found[rows] = told(rng, parts, language, len(rows), skip)
    return found


def one_each(rng: np.random.Generator, table: str, languages: Array) -> Array:
    """One sentence for each row in its language, from a plain list of that table."""
    found = np.full(len(languages), None, dtype=object)
    for language, sentences in read("words.toml")[table].items():
        rows = np.flatnonzero(languages == language)
        found[rows] = pick(rng, sentences, len(rows))
    return found


def form(table: str, place: Array) -> Array:
    """The printed words that each of these places uses for everybody."""
    forms = np.array(read("words.toml")["boilerplate"][table], dtype=object)
    printed: Array = forms[place % len(forms)]
    return printed
