"""Questions as SQL, compiled once for each day: many worlds are asked the same on the same days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import ibis
import pyarrow as pa

from graftwatch import engines
from graftwatch.indicators.asking import Sitting, TableMissingError
from graftwatch.indicators.indicator import Asked
from graftwatch.tables import Schema


@dataclass(frozen=True)
class Compiled:
    """One question's query, the types of its answer, and the views it needs before it."""

    asked: Asked
    sql: str
    shape: pa.Schema
    settings: Mapping[str, float]


@dataclass(frozen=True)
class Prepared:
    """What is asked of some tables on one day: shared views first, in order, then the questions."""

    views: Mapping[str, str]
    questions: tuple[Compiled, ...]


def prepare(
    asked: Iterable[Asked],
    tables: frozenset[str],
    schema: Schema,
    today: dt.date,
    values: Mapping[str, Mapping[str, float]],
    *,
    prefix: str = "view",
) -> Prepared:
    """Compile each question over `tables`. One that lacks a table it cannot do without is left out."""
    views: dict[str, str] = {}

    def keep(name: str, expression: ibis.Table) -> ibis.Table:
        views[f"{prefix}_{name}"] = str(ibis.to_sql(expression, dialect="duckdb"))
        return ibis.table(expression.schema(), name=f"{prefix}_{name}")

    there = {name: engines.unbound(schema[name]) for name in tables}
    sitting = Sitting(there, today, values, keep)
    found = []
    for question in asked:
        try:
            expression = sitting.expression(question)
        except TableMissingError:
            continue
        sql = str(ibis.to_sql(expression, dialect="duckdb"))
        found.append(Compiled(question, sql, expression.schema().to_pyarrow(), sitting.settings_of(question)))
    return Prepared(views, tuple(found))


@dataclass
class Cache:
    """Prepared questions by what they are asked of and when; a process keeps one."""

    schema: Schema
    values: Mapping[str, Mapping[str, float]]
    _known: dict[tuple[frozenset[str], dt.date, tuple[str, ...]], Prepared] = field(default_factory=dict)

    def of(self, asked: tuple[Asked, ...], tables: frozenset[str], today: dt.date) -> Prepared:
        key = (tables, today, tuple(each.name for each in asked))
        if key not in self._known:
            self._known[key] = prepare(asked, tables, self.schema, today, self.values)
        return self._known[key]
