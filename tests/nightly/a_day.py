"""One country as it was and as it is a day later: pictures of questions, each person twice, and a random day."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from graftwatch import engines
from graftwatch.indicators.compiled import CompiledSitting
from graftwatch.indicators.nightly import Earlier, basis_of
from graftwatch.indicators.running import ask_all
from graftwatch.records.schema import schema
from graftwatch.testing import draw, kept_queries, lay


def country(pictures):
    """The tables of several pictures, each laid in once as it is and once with keys of its own."""
    rows: dict[str, list[dict]] = {}
    shapes = {}
    for number, picture in enumerate(pictures):
        for name, table in draw(picture).items():
            shapes[name] = table.schema
            known = {row["id"] for row in rows.get(name, [])}
            for row in table.to_pylist():
                rows.setdefault(name, []).extend([] if row["id"] in known else [row])
                rows[name].append(_elsewhere(name, row, f"{number}~"))
    return {name: pa.Table.from_pylist(rows.get(name, []), shape) for name, shape in shapes.items()}


def _elsewhere(name, row, prefix):
    """The same row of other people: keys and references are others, tokens and facilities are the same."""
    keys = {"id", *(column for column, to in schema()[name].references.items() if to != "facility")}
    if name == "facility":
        keys = set()
    moved = {key: prefix + row[key] for key in keys if row[key] is not None}
    return row | moved | ({"id": f"{prefix}{row['id']}"} if name == "facility" else {})


def a_day_earlier(tables, chance, share=0.15):
    """Rows that are new today taken away, rows that changed today as they were, and rows since withdrawn."""
    return {name: _earlier(table, chance, share) for name, table in tables.items()}


def _earlier(table, chance, share):
    rows = []
    for row in table.to_pylist():
        what = chance.random()
        if what > share:
            rows.append(row)
        elif what > share / 2:
            column = chance.choice([name for name in table.column_names if name not in ("id", "version")])
            rows.append(row | {column: _as_it_was(row[column], table, column, chance)})
        if what < share / 6:
            rows.append(row | {"id": f"{row['id']}-withdrawn"})
    return pa.Table.from_pylist(rows, table.schema)


def _as_it_was(value, table, column, chance):
    if isinstance(value, dt.date) and chance.random() < 0.5:
        return value + dt.timedelta(days=chance.choice((-400, -1, 1, 30)))
    return chance.choice([None, *table[column].to_pylist()])


def sitting_of(engine, side, tables, today, values):
    """Tables laid before an engine, on a side of their own so that both days stand beside each other."""
    lay(engine, tables, f"{side}_laid")
    laid = {name: engine.table(name, database=f"{side}_laid") for name in tables}
    return CompiledSitting(
        laid, today, values, engines.keep(engine),
        engine=engine, schema=schema(), store=kept_queries(), called=side,
    )  # fmt: skip


def earlier_run(questions, before, then, after, now):
    """What a full run over the day before left."""
    outcome = ask_all(questions, before, schema())
    return Earlier(
        tables=before.tables,
        unchanged=[name for name, table in then.items() if name in now and table.equals(now[name])],
        findings=outcome.findings,
        evidence=outcome.evidence,
        same_basis=[each.code for each in questions if basis_of(each, before) == basis_of(each, after)],
    )
