"""The kit: draw tables, ask a question. For `*_test.py` files only."""

from __future__ import annotations

import csv
import datetime as dt
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa
from ibis.backends.duckdb import Backend

from graftwatch import engines
from graftwatch.desk.snapshots.derivations.shingle_signature import shingle_signature
from graftwatch.indicators.asking import Sitting
from graftwatch.indicators.compiled import CompiledSitting
from graftwatch.indicators.indicator import Asked, Indicator
from graftwatch.indicators.running import EVIDENCE, FINDINGS, ask, findings_of
from graftwatch.indicators.store import Store
from graftwatch.records.schema import schema
from graftwatch.tables import Table

_ARROW = {
    "string": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "int64": pa.int64(),
    "float64": pa.float64(),
}


def draw(picture: str) -> dict[str, pa.Table]:
    """Tables drawn as text: a table's name on a line of its own, a line of column names, then a line per row.

        transplant
        id | recipient | performed_on
        t1 | ana       | 2021-03-04

    A `-` or an empty cell is missing. A name may come with a heading only: a table that is there and holds nothing.
    Coded columns take only codes that exist. `recorded_on` is the day the row speaks of, unless drawn.
    """
    tables: dict[str, pa.Table] = {}
    for block in picture.strip().split("\n\n"):
        name, heading, *lines = [line.strip() for line in block.strip().splitlines()]
        columns = _cells(heading)
        rows = [dict(zip(columns, _cells(line), strict=True)) for line in lines]
        tables[name] = _typed(schema()[name], columns, rows)
    return tables


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _typed(table: Table, columns: list[str], rows: list[dict[str, str]]) -> pa.Table:
    unknown = set(columns) - set(table.engine_schema)
    if unknown:
        raise KeyError(f"{table.name} has no {sorted(unknown)}; it has {list(table.engine_schema)}")
    typed: list[dict[str, object]] = []
    for number, row in enumerate(rows):
        values: dict[str, object] = {name: _value(table, name, row.get(name, "")) for name in table.engine_schema}
        values["id"] = values["id"] or f"{table.name}-{number}"
        values["file_number"] = values["file_number"] or values["id"]
        if values["recorded_on"] is None and table.when:
            values["recorded_on"] = values[table.when]
        if table.versions_of and values["version"] is None:
            values["version"] = 1 + sum(earlier["id"] == values["id"] for earlier in typed)
        typed.append(values)
    return pa.Table.from_pylist(typed, pa.schema([(name, _ARROW[kind]) for name, kind in table.engine_schema.items()]))


def _value(table: Table, name: str, text: str) -> object:
    if text in ("", "-"):
        return None
    kind = table.engine_schema[name]
    codes = table.by_name[name].codes if name in table.by_name else None
    if codes is not None and text not in codes.values:
        raise ValueError(f"{table.name}.{name}: {text!r} is not in {codes.name}: {', '.join(codes.values)}")
    if kind == "date":
        return dt.date.fromisoformat(text)
    if kind == "timestamp":
        return dt.datetime.fromisoformat(text)
    if kind == "int64":
        return int(text.replace("_", ""))
    if kind == "float64":
        return float(text)
    return text


@dataclass(frozen=True)
class Drawn:
    """One question put to one picture."""

    asked: Asked
    picture: str
    today: str
    settings: Mapping[str, float]
    is_asked_about: bool = False
    """Whether it answered yes about anybody."""


_watched: ContextVar[list[Drawn] | None] = ContextVar("watched", default=None)
_unanswered: ContextVar[bool] = ContextVar("unanswered", default=False)


@contextmanager
def watched() -> Iterator[list[Drawn]]:
    """Every picture that a question is put to in here, so that other engines can be asked the same."""
    seen: list[Drawn] = []
    token = _watched.set(seen)
    try:
        yield seen
    finally:
        _watched.reset(token)


@contextmanager
def unanswered() -> Iterator[list[Drawn]]:
    """Every picture that a question would be put to in here; none is asked, and all answers are empty.

    Asking takes a hundred times as long as drawing, and whoever wants the pictures only need not wait for it.
    """
    token = _unanswered.set(True)
    try:
        with watched() as seen:
            yield seen
    finally:
        _unanswered.reset(token)


@dataclass(frozen=True)
class Asking:
    """What a question answered over drawn tables."""

    rows: pa.Table
    findings: pa.Table
    evidence: pa.Table

    @property
    def subjects(self) -> set[str]:
        return set(self.rows["subject"].to_pylist())

    @property
    def sizes(self) -> dict[str, float]:
        """The size of each finding by its subject."""
        return dict(zip(self.findings["subject"].to_pylist(), self.findings["size"].to_pylist(), strict=True))

    @property
    def cited(self) -> set[tuple[str, str]]:
        """Every (table, row) among the evidence."""
        return set(zip(self.evidence["table"].to_pylist(), self.evidence["row"].to_pylist(), strict=True))

    def number(self, name: str) -> list[object]:
        """One of the reader's numbers, row by row."""
        found: list[object] = self.rows[name].to_pylist()
        return found


def sit(picture: str, today: str = "2026-06-30", values: Mapping[str, Mapping[str, float]] | None = None) -> Sitting:
    """Drawn tables laid before an engine."""
    engine = engines.connect_duckdb()
    drawn = draw(picture)
    lay(engine, drawn)
    tables = {name: engine.table(name) for name in drawn}
    return Sitting(tables, dt.date.fromisoformat(today), values or {}, engines.keep(engine))


def lay(engine: Backend, drawn: Mapping[str, pa.Table], called: str = "main") -> None:
    """Tables before an engine in a database schema `called` so. Ibis would take three times as long for each."""
    engine.con.execute(f'CREATE SCHEMA IF NOT EXISTS "{called}"')
    for name, table in drawn.items():
        engine.con.register("given", table)
        engine.con.execute(f'CREATE TABLE "{called}"."{name}" AS SELECT * FROM given')
        engine.con.unregister("given")


class _Laid(CompiledSitting):
    """Over tables that stand under their own names from the beginning."""

    _is_laid = True


def _asked(question: Asked, picture: str, today: str, settings: Mapping[str, float]) -> pa.Table:
    """As a screening run asks: by a query that is written once, and kept for the next picture with the same tables.

    A question that a test makes up is written anew: another test may call another one so.
    """
    values = {getattr(question, "code", question.name): settings}
    if question.function.__module__.endswith("_test"):
        return ask(question, sit(picture, today, values))
    engine, drawn = engines.connect_duckdb(), draw(picture)
    lay(engine, drawn, "asked")
    named = {name: engines.unbound(schema()[name]) for name in drawn}
    day = dt.date.fromisoformat(today)
    return ask(question, _Laid(named, day, values, engine=engine, schema=schema(), store=kept_queries()))


@cache
def _written() -> Path:
    """Where queries lie that tests have written: of a session, where conftest.py names a folder; else of a process."""
    return Path(os.environ.get("GRAFTWATCH_QUERIES_OF_TESTS") or tempfile.mkdtemp(prefix="graftwatch-queries-"))


def kept_queries() -> Store:
    """What was written for one picture is there for the next."""
    return Store(_written() / "of-pictures")


def home_in(place: Path) -> Path:
    """A home folder of a test's own; only the queries of screening runs are shared with other tests.

    Writing them takes longer than all else in a run. A test of how they are kept, or of a first run, has its own.
    """
    home, shared = place / "home", _written() / "of-runs"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    shared.mkdir(exist_ok=True)
    (home / "compiled").symlink_to(shared)
    return home


def asking(question: Asked, picture: str, today: str = "2026-06-30", **settings: float) -> Asking:
    """Ask one question (or compute one view) of drawn tables, with parameters set by name."""
    unknown = set(settings) - set(question.parameters)
    if unknown:
        raise KeyError(f"{question.name} has no {sorted(unknown)}; it has {list(question.parameters)}")
    if _unanswered.get() and (drawn := _watched.get()) is not None:
        drawn.append(Drawn(question, picture, today, settings))
        return Asking(FINDINGS.empty_table(), FINDINGS.empty_table(), EVIDENCE.empty_table())
    rows = _asked(question, picture, today, settings)
    if (seen := _watched.get()) is not None:
        seen.append(Drawn(question, picture, today, settings, rows.num_rows > 0))
    if not isinstance(question, Indicator):
        return Asking(rows, FINDINGS.empty_table(), FINDINGS.empty_table())
    findings, evidence = findings_of(question, rows, schema())
    return Asking(rows, findings, evidence)


def signature_of(words: str, language: str = "en") -> str:
    """What a snapshot would hold of a text as `…_shingle_signature`, for drawing; `-` where it is too short."""
    return shingle_signature(words, language, b"drawn") or "-"


def write_folder(picture: str, folder: Path) -> Path:
    """Drawn tables as an office's folder in our template: one CSV a table, `recorded_at` the day the row speaks of."""
    folder.mkdir(parents=True, exist_ok=True)
    for block in picture.strip().split("\n\n"):
        name, heading, *lines = [line.strip() for line in block.strip().splitlines()]
        columns, when = _cells(heading), schema()[name].when
        dated = "recorded_at" not in columns and when in columns
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([*columns, *(["recorded_at"] if dated else [])])
            for line in lines:
                cells = ["" if cell == "-" else cell for cell in _cells(line)]
                rows.writerow([*cells, *([cells[columns.index(when)]] if dated else [])])  # type: ignore[arg-type]
    return folder
