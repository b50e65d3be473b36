"""From one valid resource to rows, links and wishes, as its mapping file says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graftwatch.tables import Column, Schema
from graftwatch.wire.fhir.bindings import codings
from graftwatch.wire.fhir.deriving import PARTS
from graftwatch.wire.fhir.mapping import From, Link, Row, TypeMapping
from graftwatch.wire.fhir.references import pointed_at, server_of
from graftwatch.wire.fhir.values import READERS, UnfitError, Value, code_of


class RefusedError(Exception):
    """The resource cannot be taken as it is; the sender can mend it."""


class NoPlaceError(Exception):
    """The resource is sound, and nothing of it belongs into our tables."""


@dataclass
class Made:
    """What one resource became. A wish is a cell whose value another resource gives, in order of preference."""

    rows: list[tuple[str, dict[str, Value]]] = field(default_factory=list)
    links: list[tuple[str, str, Value]] = field(default_factory=list)
    wishes: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    left_empty: list[tuple[str, str]] = field(default_factory=list)
    servers: list[str] = field(default_factory=list)


@dataclass
class _Maker:
    mapping: TypeMapping
    schema: Schema
    resource: dict[str, Any]
    key: str
    made: Made = field(default_factory=Made)

    def rows_of(self, row: Row) -> Iterator[dict[str, Value]]:
        parts = PARTS[row.each](self.resource) if row.each.startswith("@") else _parts(self.resource, row.each)
        for number, part in enumerate(parts):
            suffix = f".{row.suffix}{number}" if row.each and row.suffix else f".{row.suffix}" if row.suffix else ""
            cells, wishes = self.cells(row, part, self.key + suffix)
            if self.is_made(row, cells, wishes):
                self.made.wishes += wishes
                yield {"id": self.key + suffix, **cells}

    def cells(self, row: Row, part: Any, row_id: str) -> tuple[dict[str, Value], list[tuple[str, str, str, str, str]]]:
        cells: dict[str, Value] = {}
        wishes: list[tuple[str, str, str, str, str]] = []
        table = self.schema[row.table]
        for name, ways in row.columns.items():
            column = table[name]
            for way in ways:
                if way.through:
                    wishes += [
                        (row.table, row_id, name, reference, way.through) for reference in self.pointed(way, part, "")
                    ]
                    continue
                value = self.value(way, column, part)
                if value is not None:
                    cells[name] = value
                    break
        return cells, wishes

    def is_made(self, row: Row, cells: dict[str, Value], wishes: list[tuple[str, str, str, str, str]]) -> bool:
        given = cells.keys() | {wish[2] for wish in wishes}
        if not given.issuperset(row.needs) or (row.needs_any and given.isdisjoint(row.needs_any)):
            return False
        missing = [column.name for column in self.schema[row.table].columns if column.required]
        for name in missing:
            if name not in given:
                where = " or ".join(one.text for way in row.columns[name] for one in way.paths)
                raise RefusedError(f"{where} does not give what {row.table}.{name} needs")
        return True

    def value(self, way: From, column: Column, part: Any) -> Value:
        if way.always:
            return way.always
        found = [value for path in way.paths for value in path.values(part, self.resource)]
        if not found:
            return None
        if way.codes is not None:
            return self.coded(way, found)
        if column.kind == "reference":
            return next((one for one in self.pointed(way, part, column.refers_to or "")), None)
        if way.system:
            return code_of(found, way.system)
        try:
            return READERS[way.kind or column.kind](found)
        except UnfitError as why:
            self.made.left_empty.append((column.name, str(why)))
            return None

    def coded(self, way: From, found: list[Any]) -> Value:
        assert way.codes is not None
        line = way.codes.find(found)
        if line is None and way.codes.strength == "required":
            raise RefusedError(f"{way.paths[0].text} holds a code that {way.codes.meaning} does not have")
        if line is not None and line.why_not:
            raise NoPlaceError(line.why_not)
        return line.ours if line is not None else None

    def pointed(self, way: From, part: Any, table: str) -> list[str]:
        found = [value for path in way.paths for value in path.values(part, self.resource)]
        for value in found:
            reference = value.get("reference") if isinstance(value, dict) else None
            server = server_of(reference) if isinstance(reference, str) else None
            if server:
                self.made.servers.append(server)
        return [key for value in found for key in [pointed_at(value, self.key, table)] if key]

    def link(self, link: Link) -> None:
        if link.needs is not None and not link.needs.values(self.resource):
            return
        anchors = [self.key]
        if link.of is not None:
            anchors = [k for v in link.of.values(self.resource) for k in [pointed_at(v, self.key, "")] if k]
        reference = link.gives in self.schema
        column = Column(link.gives, "reference" if reference else "text", "", refers_to=link.gives)
        value = self.key if link.value.always == "itself" else self.value(link.value, column, self.resource)
        if value is not None:
            self.made.links += [(anchor, link.gives, value) for anchor in anchors]


def _parts(resource: dict[str, Any], each: str) -> list[Any]:
    if not each:
        return [resource]
    found = resource.get(each)
    return found if isinstance(found, list) else []


def made_of(resource: dict[str, Any], key: str, mapping: TypeMapping, schema: Schema) -> Made:
    """What a valid resource becomes. Raises RefusedError or NoPlaceError with the reason."""
    _check_status(resource, mapping)
    maker = _Maker(mapping, schema, resource, key)
    for row in mapping.rows:
        maker.made.rows += [(row.table, cells) for cells in maker.rows_of(row)]
    for link in mapping.links:
        maker.link(link)
    if not maker.made.rows and not maker.made.links:
        raise NoPlaceError(mapping.nothing)
    return maker.made


def _check_status(resource: dict[str, Any], mapping: TypeMapping) -> None:
    if mapping.status_path is None:
        return
    stops = mapping.stops or {}
    said = [coded for value in mapping.status_path.values(resource) for coded in codings(value)]
    found = [code for system, code in said if system != "text"]
    for status in found:
        if status in stops:
            raise NoPlaceError(stops[status])
        if status not in mapping.kept:
            raise RefusedError(f"{mapping.status_path.text} holds a word that FHIR does not have for it")


def recorded_at(resource: dict[str, Any]) -> dt.datetime | None:
    """When the sender last wrote the resource down, UTC; None where it does not say."""
    said = (resource.get("meta") or {}).get("lastUpdated")
    return READERS["instant"]([said]) if isinstance(said, str) else None  # type: ignore[return-value]
