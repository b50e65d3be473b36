"""How likely one of their columns is one of ours: the name, then whether the cells could be that at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graftwatch.desk.loading.mapping.profile import ColumnProfile
from graftwatch.desk.loading.mapping.proposal import KEY, RECORDED
from graftwatch.desk.loading.mapping.words import (
    code_for,
    key_phrases,
    likeness,
    phrases_for,
    plain,
    recorded_phrases,
    table_phrases,
)
from graftwatch.tables import Column, Schema, Table

TOLD_IN_PASSING = ("person", "facility")
"""Tables that others tell in passing: the recipient's name in a list of transplants."""

LEAST = 0.45


@dataclass(frozen=True)
class Match:
    """What a column is taken for, and how surely (0 to 1)."""

    ours: str
    confidence: float


def name_score(name: str, table: Table) -> float:
    """How like the name of a file or sheet is to a table's."""
    return likeness(" ".join(word for word in plain(name).split() if not word.isdigit()), table_phrases(table))


def best_matches(
    found: Sequence[ColumnProfile], table: Table, schema: Schema, numberings: Sequence[set[str]]
) -> dict[int, Match]:
    """The surest assignment, greedily: each of their columns once, each of ours once."""
    scores = [
        (_score(profile, number, ours, column, phrases, numberings), number, ours)
        for number, profile in enumerate(found)
        for ours, column, phrases in _candidates(table, schema)
    ]
    matches: dict[int, Match] = {}
    taken: set[str] = set()
    for score, number, ours in sorted(scores, key=lambda one: (-one[0], one[1], one[2])):
        if score < LEAST or number in matches or ours in taken:
            continue
        matches[number] = Match(ours, score)
        taken.add(ours)
    orphans = {ours.partition(">")[0] for ours in taken if ">" in ours} - taken
    return {
        number: one
        for number, one in matches.items()
        if one.ours.partition(">")[0] not in orphans or ">" not in one.ours
    }


def _candidates(table: Table, schema: Schema) -> Iterator[tuple[str, Column | None, tuple[str, ...]]]:
    """Everything a column of this table could be, with what it is called."""
    own_key = tuple(f"{phrase} {word}" for phrase in table_phrases(table) for word in ("no", "id", "number", "n"))
    yield KEY, None, (*key_phrases(), *own_key)
    yield RECORDED, None, recorded_phrases()
    for column in table.columns:
        yield column.name, column, phrases_for(table, column)
    for reference, target in table.references.items():
        if target in TOLD_IN_PASSING:
            roles = phrases_for(table, table[reference])[:14]
            for column in schema[target].columns:
                if column.leaves:
                    yield (
                        f"{reference}>{column.name}",
                        column,
                        _in_passing(table, reference, roles, schema[target], column),
                    )


def _in_passing(table: Table, reference: str, roles: tuple[str, ...], target: Table, column: Column) -> tuple[str, ...]:
    """`recipient name`, `name of recipient`, `nom receveur`; bare words only for the first person a row names."""
    said = phrases_for(target, column)[:24]
    told = tuple(f"{role} {word}" for role in roles for word in said if len(role.split()) < 3)
    first = next(name for name, to in table.references.items() if to == target.name)
    own = {phrase for one in table.columns for phrase in phrases_for(table, one)}
    return told + (tuple(word for word in said if word not in own) if reference == first else ())


def _score(
    profile: ColumnProfile,
    number: int,
    ours: str,
    column: Column | None,
    phrases: tuple[str, ...],
    numberings: Sequence[set[str]],
) -> float:
    named = likeness(profile.heading, phrases)
    if ours == KEY:
        return _as_key(profile, number, named)
    if named < LEAST:
        return named
    if ours == RECORDED:
        return named if profile.share_days > 0.5 else named * 0.4
    assert column is not None
    return named * _fits(profile, column, numberings)


def _as_key(profile: ColumnProfile, number: int, named: float) -> float:
    """A number of its own in every row; usually the first column."""
    if not profile.is_numbering or profile.share_days > 0.2:
        return 0.0
    return max(0.55 * named + 0.4, 0.8 if number == 0 else 0.6)


def _fits(profile: ColumnProfile, column: Column, numberings: Sequence[set[str]]) -> float:
    """Whether the cells could be of this kind at all, as a factor; empty columns say nothing against it."""
    if profile.n_filled == 0:
        return 0.9
    if column.kind in ("date", "instant"):
        serial = profile.share_numbers > 0.9 and all(len(value) == 5 for value in list(profile.values)[:20])
        return 1.0 if profile.share_days > 0.5 else 0.7 if serial else 0.2
    if column.kind in ("integer", "number", "money"):
        return 1.0 if profile.share_numbers > 0.5 else 0.3
    if profile.share_days > 0.5:
        return 0.2
    if column.kind == "code" and column.codes is not None:
        if not profile.few_values:
            return 0.4
        told = sum(n for value, n in profile.values.items() if code_for(column.codes, value)) / profile.n_filled
        return 0.75 + 0.25 * told
    if column.kind == "reference":
        shared = max((len(numbers & profile.values.keys()) for numbers in numberings), default=0) / len(profile.values)
        return 1.0 if shared > 0.5 else 0.92
    return 0.95
