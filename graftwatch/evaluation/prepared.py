"""Questions as SQL, compiled once for each day: many worlds are asked the same on the same days."""

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
    """Prepared questions by what they are asked of and when. Processes share `folder`: compiling costs much.

    The folder belongs to one catalogue: whoever gives it names it by the catalogue's hash.
    """

    schema: Schema
    values: Mapping[str, Mapping[str, float]]
    folder: Path | None = None
    _known: dict[str, Prepared] = field(default_factory=dict)

    def of(self, asked: tuple[Asked, ...], tables: frozenset[str], today: dt.date) -> Prepared:
        said = "\n".join([str(today), *sorted(tables), "", *(each.name for each in asked)])
        key = hashlib.sha256(said.encode()).hexdigest()
        if key not in self._known:
            kept = self.folder / f"{key}.json" if self.folder else None
            if kept is not None and kept.exists():
                self._known[key] = _read(kept, {each.name: each for each in asked})
            else:
                self._known[key] = prepare(asked, tables, self.schema, today, self.values)
                if kept is not None:
                    _write(kept, self._known[key])
        return self._known[key]


def _write(path: Path, prepared: Prepared) -> None:
    """Through a file of this process's own, so that another never reads half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    questions = [
        {
            "name": each.asked.name,
            "sql": each.sql,
            "shape": base64.b64encode(each.shape.serialize().to_pybytes()).decode(),
            "settings": dict(each.settings),
        }
        for each in prepared.questions
    ]
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps({"views": dict(prepared.views), "questions": questions}), encoding="utf-8")
    part.replace(path)


def _read(path: Path, by_name: Mapping[str, Asked]) -> Prepared:
    said = json.loads(path.read_text("utf-8"))
    questions = (
        Compiled(
            by_name[each["name"]],
            each["sql"],
            pa.ipc.read_schema(pa.py_buffer(base64.b64decode(each["shape"]))),
            each["settings"],
        )
        for each in said["questions"]
    )
    return Prepared(said["views"], tuple(questions))
