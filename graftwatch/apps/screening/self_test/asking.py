"""The questions that a planted link can change, compiled once and put to each copy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis
import pyarrow as pa

from graftwatch import engines
from graftwatch.apps.screening.self_test.basis import Basis
from graftwatch.apps.screening.self_test.copy import Copy
from graftwatch.apps.screening.self_test.link import Link
from graftwatch.indicators import all_clearings
from graftwatch.indicators.asking import Sitting, TableMissingError, base_tables, columns_read, computed
from graftwatch.indicators.indicator import Asked, Clearing, Indicator
from graftwatch.indicators.running import findings_of
from graftwatch.leads import Cleared
from graftwatch.leads.rows import Key

MOST_ROWS_READ_AGAIN = 100_000
"""A question over a bulk table larger than this is not put to every copy: it would take longer than all the others."""


@dataclass(frozen=True)
class Compiled:
    """One question as a query, with the types of its answer and the values it was given."""

    asked: Indicator | Clearing
    query: str
    shape: pa.Schema
    settings: Mapping[str, float]
    changes_by: frozenset[str]


@dataclass
class Sheet:
    """Queries of the questions that can change and of the views before them; `changes_by` says by which links."""

    questions: list[Compiled] = field(default_factory=list)
    views: dict[str, str] = field(default_factory=dict)
    changes_by: dict[str, frozenset[str]] = field(default_factory=dict)

    def codes(self, links: Collection[str]) -> frozenset[str]:
        """The questions that are asked again where these links are planted."""
        return frozenset(each.asked.code for each in self.questions if each.changes_by & set(links))


@dataclass
class Answers:
    """What one copy answered: findings as rows, the rows they cite, and evidence the other way."""

    findings: list[dict[str, Any]] = field(default_factory=list)
    rows_of: dict[str, frozenset[Key]] = field(default_factory=dict)
    cleared: list[Cleared] = field(default_factory=list)


def touched(basis: Basis, links: Mapping[str, Link]) -> list[Indicator | Clearing]:
    """The questions and clearings whose answer rests on a column that some link edits."""
    every: list[Indicator | Clearing] = [*basis.plan.questions, *basis.plan.clearings]
    return [each for each in every if _changes_by(each, links, basis)]


def too_large(asked: Asked, basis: Basis) -> bool:
    """Whether a question reads a bulk table that is too large to be read again for every copy."""
    tables = basis.snapshot.tables
    read = [name for name in base_tables(asked) if name in tables and basis.schema[name].bulk]
    return any(tables[name].rows > MOST_ROWS_READ_AGAIN for name in read)


def tables_of(asked: Iterable[Asked], basis: Basis) -> set[str]:
    """The tables of the snapshot that these questions read."""
    return {name for each in asked for name in base_tables(each) if name in basis.snapshot.tables}


def compile_sheet(asked: Iterable[Indicator | Clearing], basis: Basis, links: Mapping[str, Link]) -> Sheet:
    """Every query, once. A question that lacks a table was not asked of the real snapshot either."""
    sheet = Sheet()

    def keep(name: str, expression: ibis.Table) -> ibis.Table:
        sheet.views[name] = str(ibis.to_sql(expression, dialect="duckdb"))
        view = computed(name)
        sheet.changes_by[name] = _changes_by(view, links, basis) if view else frozenset(links)
        return ibis.table(expression.schema(), name=f"view_{name}")

    there = {name: engines.unbound(basis.schema[name]) for name in basis.snapshot.tables}
    sitting = Sitting(there, basis.snapshot.as_of, basis.values, keep)
    for each in asked:
        try:
            expression = sitting.expression(each)
        except TableMissingError:
            continue
        query = str(ibis.to_sql(expression, dialect="duckdb"))
        shape, settings = expression.schema().to_pyarrow(), sitting.settings_of(each)
        sheet.questions.append(Compiled(each, query, shape, settings, _changes_by(each, links, basis)))
    return sheet


def _changes_by(asked: Asked, links: Mapping[str, Link], basis: Basis) -> frozenset[str]:
    """The links that edit a column on which the answer rests."""
    try:
        read = columns_read(asked, basis.schema, frozenset(basis.snapshot.tables))
    except TableMissingError:
        return frozenset()
    rests_on = {(table, column) for table, columns in read.items() for column in columns}
    return frozenset(
        name
        for name, link in links.items()
        if any((mark.table, column) in rests_on for mark in link.marks for column in mark.columns)
    )


def lay_out_views(sheet: Sheet, copy: Copy, links: Collection[str] | None = None) -> None:
    """Compute the shared views: all of them, or those that these links can change."""
    for name, query in sheet.views.items():
        if links is None or sheet.changes_by[name] & set(links):
            copy.connection.execute(f'CREATE OR REPLACE TEMP TABLE "view_{name}" AS {query}')


def ask_copy(sheet: Sheet, copy: Copy, links: Collection[str]) -> Answers:
    """Put the questions that these links can change to the copy as it is edited now."""
    answers = Answers()
    for each in sheet.questions:
        if not each.changes_by & set(links):
            continue
        rows = copy.rows(each.query, each.shape)
        judge = getattr(each.asked, "judge", None)
        if judge is not None:
            rows = judge(rows, **each.settings)
        findings, evidence = findings_of(each.asked, rows, copy.schema)
        rows_of: dict[str, set[Key]] = {}
        for finding, table, row in zip(*(evidence[n].to_pylist() for n in ("finding", "table", "row")), strict=True):
            rows_of.setdefault(finding, set()).add((table, row))
        if isinstance(each.asked, Clearing):
            answers.cleared += _cleared(each.asked, findings, rows_of)
            continue
        answers.findings += findings.to_pylist()
        answers.rows_of |= {one: frozenset(rows_of.get(one, ())) for one in findings["finding"].to_pylist()}
    return answers


def _cleared(clearing: Clearing, findings: pa.Table, rows_of: Mapping[str, set[Key]]) -> list[Cleared]:
    said = all_clearings()[clearing.code]
    bits = (said.bits.low, said.bits.high)
    return [
        Cleared(said.code, subject, said.answers, bits, frozenset(rows_of.get(finding, ())))
        for finding, subject in zip(findings["finding"].to_pylist(), findings["subject"].to_pylist(), strict=True)
    ]
