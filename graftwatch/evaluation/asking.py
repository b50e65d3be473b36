"""Every question of a step, asked once and shared by the views that see the same tables for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from graftwatch.evaluation.bench import Bench
from graftwatch.evaluation.hits import Row
from graftwatch.evaluation.prepared import Compiled
from graftwatch.evaluation.replay import Replay
from graftwatch.indicators import all_clearings
from graftwatch.indicators.indicator import Clearing
from graftwatch.indicators.running import findings_of
from graftwatch.leads import Cleared
from graftwatch.leads.rows import CitedRow


@dataclass
class Answers:
    """What the questions of one view said on one day: findings with their rows, and evidence the other way."""

    findings: list[dict[str, object]] = field(default_factory=list)
    rows_of: dict[str, frozenset[Row]] = field(default_factory=dict)
    cleared: list[Cleared] = field(default_factory=list)


@dataclass
class Step:
    """The answers of all views of one day, the tables each had, and the rows they cite."""

    day: dt.date
    tables: Mapping[str, frozenset[str]]
    by_view: dict[str, Answers]
    cited: Mapping[Row, CitedRow]


def ask_step(replay: Replay, bench: Bench, day: dt.date, views: Mapping[str, frozenset[str]]) -> Step:
    """Move to the day and ask. A query that reads the same for two views is asked once.

    Which questions can be asked is found on every day anew: a column that is empty so far stops its question so far.
    """
    replay.go_to(day)
    connection = replay.engine.con
    present = replay.present()
    tables = {view: replay.filled(named, present) for view, named in views.items()}
    asked = bench.askable(present)
    found: dict[tuple[str, str], tuple[pa.Table, pa.Table]] = {}
    made: set[str] = set()
    by_view = {}
    for view, there in tables.items():
        prepared = bench.cache.of(asked, there, day)
        for name, sql in prepared.views.items():
            if name not in made:
                connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")
                made.add(name)
        answers = by_view[view] = Answers()
        for each in prepared.questions:
            key = (each.asked.name, each.query.sql)
            if key not in found:
                found[key] = findings_of(each.asked, _rows(connection, each), replay.schema)  # type: ignore[arg-type]
            _add(answers, each, *found[key])
    for name in made:
        connection.execute(f"DROP TABLE {name}")
    wanted = {row for answers in by_view.values() for rows in answers.rows_of.values() for row in rows}
    wanted |= {row for answers in by_view.values() for each in answers.cleared for row in each.rows}
    return Step(day, tables, by_view, _cited(replay, wanted))


def _cited(replay: Replay, wanted: set[Row]) -> dict[Row, CitedRow]:
    """The cited rows with what they refer to: as `leads.cited_rows`, without compiling a query for each table."""
    by_table: dict[str, set[str]] = {}
    for table, row in wanted:
        by_table.setdefault(table, set()).add(row)
    found: dict[Row, CitedRow] = {}
    connection = replay.engine.con
    for name, ids in sorted(by_table.items()):
        references = list(replay.schema[name].references)
        connection.register("asked_rows", pa.table({"id": pa.array(sorted(ids), pa.string())}))
        listed = ", ".join(["id", *(f'"{column}"' for column in references)])
        for key, *pointed_at in connection.execute(
            f"SELECT {listed} FROM {name} SEMI JOIN asked_rows USING (id)"
        ).fetchall():
            refers = {column: other for column, other in zip(references, pointed_at, strict=True) if other}
            found[name, key] = CitedRow(name, key, None, None, refers)
        connection.unregister("asked_rows")
    return found


def _rows(connection: object, each: Compiled) -> pa.Table:
    rows = connection.execute(each.query.sql).to_arrow_table().cast(each.query.shape)  # type: ignore[attr-defined]
    judge = getattr(each.asked, "judge", None)
    if judge is None:
        return rows
    # as `running.ask`: an engine gives rows in no order, and sums of fractions differ with it in the last place
    return judge(rows.sort_by([(name, "ascending") for name in rows.column_names]), **each.settings)


def _add(answers: Answers, each: Compiled, findings: pa.Table, evidence: pa.Table) -> None:
    rows: dict[str, set[Row]] = {}
    for finding, table, row in zip(*(evidence[n].to_pylist() for n in ("finding", "table", "row")), strict=True):
        rows.setdefault(finding, set()).add((table, row))
    frozen = {finding: frozenset(cited) for finding, cited in rows.items()}
    if isinstance(each.asked, Clearing):
        said = all_clearings()[each.asked.code]
        for finding, subject in zip(findings["finding"].to_pylist(), findings["subject"].to_pylist(), strict=True):
            own = frozen.get(finding, frozenset())
            answers.cleared.append(Cleared(said.code, subject, said.answers, (said.bits.low, said.bits.high), own))
        return
    answers.findings += findings.to_pylist()
    answers.rows_of |= {finding: frozen.get(finding, frozenset()) for finding in findings["finding"].to_pylist()}
