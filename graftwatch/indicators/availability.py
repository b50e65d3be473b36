"""Whether a question can be asked of what is there, and what would let it be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from graftwatch.indicators.asking import TableMissingError, base_tables, columns_read, computed
from graftwatch.indicators.catalogue import all_indicators
from graftwatch.indicators.indicator import Asked, Indicator
from graftwatch.indicators.store import Store
from graftwatch.tables import Schema, Table

Present = Mapping[str, Mapping[str, int]]
"""Per table: rows under the key "", and under each column's name how many of them hold a value."""


@dataclass(frozen=True)
class Lack:
    """A table, or one column of it, that holds nothing here, and the office that usually keeps it."""

    table: str
    column: str | None
    holder: str

    def __str__(self) -> str:
        what = (
            f"the column {self.column} of {self.table} is empty"
            if self.column
            else f"the table {self.table} is not here"
        )
        return f"{what}; usually held by: {self.holder}"


@dataclass(frozen=True)
class Availability:
    """`asked` in full, `in part` (what could not be excluded or compared is said), or `not asked`."""

    code: str
    status: Literal["asked", "in part", "not asked"]
    lacks: tuple[Lack, ...] = ()
    without: tuple[str, ...] = ()
    reads: Mapping[str, frozenset[str]] | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(map(str, self.lacks)) + tuple(f"could not exclude {said}" for said in self.without)


@dataclass(frozen=True)
class Unlock:
    """Something missing, and the questions that would be asked if it came."""

    lack: Lack
    questions: tuple[str, ...]


def assess(
    schema: Schema, present: Present, questions: Iterable[Indicator] | None = None, *, store: Store | None = None
) -> dict[str, Availability]:
    """For each question by code: can it be asked of `present`? `store` is where earlier runs kept what each reads."""
    chosen = list(questions) if questions is not None else list(all_indicators().values())
    return {question.code: _assess(question, schema, present, store) for question in chosen}


def _assess(question: Indicator, schema: Schema, present: Present, store: Store | None) -> Availability:
    there = {name for name, counts in present.items() if counts.get("", 0) > 0}
    try:
        reads = columns_read(question, schema, there, store=store)
    except TableMissingError:
        tables = base_tables(question, required_only=True)
        needed = [schema[name] for name in tables if (schema[name].versions_of or name) not in there]
        return Availability(question.code, "not asked", _lacks((table, None) for table in needed))
    spared = _may_be_empty(question)
    empty = [
        (schema[table], column)
        for table, columns in sorted(reads.items())
        for column in sorted(columns)
        if column in schema[table].readable and not _counted(schema[table], column, present)
    ]
    needed_tables = base_tables(question, required_only=True)
    blocking = _lacks(
        (table, column)
        for table, column in empty
        if table.name in needed_tables and f"{table.name}.{column}" not in spared
    )
    frozen = {table: frozenset(columns) for table, columns in reads.items()}
    if blocking:
        return Availability(question.code, "not asked", blocking, reads=frozen)
    without = tuple(said for table, said in question.without if not _are_there(table, schema, there))
    status: Literal["asked", "in part"] = "in part" if empty or without else "asked"
    return Availability(question.code, status, _lacks(empty), without, reads=frozen)


def _lacks(missing: Iterable[tuple[Table, str | None]]) -> tuple[Lack, ...]:
    """As an office can fill them: a table for all versions of it, a text for what is derived of it."""
    found = (
        Lack(table.versions_of or table.name, column and (table.readable[column].derived_from or column), table.holder)
        for table, column in missing
    )
    return tuple(dict.fromkeys(found))


def _counted(table: Table, column: str, present: Present) -> int:
    """How many values a column holds: a derivation as many as its text, all versions as many as their table."""
    return present[table.versions_of or table.name].get(table.readable[column].derived_from or column, 0)


def _are_there(name: str, schema: Schema, there: set[str]) -> bool:
    return all((schema[table].versions_of or table) in there for table in base_tables_of(name))


def base_tables_of(name: str) -> tuple[str, ...]:
    """The base tables behind a table's or a computed table's name."""
    inner = computed(name)
    return base_tables(inner, required_only=True) if inner else (name,)


def _may_be_empty(asked: Asked) -> set[str]:
    spared = set(asked.may_be_empty)
    for name in asked.tables:
        if inner := computed(name):
            spared |= _may_be_empty(inner)
    return spared


def unlocks(assessed: Mapping[str, Availability]) -> list[Unlock]:
    """What is missing, most questions unlocked first."""
    by_lack: dict[Lack, list[str]] = {}
    for code, availability in assessed.items():
        if availability.status == "not asked":
            for lack in availability.lacks:
                by_lack.setdefault(lack, []).append(code)
    ordered = sorted(by_lack.items(), key=lambda item: (-len(item[1]), item[0].table, item[0].column or ""))
    return [Unlock(lack, tuple(codes)) for lack, codes in ordered]
