"""The ordinary files that may be drawn, and what a drawn ring changes in them."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graftwatch.leads.rows import Key

PAIRS: Mapping[str, frozenset[str]] = {"living_donor_assessment": frozenset({"donor", "recipient", "opened_on"})}
"""What a link between pairs needs beside its own table."""

ENOUGH_TRIES = 40
MOST_DRAWN = 0.4
"""No more than this share of a link's files is edited in one copy: what is usual there stays usual."""


@dataclass(frozen=True)
class File:
    """One ordinary file in which a link can be planted: for each of its marks, the rows that can carry it."""

    key: str
    people: frozenset[str]
    anchors: frozenset[Key]
    on: dt.date
    rows: tuple[tuple[str, ...], ...]


def listed(values: Iterable[str]) -> str:
    """Codes as a list in a query."""
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


def files_of(lines_by_mark: Sequence[Iterable[tuple[str, str, str | None, str | None, dt.date | None]]]) -> list[File]:
    """The files that have at least one row for every mark, in a fixed order."""
    rows: list[dict[str, list[str]]] = [{} for _mark in lines_by_mark]
    known: dict[str, tuple[str, str | None, dt.date]] = {}
    for found, lines in zip(rows, lines_by_mark, strict=True):
        for file, row, recipient, donor, on in lines:
            if recipient and on:
                found.setdefault(file, []).append(row)
                known[file] = (recipient, donor, on)
    everywhere = set.intersection(*(set(found) for found in rows))
    return [_file(key, *known[key], tuple(tuple(sorted(found[key])) for found in rows)) for key in sorted(everywhere)]


def _file(key: str, recipient: str, donor: str | None, on: dt.date, rows: tuple[tuple[str, ...], ...]) -> File:
    people = frozenset(each for each in (recipient, donor) if each)
    anchors = {("recipient", recipient)} | ({("pair", f"{donor}:{recipient}")} if donor else set())
    return File(key, people, frozenset(anchors), on, rows)


def draw(
    files: Sequence[File], size: int, span: dt.timedelta, chance: random.Random, taken: Collection[str]
) -> list[File]:
    """`size` files of different people that lie within `span` of each other; none where there are not as many.

    `taken` are people who stand in another ring of the same copy.
    """
    free = [file for file in files if file.people.isdisjoint(taken)]
    if len(free) < size:
        return []
    for _try in range(ENOUGH_TRIES):
        first = chance.choice(free)
        near = [file for file in free if dt.timedelta(0) <= file.on - first.on <= span]
        found, people = [first], set(first.people)
        for file in chance.sample(near, len(near)):
            if len(found) < size and people.isdisjoint(file.people):
                found.append(file)
                people |= file.people
        if len(found) == size:
            return found
    return []
