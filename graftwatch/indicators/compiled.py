"""Questions by SQL that was written once and kept: writing a query takes Ibis longer than answering takes DuckDB."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.expr.schema import Schema as Shape

from graftwatch import engines
from graftwatch.indicators.asking import Sitting, computed
from graftwatch.indicators.indicator import Asked
from graftwatch.indicators.store import Query, Store
from graftwatch.tables import Schema

OURS = "graftwatch."
NO_DAY = dt.date(7777, 7, 7)
"""Written in place of today: no rule and no record speaks of it, so in the query it can only be today."""
TODAY = "\x1ftoday\x1f"


def date_literal(day: dt.date) -> str:
    """A day as Ibis writes it for DuckDB."""
    return f"MAKE_DATE({day.year}, {day.month}, {day.day})"


@dataclass
class CompiledSitting(Sitting):
    """A sitting on DuckDB whose tables and views stand in a database schema `called` so, under their own names.

    So the same query, kept from an earlier run, reads the tables of tonight, or only the rows of some keys.
    """

    engine: Backend = field(kw_only=True)
    schema: Schema = field(kw_only=True)
    store: Store = field(kw_only=True)
    called: str = "asked"
    _made_of: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _is_laid(self) -> bool:
        """The tables under their own names, with every column that a question may name."""
        self.engine.con.execute(f'CREATE SCHEMA IF NOT EXISTS "{self.called}"')
        for name, table in self.tables.items():
            whole = engines.selected(table, self.schema[name].engine_schema)
            self.engine.con.execute(f'CREATE OR REPLACE VIEW "{self.called}"."{name}" AS {whole}')
        return True

    @contextmanager
    def _inside(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Where a short name means a table of this sitting."""
        _ = self._is_laid
        self.engine.con.execute(f"SET schema = '{self.called}'")
        try:
            yield self.engine.con
        finally:
            self.engine.con.execute("SET schema = 'main'")

    def rows(self, asked: Asked) -> pa.Table:
        query = self._query(asked)
        with self._inside() as connection:
            return connection.execute(query.sql).to_arrow_table().cast(query.shape)

    def over(self, tables: Mapping[str, ibis.Table], called: str) -> Sitting:
        return CompiledSitting(
            tables, self.today, self.values, self.keep,
            engine=self.engine, schema=self.schema, store=self.store, called=called,
        )  # fmt: skip

    def _table(self, name: str) -> ibis.Table | None:
        return engines.unbound(self.schema[name]) if name in self.tables else super()._table(name)

    def _made(self, name: str, asked: Asked) -> ibis.Table:
        query = self._query(asked)
        # no other sitting calls anything so: a temporary table of the same name would be read in its place
        with self._inside() as connection:
            connection.execute(f'CREATE OR REPLACE TABLE "{self.called}"."made_{name}" AS {query.sql}')
        self._made_of[name] = self._key(asked, self._arguments(asked))
        return ibis.table(Shape.from_pyarrow(query.shape), name=f"made_{name}")

    def _query(self, asked: Asked) -> Query:
        """Kept, or written now. A State's own questions are always written anew: their programme has no hash here."""
        arguments = self._arguments(asked)
        if not asked.function.__module__.startswith(OURS):
            return self._written(asked, arguments, self.today)
        key = self._key(asked, arguments)
        of_the_day = f"{key}.{self.today}"
        known = self.store.known(key) or self.store.known(of_the_day)
        if known is None:
            known = self._for_any_day(asked, arguments)
            if known is None:
                key, known = of_the_day, self._written(asked, arguments, self.today)
            self.store.keep(key, known)
        return Query(known.sql.replace(TODAY, date_literal(self.today)), known.shape)

    def _for_any_day(self, asked: Asked, arguments: list[ibis.Table | None]) -> Query | None:
        """With a mark where the day stands; None where something was worked out of the day before it was written."""
        query = self._written(asked, arguments, NO_DAY)
        marked = query.sql.replace(date_literal(NO_DAY), TODAY)
        return None if re.search(r"\b7[67]\d\d\b", marked) else Query(marked, query.shape)

    def _key(self, asked: Asked, arguments: list[ibis.Table | None]) -> str:
        read = [
            [name, table is not None, self._made_of.get(name, "") if computed(name) else ""]
            for name, table in zip(asked.tables, arguments, strict=True)
        ]
        said = [type(asked).__name__, asked.function.__module__, asked.name, self.settings_of(asked), read]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def _written(self, asked: Asked, arguments: list[ibis.Table | None], day: dt.date) -> Query:
        settings = self.settings_of(asked) | ({"today": day} if asked.needs_today else {})
        expression = asked.function(*arguments, **settings)
        return Query(str(ibis.to_sql(expression, dialect="duckdb")), expression.schema().to_pyarrow())
