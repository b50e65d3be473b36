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
    """One kind of row. `each` makes one for every element; without a value in all of `needs` there is no row."""

    table: str
    columns: Mapping[str, tuple[From, ...]]
    each: str = ""
    suffix: str = ""
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Link:
    """What a reference to this resource (or to what `of` points at) stands for where `gives` is looked for."""

    gives: str
    value: From
    of: Path | None = None
    needs: Path | None = None
    note: str = ""


@dataclass(frozen=True)
class TypeMapping:
    """One FHIR type: its rows and links, the states in which it counts, and why some of it has no place here."""

    type: str
    meaning: str
    model: str
    nothing: str
    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    stands_for: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    stops: Mapping[str, str] | None = None
    not_taken: Mapping[str, str] | None = None
    status_path: Path | None = None


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
        note=said.get("note", ""),
    )


def _link(said: Mapping[str, Any]) -> Link:
    return Link(
        gives=said["gives"],
        value=_way(said),
        of=path(said["of"]) if "of" in said else None,
        needs=path(said["needs"]) if "needs" in said else None,
        note=said.get("note", ""),
    )


def _read(text: str) -> TypeMapping:
    said = tomllib.loads(text)
    status = said.get("status", {})
    return TypeMapping(
        type=said["type"],
        meaning=said["meaning"],
        model=said["model"],
        nothing=said["nothing"],
        rows=tuple(_row(row) for row in said.get("row", [])),
        links=tuple(_link(link) for link in said.get("link", [])),
        stands_for=tuple(said.get("stands_for", ())),
        kept=tuple(status.get("kept", ())),
        stops=status.get("stops", {}),
        not_taken=said.get("not_taken", {}),
        status_path=path(status["path"]) if status else None,
    )


@cache
def mappings() -> Mapping[str, TypeMapping]:
    """Every type that is ours, by name; the folder is the list."""
    folder = resources.files("graftwatch.wire.fhir") / "types"
    files = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    found = [_read(one.read_text("utf-8")) for one in files]
    return {one.type: one for one in found}
