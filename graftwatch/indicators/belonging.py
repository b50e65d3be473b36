"""Which rows belong to which key: those from which a chain of references leads to it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce

import ibis
import ibis.expr.types as ir

from graftwatch.indicators.indicator import KEY_OF
from graftwatch.tables import Schema

Keep = Callable[[str, ir.Table], ir.Table]


@dataclass
class Belonging:
    """Over the tables of one snapshot and one kind of key: a table whose `id` is meant, such as person or account.

    The key's own row belongs to it; so does every row with a column that refers to the key, and each with a column
    that refers to a row that does: a paper belongs to both persons of its file. A row's versions belong with it.
    A table from which no reference leads to the key (places, offices, licences) belongs to all.
    """

    tables: Mapping[str, ir.Table]
    schema: Schema
    kind: str
    _leads: dict[str, dict[str, str]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether rows of this table belong to single keys; else they belong to all."""
        return name == self.kind or bool(self._ways(name))

    def _ways(self, name: str) -> Mapping[str, str]:
        """Columns of a table that lead to a key, with the table that each refers to."""
        if name not in self._leads:
            self._leads[name] = {}  # a reference that leads back leads nowhere new
            table = self.schema[name]
            refers = table.references | ({"id": table.versions_of} if table.versions_of else {})
            self._leads[name] = {
                column: to
                for column, to in refers.items()
                if to == self.kind or (to in self.tables and self.has(to))
            }  # fmt: skip
        return self._leads[name]

    def keys(self, name: str, rows: ir.Table) -> list[ir.Table]:
        """Every key to which these rows of the table `name` belong, in tables of one column `key`; some are empty."""
        found = [rows.select(key="id")] if name == self.kind else []
        for column, to in self._ways(name).items():
            if to == self.kind:
                found.append(rows.select(key=column))
            else:
                named = rows.filter(rows[column].notnull()).select(named=column)
                found += self.keys(to, self.tables[to].semi_join(named, [("id", "named")]))
        return found

    def partners(self, keys: ir.Table) -> list[ir.Table]:
        """The keys that stand in one row with one of `keys`, themselves included, in tables of one column `key`."""
        found = [keys]
        for name, rows in self.tables.items():
            columns = [column for column, to in self._ways(name).items() if to == self.kind]
            if len(columns) > 1:
                shared = rows.filter(reduce(operator.or_, [rows[column].isin(keys.key) for column in columns]))
                found += [shared.select(key=column) for column in columns]
        return found

    def rows_of(self, keys: ir.Table, keep: Keep) -> dict[str, ir.Table]:
        """Every table with only the rows that belong to one of `keys`; tables that belong to all as they are."""
        done: dict[str, ir.Table] = {}

        def of(name: str) -> ir.Table:
            if name not in done:
                row = self.tables[name]
                held = [row.id.isin(keys.key)] if name == self.kind else []
                for column, to in self._ways(name).items():
                    held.append(row[column].isin(keys.key if to == self.kind else of(to).id))
                done[name] = keep(name, row.filter(reduce(operator.or_, held))) if held else row
            return done[name]

        for name in self.tables:
            of(name)
        return done


def kind_of(depends_on: str) -> str:
    """The table whose rows are the keys that a `depends_on` speaks of."""
    return KEY_OF.get(depends_on, depends_on)


def distinct(keys: list[ir.Table]) -> ir.Table:
    """Tables of one column `key` as one, each key once and none empty."""
    every = ibis.union(*keys, distinct=True) if len(keys) > 1 else keys[0].distinct()
    return every.filter(every.key.notnull())
