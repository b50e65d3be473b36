"""Put a question to tables: resolve what its signature names, and say which columns it reads."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import ibis
import pyarrow as pa

from graftwatch import engines
from graftwatch.errors import GraftwatchError
from graftwatch.indicators.catalogue import all_indicators, all_views
from graftwatch.indicators.indicator import Asked
from graftwatch.indicators.parameters import LeastOf
from graftwatch.indicators.resting import columns_behind
from graftwatch.indicators.store import Store
from graftwatch.tables import Schema


class TableMissingError(GraftwatchError):
    """A table that a question cannot do without is not there."""

    def __init__(self, asked: str, table: str) -> None:
        super().__init__(f"{asked} reads the table {table!r}, which is not here. Load it, or leave the question out.")
        self.table = table


@dataclass
class Sitting:
    """The tables of one run on one day, with views computed at most once.

    `keep` may store a view when it is first computed (a temporary table in the engine) and give back what to read.
    `values` holds parameter values in force by question code or view name, over the defaults in the signature.
    """

    tables: Mapping[str, ibis.Table]
    today: dt.date
    values: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    keep: Callable[[str, ibis.Table], ibis.Table] = lambda _name, table: table
    _views: dict[str, ibis.Table] = field(default_factory=dict)

    def rows(self, asked: Asked) -> pa.Table:
        """What the question or view gives, not yet judged. Raises TableMissingError."""
        return engines.fetch(self.expression(asked))

    def over(self, tables: Mapping[str, ibis.Table], called: str) -> Sitting:
        """The same day and values over other tables; what it keeps has names of its own, which begin with `called`."""
        return Sitting(tables, self.today, self.values, lambda name, rows: self.keep(f"{called}_view_{name}", rows))

    def expression(self, asked: Asked) -> ibis.Table:
        """The question or view as an expression over the tables. Raises TableMissingError."""
        return asked.function(*self._arguments(asked), **self._settings(asked))

    def _arguments(self, asked: Asked) -> list[ibis.Table | None]:
        found: list[ibis.Table | None] = []
        for name in asked.tables:
            table = self._table(name)
            if table is None and name not in asked.optional:
                raise TableMissingError(asked.name, name)
            found.append(table)
        return found

    def _table(self, name: str) -> ibis.Table | None:
        if name in self.tables:
            return self.tables[name]
        if name in self._views:
            return self._views[name]
        asked = computed(name)
        if asked is None:
            return None
        try:
            self._views[name] = self._made(name, asked)
        except TableMissingError:
            return None
        return self._views[name]

    def _made(self, name: str, asked: Asked) -> ibis.Table:
        """A view, computed."""
        return self.keep(name, self.expression(asked))

    def settings_of(self, asked: Asked) -> dict[str, float]:
        """The parameter values that `asked` is given."""
        own = self.values.get(getattr(asked, "code", asked.name), {})
        return {
            name: own.get(name, self._least(parameter.of) if isinstance(parameter, LeastOf) else parameter.value)
            for name, parameter in asked.parameters.items()
        }

    def _least(self, names: tuple[str, ...]) -> float:
        values = []
        for code, name in (each.split(".") for each in names):
            values.append(self.settings_of(all_indicators()[code])[name])
        return min(values)

    def _settings(self, asked: Asked) -> dict[str, object]:
        settings: dict[str, object] = dict(self.settings_of(asked))
        if asked.needs_today:
            settings["today"] = self.today
        return settings


def columns_read(
    asked: Asked, schema: Schema, present: Collection[str] | None = None, *, store: Store | None = None
) -> dict[str, set[str]]:
    """Base tables behind the expression of `asked`, views resolved, with the columns that its answer rests on.

    `present` names the tables that are there (all, if None). What `store` holds from an earlier run is not worked out
    again, but for a State's own questions, whose programme has no hash there. Raises TableMissingError.
    """
    there = frozenset(
        table.name for table in schema.readable() if present is None or (table.versions_of or table.name) in present
    )
    own = there.intersection(base_tables(asked))
    if (asked, schema, own) not in _COLUMNS:
        kept = store if asked.function.__module__.startswith("graftwatch.") else None
        _COLUMNS[asked, schema, own] = _kept(asked, schema, own, kept) or _found(asked, schema, there, own, kept)
    return {table: set(columns) for table, columns in _COLUMNS[asked, schema, own].items()}


_COLUMNS: dict[tuple[Asked, Schema, frozenset[str]], Mapping[str, Collection[str]]] = {}
"""By the question and those of its tables that are there. Not an `lru_cache`: the other tables are no part of it."""


def _kept(asked: Asked, schema: Schema, own: frozenset[str], store: Store | None) -> Mapping[str, Collection[str]]:
    return (store.columns(_key(asked, schema, own)) if store is not None else None) or {}


def _found(
    asked: Asked, schema: Schema, there: frozenset[str], own: frozenset[str], store: Store | None
) -> Mapping[str, Collection[str]]:
    found = columns_behind(_over_nothing(schema, there).expression(asked))
    if store is not None:
        store.keep_columns(_key(asked, schema, own), found)
    return found


def _key(asked: Asked, schema: Schema, own: frozenset[str]) -> str:
    types = {name: schema[name].engine_schema for name in own}
    said = ["columns", asked.function.__module__, asked.function.__qualname__, types]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=4)
def _over_nothing(schema: Schema, there: frozenset[str]) -> Sitting:
    """Tables that are only named; views are written once for all questions."""
    bare = {table.name: engines.unbound(table) for table in schema.readable() if table.name in there}
    return Sitting(tables=bare, today=dt.date(2000, 1, 1))


def computed(name: str) -> Asked | None:
    """The view of this name, or the question whose function is called so: its evidence rows are read like a table."""
    questions = (question for question in all_indicators().values() if question.name == name)
    return all_views().get(name) or next(questions, None)


def base_tables(asked: Asked, *, required_only: bool = False) -> tuple[str, ...]:
    """The base tables behind a question, views resolved; with `required_only`, those it cannot do without."""
    found: list[str] = []
    for name in asked.required if required_only else asked.tables:
        inner = computed(name)
        found.extend(base_tables(inner, required_only=required_only) if inner else [name])
    return tuple(dict.fromkeys(found))
