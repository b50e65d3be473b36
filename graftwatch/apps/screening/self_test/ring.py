"""A ring as it is planted into one copy: how large, how often it uses its link, and which rows it changed."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graftwatch.apps.screening.self_test.files import File, draw
from graftwatch.apps.screening.self_test.link import Link
from graftwatch.leads.rows import Key

SPAN = dt.timedelta(days=730)
"""The files of one planted ring were opened within two years of each other."""

SIZES_AND_SHARES = ((3, 1.0), (5, 1.0), (5, 0.6), (8, 1.0), (8, 0.6))


@dataclass(frozen=True)
class Form:
    """What is planted again and again: so many files, and the link in this share of them."""

    name: str
    link: Link
    size: int
    share: float

    @property
    def n_linked(self) -> int:
        return math.ceil(round(self.size * self.share, 6))


@dataclass(frozen=True)
class Edit:
    """One row of the copy that gets other values in some columns."""

    table: str
    row: str
    values: tuple[tuple[str, str | None], ...]  # None: what stands in the row `like`
    like: str = ""


@dataclass(frozen=True)
class Ring:
    """A planted ring: its people, and the edits that are its decisive link."""

    form: Form
    people: frozenset[str]
    edits: tuple[Edit, ...]

    @property
    def decisive(self) -> frozenset[Key]:
        return frozenset((edit.table, edit.row) for edit in self.edits)


def forms(links: dict[str, Link]) -> list[Form]:
    """Every size and link reuse of every link."""
    return [Form(name, link, size, share) for name, link in links.items() for size, share in SIZES_AND_SHARES]


def plant(form: Form, pool: Sequence[File], seed: str, taken: Collection[str]) -> Ring | None:
    """A ring drawn among the pool's files, or None where they are too few. The same seed draws the same."""
    chance = random.Random(seed)  # noqa: S311 a repeatable draw, no secret
    members = draw(pool, form.size, SPAN, chance, taken)
    if not members:
        return None
    linked = members[: form.n_linked]
    edits: list[Edit] = []
    for number, mark in enumerate(form.link.marks):
        rows = [chance.choice(file.rows[number]) for file in linked]
        fresh = tuple((column, f"{chance.getrandbits(128):032x}") for column in mark.fresh)
        copied = tuple((column, None) for column in mark.copied)
        edits += [Edit(mark.table, row, (*fresh, *copied, *mark.fixed), like=rows[0]) for row in rows]
    return Ring(form, frozenset().union(*(file.people for file in members)), tuple(edits))
