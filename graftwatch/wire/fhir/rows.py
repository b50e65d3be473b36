"""From one valid resource to rows, links and wishes, as its mapping file says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graftwatch.tables import Column, Schema
from graftwatch.wire.fhir.bindings import codings
from graftwatch.wire.fhir.deriving import PARTS
from graftwatch.wire.fhir.mapping import From, Link, Row, Status, TypeMapping, types_for
from graftwatch.wire.fhir.references import pointed_at, server_of
from graftwatch.wire.fhir.values import READERS, UnfitError, Value, code_of, instant


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


Wish = tuple[str, str, str, str, str]


@dataclass
class _Maker:
    mapping: TypeMapping
    schema: Schema
    resource: dict[str, Any]
    key: str
    made: Made = field(default_factory=Made)

    def make(self) -> Made:
        for row in self.mapping.rows:
            if not row.beside or any(table == row.beside for table, _ in self.made.rows):
                self.made.rows += [(row.table, cells) for cells in self.rows_of(row)]
        for link in self.mapping.links:
            self.link(link)
        return self.made

    def rows_of(self, row: Row) -> Iterator[dict[str, Value]]:
        for number, part in enumerate(_parts(self.resource, row.each)):
            if (row.only and not self.holds(row.only, part)) or (row.unless and self.holds(row.unless, part)):
                continue
            row_id = self.key
            if row.suffix:
                row_id += f".{row.suffix}{number if row.each else ''}"
            cells, wishes = self.cells(row, part, row_id)
            if self.is_made(row, cells, wishes):
                self.made.wishes += wishes
                yield {"id": row_id, **cells}

    def holds(self, condition: From, part: Any) -> bool:
        found = self.found(condition, part)
        return bool(found) if condition.codes is None else self.coded(condition, found) is not None

    def cells(self, row: Row, part: Any, row_id: str) -> tuple[dict[str, Value], list[Wish]]:
        cells: dict[str, Value] = {}
        wishes: list[Wish] = []
        for name, ways in row.columns.items():
            for way in ways:
                if way.through:
                    pointed = self.pointed(way, part, "")
                    wishes += [(row.table, row_id, name, reference, way.through) for reference in pointed]
                    continue
                value = self.value(way, self.schema[row.table][name], part)
                if value is not None:
                    cells[name] = value
                    break
        return cells, wishes

    def is_made(self, row: Row, cells: dict[str, Value], wishes: list[Wish]) -> bool:
        given = cells.keys() | {wish[2] for wish in wishes}
        if not given.issuperset(row.needs) or (row.needs_any and given.isdisjoint(row.needs_any)):
            return False
        for column in self.schema[row.table].columns:
            if column.required and column.name not in given:
                self.refuse(row, column)
        return True

    def refuse(self, row: Row, column: Column) -> None:
        paths = " or ".join(one.text for way in row.columns[column.name] for one in way.paths)
        said = paths.replace("%resource.", "")
        if column.refers_to and any(self.found(way, self.resource) for way in row.columns[column.name]):
            raise NoPlaceError(f"its {said} points at no {column.refers_to.replace('_', ' ')}")
        for name, why in self.made.left_empty:
            if name == column.name:
                raise RefusedError(f"{said}: {why} ({row.table}.{name})")
        raise RefusedError(f"{said} does not give what {row.table}.{column.name} needs")

    def found(self, way: From, part: Any) -> list[Any]:
        return [value for path in way.paths for value in path.values(part, self.resource)]

    def value(self, way: From, column: Column, part: Any) -> Value:
        if way.always:
            return way.always
        found = self.found(way, part)
        if not found:
            return None
        if way.codes is not None:
            return self.coded(way, found)
        if column.kind == "reference":
            return next(iter(self.pointed(way, part, column.refers_to or "")), None)
        if way.system:
            return code_of(found, way.system)
        try:
            return READERS[way.kind or column.kind](found)
        except UnfitError as why:
            self.made.left_empty.append((column.name, str(why)))
            return None

    def coded(self, way: From, found: list[Any]) -> str | None:
        assert way.codes is not None
        line = way.codes.find(found)
        if line is None and found and way.codes.strength == "required":
            raise RefusedError(f"{way.paths[0].text} holds a code that {way.codes.meaning} does not have")
        if line is not None and line.why_not:
            raise NoPlaceError(line.why_not)
        return line.ours if line is not None else None

    def pointed(self, way: From, part: Any, table: str) -> list[str]:
        """The keys that the references there mean; for a table, only those of types that can be or lead to a row."""
        found = self.found(way, part)
        for value in found:
            reference = value.get("reference") if isinstance(value, dict) else None
            server = server_of(reference) if isinstance(reference, str) else None
            if server:
                self.made.servers.append(server)
        keys = [key for value in found for key in [pointed_at(value, self.key, table)] if key]
        return [key for key in keys if not table or _may_be(key, table)]

    def link(self, link: Link) -> None:
        if link.only is not None and not self.holds(link.only, self.resource):
            return
        anchors = [self.key]
        if link.of is not None:
            anchors = [k for v in link.of.values(self.resource) for k in [pointed_at(v, self.key, "")] if k]
        to = link.gives if link.gives in self.schema else None
        column = Column(link.gives, "reference" if to else "text", "", refers_to=to)
        value = self.value(link.value, column, self.resource)
        if value is not None:
            self.made.links += [(anchor, link.gives, value) for anchor in anchors]


def _may_be(key: str, table: str) -> bool:
    type_name = key.partition("/")[0].partition("?")[0]
    return key.startswith("urn:") or "#" in key or type_name in types_for(table)


def _parts(resource: dict[str, Any], each: str) -> Iterable[Any]:
    if not each:
        return [resource]
    if each in PARTS:
        return PARTS[each](resource)
    found = resource.get(each)
    return found if isinstance(found, list) else []


def made_of(resource: dict[str, Any], key: str, mapping: TypeMapping, schema: Schema) -> Made:
    """What a valid resource becomes. Raises RefusedError or NoPlaceError with the reason."""
    for status in mapping.statuses:
        _check(status, resource)
    made = _Maker(mapping, schema, resource, key).make()
    if not made.rows and not made.links:
        raise NoPlaceError(mapping.nothing)
    return made


def _check(status: Status, resource: dict[str, Any]) -> None:
    said = [coded for value in status.path.values(resource) for coded in codings(value)]
    for word in [code for system, code in said if system != "text"]:
        if word in status.stops:
            raise NoPlaceError(status.stops[word])
        if word not in status.kept:
            raise RefusedError(f"{status.path.text} holds a word that FHIR does not have for it")


def recorded_at(resource: dict[str, Any]) -> dt.datetime | None:
    """When the sender last wrote the resource down, UTC; None where it does not say."""
    said = (resource.get("meta") or {}).get("lastUpdated")
    try:
        return instant([said]) if isinstance(said, str) else None
    except UnfitError:
        return None
