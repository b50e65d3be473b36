"""One mapping file per type, read: which rows of ours a resource becomes, and what others may learn through it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graftwatch.wire.fhir.bindings import Binding, binding
from graftwatch.wire.fhir.paths import Path, path


@dataclass(frozen=True)
class From:
    """One way in which a column gets its value; a column tries its ways in order. Several paths are read together.

    `kind` says how the FHIR value is read (`values.py`); `codes` binds it; with `through` the path leads to a
    reference and the value is what the resource there gives under that name (a `Link`).
    """

    paths: tuple[Path, ...] = ()
    kind: str = ""
    codes: Binding | None = None
    system: str = ""
    through: str = ""
    always: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One kind of row.

    `each` makes one for every element of a list, or for every part that a function of `deriving.py` finds (`@name`).
    There is no row without a value in all of `needs` and in one of `needs_any`, where `only` finds nothing or
    `unless` something, or where the resource made no row of the table named by `beside`.
    """

    table: str
    columns: Mapping[str, tuple[From, ...]]
    each: str = ""
    suffix: str = ""
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()
    only: From | None = None
    unless: From | None = None
    beside: str = ""
    note: str = ""


@dataclass(frozen=True)
class Link:
    """What a reference to this resource stands for where `gives` is looked for.

    With `of` it is not this resource that gives it, but the one of type `from_type` that stands there.
    """

    gives: str
    value: From
    of: Path | None = None
    from_type: str = ""
    only: From | None = None


@dataclass(frozen=True)
class Status:
    """The states in which a resource counts, and why it does not in others; any other word is an error."""

    path: Path
    kept: tuple[str, ...]
    stops: Mapping[str, str]


@dataclass(frozen=True)
class TypeMapping:
    """One FHIR type: its rows and links, and why some of it has no place here.

    `stands_for` names the tables whose references may point at this type; `nothing` is the reason told where a
    resource gives neither row nor link.
    """

    type: str
    meaning: str
    model: str
    nothing: str
    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    stands_for: tuple[str, ...]
    statuses: tuple[Status, ...]
    not_taken: Mapping[str, str]


def _ways(said: Any) -> tuple[From, ...]:
    return tuple(_way(one) for one in (said if isinstance(said, list) else [said]))


def _way(said: Mapping[str, Any]) -> From:
    paths = said.get("path", [])
    return From(
        paths=tuple(path(text) for text in ([paths] if isinstance(paths, str) else paths)),
        kind=said.get("as", ""),
        codes=binding(said["codes"]) if "codes" in said else None,
        system=said.get("system", ""),
        through=said.get("through", ""),
        always=said.get("always", ""),
        note=said.get("note", ""),
    )


def _row(said: Mapping[str, Any]) -> Row:
    return Row(
        table=said["table"],
        columns={name: _ways(ways) for name, ways in said["columns"].items()},
        each=said.get("each", ""),
        suffix=said.get("suffix", ""),
        needs=tuple(said.get("needs", ())),
        needs_any=tuple(said.get("needs_any", ())),
        only=_way(said["only"]) if "only" in said else None,
        unless=_way(said["unless"]) if "unless" in said else None,
        beside=said.get("with", ""),
        note=said.get("note", ""),
    )


def _link(said: Mapping[str, Any]) -> Link:
    return Link(
        gives=said["gives"],
        value=_way(said),
        of=path(said["of"]) if "of" in said else None,
        from_type=said.get("from", ""),
        only=_way(said["only"]) if "only" in said else None,
    )


def _read(text: str) -> TypeMapping:
    said = tomllib.loads(text)
    return TypeMapping(
        type=said["type"],
        meaning=said["meaning"],
        model=said["model"],
        nothing=said["nothing"],
        rows=tuple(_row(row) for row in said.get("row", [])),
        links=tuple(_link(link) for link in said.get("link", [])),
        stands_for=tuple(said.get("stands_for", ())),
        statuses=tuple(Status(path(one["path"]), tuple(one["kept"]), one["stops"]) for one in said.get("status", [])),
        not_taken=said.get("not_taken", {}),
    )


@cache
def mappings() -> Mapping[str, TypeMapping]:
    """Every type that is ours, by name; the folder is the list."""
    folder = resources.files("graftwatch.wire.fhir") / "types"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    found = [_read(one.read_text("utf-8")) for one in files]
    return {one.type: one for one in found}


@cache
def types_for(table: str) -> frozenset[str]:
    """The types that a reference to a row of this table may point at: those that are one or lead to one."""
    leading = [(one.type, link) for one in mappings().values() for link in one.links if link.gives == table]
    standing = [one.type for one in mappings().values() if table in one.stands_for]
    return frozenset(standing + [link.from_type or type_name for type_name, link in leading])
