"""The rows that findings cite, and whose rows they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import ibis

from graftwatch import engines
from graftwatch.tables import Schema

Key = tuple[str, str]
"""(table, row id), or (kind of anchor, anchor)."""

HEADERS = frozenset({"living_donor_assessment", "waiting_list_entry", "transplant", "person", "facility", "account"})
"""Rows that only say which file is meant: two findings that share one still rest on different facts."""

PERSON_COLUMNS = ("donor", "recipient", "person", "other_person", "beneficiary", "interpreter", "payer", "living_donor")


def pair_key(donor: str, recipient: str) -> str:
    """A pair's key, as questions about pairs give it."""
    return f"{donor}:{recipient}"


@dataclass(frozen=True)
class CitedRow:
    """One row of a snapshot: its file number, the day it speaks of, what it refers to."""

    table: str
    row: str
    file_number: str | None
    on: dt.date | None
    refers: Mapping[str, str]

    @property
    def key(self) -> Key:
        return (self.table, self.row)

    @property
    def people(self) -> set[str]:
        named = {self.refers[name] for name in PERSON_COLUMNS if name in self.refers}
        return named | ({self.row} if self.table == "person" else set())


@dataclass
class Files:
    """Who is in which file: enough of the snapshot to say whose row a row is."""

    pair_of_assessment: dict[str, str] = field(default_factory=dict)
    person_of_entry: dict[str, str] = field(default_factory=dict)
    recipients: set[str] = field(default_factory=set)
    donors: set[str] = field(default_factory=set)

    def anchors_of(self, row: CitedRow) -> set[Key]:
        """The pairs and recipients whose row this is. Donors are never an anchor."""
        refers = row.refers
        pair = self._pair_of(row)
        found = {("pair", pair)} if pair else set()
        if pair:
            found.add(("recipient", pair.split(":", 1)[1]))
        people = row.people | (
            {self.person_of_entry[refers["entry"]]} if refers.get("entry") in self.person_of_entry else set()
        )
        return found | {("recipient", person) for person in people if person in self.recipients}

    def _pair_of(self, row: CitedRow) -> str | None:
        if "donor" in row.refers and "recipient" in row.refers:
            return pair_key(row.refers["donor"], row.refers["recipient"])
        return self.pair_of_assessment.get(row.refers.get("assessment", ""))


def files(tables: Mapping[str, ibis.Table]) -> Files:
    """Read the pairs, entries, recipients and donors of a snapshot."""
    found = Files()
    for name in ("living_donor_assessment", "transplant"):
        for key, donor, recipient in _columns(tables, name, "id", "donor", "recipient"):
            if donor:
                found.donors.add(donor)
            if recipient:
                found.recipients.add(recipient)
            if donor and recipient and name == "living_donor_assessment":
                found.pair_of_assessment[key] = pair_key(donor, recipient)
    for key, person in _columns(tables, "waiting_list_entry", "id", "person"):
        if person:
            found.person_of_entry[key] = person
            found.recipients.add(person)
    return found


def _columns(tables: Mapping[str, ibis.Table], name: str, *columns: str) -> Iterable[tuple[str, ...]]:
    if name not in tables:
        return ()
    arrow = engines.rows_of(tables[name], columns)
    return zip(*(arrow[column].to_pylist() for column in columns), strict=True)


def cited_rows(tables: Mapping[str, ibis.Table], schema: Schema, cited: Iterable[Key]) -> dict[Key, CitedRow]:
    """Fetch the cited rows, a table at a time. Rows that are not in the snapshot are left out."""
    by_table: dict[str, set[str]] = {}
    for table, row in cited:
        by_table.setdefault(table, set()).add(row)
    found: dict[Key, CitedRow] = {}
    for name, ids in sorted(by_table.items()):
        if name in tables:
            found |= {row.key: row for row in _fetch(tables[name], name, schema, ids)}
    return found


def _fetch(table: ibis.Table, name: str, schema: Schema, ids: set[str]) -> Iterable[CitedRow]:
    references = [column for column in schema[name].references if column in table.columns]
    when = schema[name].when
    wanted = ["id", "file_number", *references, *([when] if when and when in table.columns else [])]
    for row in engines.rows_of(table, wanted, among=("id", ids)).to_pylist():
        refers = {column: row[column] for column in references if row[column]}
        yield CitedRow(name, row["id"], row["file_number"], row.get(when) if when else None, refers)
