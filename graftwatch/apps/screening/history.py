"""What happened in a file, in order, and how the file is called at its centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis

from graftwatch import engines
from graftwatch.leads.rows import Key, pair_key
from graftwatch.tables import Schema, Table

MOST_LINES = 40
"""A timeline longer than this is shown from its end: the latest is what a reader acts on."""

SHORT_KEY = 14
"""Enough of a key to tell two apart in a list."""


@dataclass
class _File:
    label: str | None = None
    facility: str | None = None
    planned_on: dt.date | None = None
    crossmatch_valid_until: dt.date | None = None
    events: list[tuple[dt.date, str, str, str]] = field(default_factory=list)


class History:
    """The files of one snapshot, read once for the anchors that became leads."""

    def __init__(self, tables: Mapping[str, ibis.Table], schema: Schema, anchors: Iterable[Key]) -> None:
        self._tables, self._schema = tables, schema
        self._files: dict[Key, _File] = {anchor: _File() for anchor in anchors}
        self._days: dict[Key, tuple[dt.date, str]] = {}
        self._numbers = dict(self._rows("facility", "id", "file_number"))
        self._of_assessment: dict[str, list[Key]] = {}
        self._read_assessments()
        self._read_entries()
        self._read_own_rows()
        self._read_children()

    def label_of(self, kind: str, anchor: str) -> str:
        """The local file number; where the anchor has no file of its own, the beginning of its key."""
        number = self._numbers.get(anchor) if kind == "facility" else self._file(kind, anchor).label
        return number or anchor[:SHORT_KEY]

    def facility_of(self, kind: str, anchor: str) -> str | None:
        return anchor if kind == "facility" else self._file(kind, anchor).facility

    def facility_label_of(self, kind: str, anchor: str) -> str | None:
        return self._numbers.get(self.facility_of(kind, anchor) or "")

    def before_surgery(self, kind: str, anchor: str, as_of: dt.date) -> dict[str, str | None] | None:
        """The planned operation, while there is still time."""
        file = self._file(kind, anchor)
        if file.planned_on is None or file.planned_on < as_of:
            return None
        until = file.crossmatch_valid_until
        return {"planned_on": str(file.planned_on), "crossmatch_valid_until": str(until) if until else None}

    def timeline(self, kind: str, anchor: str, cited: Iterable[Key]) -> list[dict[str, Any]]:
        """Days of the file and of the cited rows, in order."""
        events = set(self._file(kind, anchor).events)
        events |= {(*self._days[key], *key) for key in cited if key in self._days}
        ordered = sorted(events)[-MOST_LINES:]
        return [{"on": str(on), "what": what, "table": table, "row": row} for on, what, table, row in ordered]

    def add_days_of(self, rows: Iterable[Any]) -> None:
        """Remember the day of each cited row (leads.rows.CitedRow)."""
        for row in rows:
            if row.on is not None:
                self._days[row.key] = (row.on, _words(self._schema[row.table]))

    def _file(self, kind: str, anchor: str) -> _File:
        return self._files.get((kind, anchor), _File())

    def _rows(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        if name not in self._tables:
            return []
        arrow = engines.rows_of(self._tables[name], columns)
        return list(zip(*(arrow[column].to_pylist() for column in columns), strict=True))

    def _read_assessments(self) -> None:
        columns = ("id", "file_number", "donor", "recipient", "facility", "opened_on", "surgery_planned_on")
        rows = self._rows("living_donor_assessment", *columns, "crossmatch_valid_until", "outcome")
        for key, number, donor, recipient, facility, opened, planned, valid, outcome in rows:
            for anchor in (("pair", pair_key(donor or "", recipient or "")), ("recipient", recipient or "")):
                file = self._files.get(anchor)
                if file is None:
                    continue
                file.label = number or file.label
                file.facility = facility or file.facility
                if outcome in (None, "open", "unknown") and planned:
                    file.planned_on, file.crossmatch_valid_until = planned, valid
                if opened:
                    words = _words(self._schema["living_donor_assessment"])
                    file.events.append((opened, words, "living_donor_assessment", key))
                self._of_assessment.setdefault(key, []).append(anchor)

    def _read_entries(self) -> None:
        for key, number, person, facility, listed in self._rows(
            "waiting_list_entry", "id", "file_number", "person", "facility", "listed_on"
        ):
            file = self._files.get(("recipient", person or ""))
            if file is not None:
                file.label = file.label or number
                file.facility = file.facility or facility
                if listed:
                    file.events.append((listed, _words(self._schema["waiting_list_entry"]), "waiting_list_entry", key))

    def _read_own_rows(self) -> None:
        for key, number in self._rows("account", "id", "file_number"):
            if ("account", key) in self._files:
                self._files["account", key].label = number
        for (code,) in self._rows("municipality", "code"):
            if ("place", code) in self._files:
                self._files["place", code].label = code

    def _read_children(self) -> None:
        for name, table in self._tables.items():
            when = self._schema[name].when
            if not self._of_assessment or not when or not {"assessment", when} <= set(table.columns):
                continue
            rows = engines.rows_of(table, ["id", "assessment", when], among=("assessment", self._of_assessment))
            for row in rows.to_pylist():
                if row[when] is not None:
                    for anchor in self._of_assessment[row["assessment"]]:
                        self._files[anchor].events.append((row[when], _words(self._schema[name]), name, row["id"]))


def _words(table: Table) -> str:
    column = table[table.when] if table.when else None
    return f"{table.label}: {column.meaning[:1].lower()}{column.meaning[1:]}" if column else table.label
