"""Tables, columns and code lists as plain data: the contract between the records and everything that computes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

Kind = Literal["reference", "code", "text", "date", "instant", "integer", "number", "money"]
Sensitivity = Literal["open", "personal", "special", "restricted"]
WayOut = Literal["carried", "token", "derived", "left behind"]
CanonicalForm = Literal["name", "number", "phone", "email", "address", "plain"]

ENGINE_TYPES: Mapping[Kind, str] = {
    "reference": "string",
    "code": "string",
    "text": "string",
    "date": "date",
    "instant": "timestamp",
    "integer": "int64",
    "number": "float64",
    "money": "int64",
}

VERSIONS = "_versions"
"""`<table>_versions` is a table with every version of its rows that was recorded by the day of the snapshot."""

NOT_KNOWN = ("unknown", "not_asked", "refused", "not_applicable")
"""Four different ways of not knowing. A coded field offers all four; none of them equals an empty cell."""


@dataclass(frozen=True)
class Code:
    """One value of a code list. `groups` are the classes that questions ask about."""

    value: str
    label: str
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """A dated list of codes with the source it was drawn from."""

    name: str
    version: str
    source: str
    codes: tuple[Code, ...]

    @cached_property
    def values(self) -> tuple[str, ...]:
        return tuple(code.value for code in self.codes)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(code.value, code.label) for code in self.codes]

    def label_of(self, value: str) -> str:
        return next((code.label for code in self.codes if code.value == value), value)

    def in_group(self, group: str) -> tuple[str, ...]:
        """The values of one group, in list order. Raises KeyError if no code belongs to it."""
        found = tuple(code.value for code in self.codes if group in code.groups)
        if not found:
            raise KeyError(f"{self.name} has no group {group!r}")
        return found


@dataclass(frozen=True)
class Column:
    """One column: what it means, in which unit and codes, how secret, and how it may leave the records.

    `way_out` says what a snapshot holds of it: the value (carried), a keyed token of its `canonical` form, coded
    derivatives, or nothing. `refers_to` names the table whose `id` a reference holds. `derive` names the derivations of
    free text that a snapshot may hold; the column that one of them fills has `derived_from` and `derivation`.
    """

    name: str
    kind: Kind
    meaning: str
    label: str = ""
    unit: str = ""
    codes: CodeList | None = None
    source: str = ""
    sensitivity: Sensitivity = "open"
    way_out: WayOut = "carried"
    canonical: CanonicalForm | None = None
    refers_to: str | None = None
    required: bool = False
    derive: tuple[str, ...] = ()
    derived_from: str = ""
    derivation: str = ""

    @property
    def derivatives(self) -> tuple[Column, ...]:
        """The columns that a snapshot may hold instead of the words."""
        return tuple(
            Column(
                name=f"{self.name}_{derivation}",
                kind="text",
                meaning=self.meaning,
                sensitivity=self.sensitivity,
                derived_from=self.name,
                derivation=derivation,
            )
            for derivation in self.derive
        )

    @property
    def engine_type(self) -> str:
        return "string" if self.way_out == "token" else ENGINE_TYPES[self.kind]

    @property
    def leaves(self) -> bool:
        return self.way_out in ("carried", "token")


@dataclass(frozen=True)
class Table:
    """One kind of record. `meaning` says what one row is; `when` names the column that dates the row.

    `holder` is the office that usually keeps it; `bulk` tables live as Parquet and never enter the database;
    `file_numbers` says that the source's own id may be printed as a local file number. `origin` names the source of
    records it comes from: rows of two origins were written down independently; empty for rows that only identify.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    when: str | None
    holder: str
    family: str
    origin: str = ""
    label: str = ""
    bulk: bool = False
    file_numbers: bool = False
    versions_of: str = ""
    """The table whose rows these are, where this table holds all their versions."""

    def __getitem__(self, name: str) -> Column:
        try:
            return self.by_name[name]
        except KeyError:
            known = ", ".join(self.by_name)
            raise KeyError(f"{self.name} has no column {name!r}; it has {known}") from None

    @property
    def is_register(self) -> bool:
        """Whether it holds standing entries (offices, places, accounts): one that did not grow lately is not late."""
        return self.when is None or (self.family in ("places", "money") and not self.bulk)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def readable(self) -> dict[str, Column]:
        """What a question may read, by name: the columns, and what is derived of free text."""
        return self.by_name | {each.name: each for column in self.columns for each in column.derivatives}

    @cached_property
    def with_versions(self) -> Table:
        """The table that holds every version of each row: the same columns, and `version`, counted from 1."""
        return replace(self, name=f"{self.name}{VERSIONS}", versions_of=self.name)

    @cached_property
    def references(self) -> dict[str, str]:
        """Column name to the table it refers to."""
        return {column.name: column.refers_to for column in self.columns if column.refers_to}

    @cached_property
    def engine_schema(self) -> dict[str, str]:
        """What a question sees: the key, the source's file number, the day it was recorded, and what may leave.

        `id` and every reference are text; `recorded_on` is the day the source wrote the row down, or, where it does
        not say, the day the row speaks of.
        """
        head = {"id": "string", "file_number": "string", "recorded_on": "date"}
        if self.versions_of:
            head["version"] = "int64"
        return head | {column.name: column.engine_type for column in self.readable.values() if column.leaves}


@dataclass(frozen=True, eq=False)
class Schema:
    """All tables by name. One schema is itself only, so that what is worked out over it can be remembered.

    `schema["transplant_versions"]` gives the table of all versions; what is counted, loaded and cited are the tables.
    """

    tables: Mapping[str, Table] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Table:
        try:
            whole = self.tables.get(name.removesuffix(VERSIONS)) if name.endswith(VERSIONS) else None
            return whole.with_versions if whole else self.tables[name]
        except KeyError:
            raise KeyError(f"there is no table {name!r}; there are {', '.join(self.tables)}") from None

    def readable(self) -> Iterator[Table]:
        """Every table that a question may name: each kind of record, and all its versions."""
        for table in self:
            yield from (table, table.with_versions)

    def __contains__(self, name: object) -> bool:
        return name in self.tables

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())

    def __len__(self) -> int:
        return len(self.tables)
