"""Questions as SQL, compiled once: most read the same on every day and in every view that holds their tables."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import ibis
import pyarrow as pa
from ibis.expr.schema import Schema as Shape

from graftwatch import engines
from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.indicator import Asked
from graftwatch.tables import Schema


@dataclass(frozen=True)
class Query:
    """What one question or view reads as, and the types of its answer."""

    sql: str
    shape: pa.Schema

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Compiled:
    """One question's query, and the parameters of its judge."""

    asked: Asked
    query: Query
    settings: Mapping[str, float]


@dataclass(frozen=True)
class Prepared:
    """What is asked of some tables on one day: shared views first, in order, then the questions.

    A view's name says what it is made of, so that one made of fewer tables is never read in place of a fuller one.
    """

    views: Mapping[str, str]
    questions: tuple[Compiled, ...]


@dataclass
class Cache:
    """Queries by what they are made of. Processes share `folder`: compiling costs more than asking.

    The folder belongs to one catalogue: whoever gives it names it by the catalogue's hash.
    """

    schema: Schema
    values: Mapping[str, Mapping[str, float]]
    folder: Path | None = None
    _known: dict[str, Query] = field(default_factory=dict)

    def of(self, asked: Iterable[Asked], tables: frozenset[str], today: dt.date) -> Prepared:
        """Each question over `tables`. One that lacks a table it cannot do without is left out."""
        there = {name: engines.unbound(self.schema[name]) for name in tables}
        sitting = _Compiling(there, today, self.values, cache=self)
        found = []
        for question in asked:
            try:
                found.append(Compiled(question, sitting.query(question), sitting.settings_of(question)))
            except TableMissingError:
                continue
        return Prepared(sitting.made, tuple(found))

    def known(self, key: str) -> Query | None:
        if key not in self._known and self.folder is not None and (kept := self.folder / f"{key}.json").exists():
            self._known[key] = _read(kept)
        return self._known.get(key)

    def keep(self, key: str, query: Query) -> None:
        self._known[key] = query
        if self.folder is not None:
            _write(self.folder / f"{key}.json", query)


@dataclass
class _Compiling(Sitting):
    """A sitting over tables that are only named: its views are made under names of their own, in `made`."""

    cache: Cache = field(kw_only=True)
    made: dict[str, str] = field(default_factory=dict)

    def query(self, asked: Asked) -> Query:
        """The query of `asked`: the same for the same tables and views, and the same day if it reads the day."""
        arguments = self._arguments(asked)
        read = [table.get_name() if table is not None else "" for table in arguments]
        said = "\n".join([type(asked).__name__, asked.name, str(self.today if asked.needs_today else ""), *read])
        key = hashlib.sha256(said.encode()).hexdigest()
        known = self.cache.known(key)
        if known is None:
            expression = asked.function(*arguments, **self._settings(asked))
            known = Query(str(ibis.to_sql(expression, dialect="duckdb")), expression.schema().to_pyarrow())
            self.cache.keep(key, known)
        return known

    def expression(self, asked: Asked) -> ibis.Table:
        """A view as the table that it will be when it is made."""
        query = self.query(asked)
        name = f"view_{asked.name}_{query.digest}"
        self.made[name] = query.sql
        return ibis.table(Shape.from_pyarrow(query.shape), name=name)


def _write(path: Path, query: Query) -> None:
    """Through a file of this process's own, so that another never reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shape = base64.b64encode(query.shape.serialize().to_pybytes()).decode()
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps({"sql": query.sql, "shape": shape}), encoding="utf-8")
    part.replace(path)


def _read(path: Path) -> Query:
    said = json.loads(path.read_text("utf-8"))
    return Query(said["sql"], pa.ipc.read_schema(pa.py_buffer(base64.b64decode(said["shape"]))))
