"""One random country for every question at once: the pictures that tests draw, each as it is and once in disorder."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import inspect
from functools import cache

import pyarrow as pa
import pytest

from graftwatch.indicators import all_clearings, all_indicators, all_reconciliations, all_views
from graftwatch.records.schema import schema
from graftwatch.testing import Drawn, draw, unanswered

ASKED = [
    *all_indicators().values(),
    *all_clearings().values(),
    *all_reconciliations().values(),
]
TODAY = "2026-06-30"
NAMES = ("Ж", "é", "中文", "ſtraße", "a", "A", "")


def name_of(asked):
    return getattr(asked, "code", asked.name)


@cache
def pictures() -> tuple[str, ...]:
    """Every picture that the tests beside questions, views, clearings and lists draw, each once."""
    found: dict[str, None] = {}
    for asked in (*ASKED, *all_views().values()):
        found.update((each.picture, None) for each in _drawn_beside(asked.function.__module__) if each.today == TODAY)
    return tuple(found)


def _drawn_beside(module: str) -> list[Drawn]:
    try:
        tests = importlib.import_module(f"{module}_test")
    except ModuleNotFoundError:
        return []  # tests/contracts says so
    with unanswered() as seen:
        for name, test in inspect.getmembers(tests, inspect.isfunction):
            if name.startswith("test_") and not inspect.signature(test).parameters:
                try:
                    test()
                except (Exception, pytest.fail.Exception):  # noqa: S112 - to an empty answer most tests object
                    continue
    return seen


def drawn_country(chance, share=0.5, longest=None):
    """Tables of all pictures, of each people of its own, and of a share of them once more in disorder.

    `longest` leaves out pictures of more lines than that: a small country for tests that are not about its size.
    """
    rows: dict[str, list[dict]] = {}
    shapes: dict[str, pa.Schema] = {}
    for number, picture in enumerate(pictures()):
        if longest and picture.count("\n") > longest:
            continue
        in_disorder = chance.random() < share
        for name, table in draw(picture).items():
            shapes[name] = table.schema
            plain = [_of_its_own(name, row, f"{number}~") for row in table.to_pylist()]
            rows.setdefault(name, []).extend(plain)
            if in_disorder:
                rows[name] += [_of_its_own(name, row, "Ж") for row in disorder(name, plain, table.schema, chance)]
    return {name: pa.Table.from_pylist(rows[name], shape) for name, shape in shapes.items()}


def _of_its_own(name, row, prefix):
    """The same row of other people: keys, references and tokens begin with something of their own."""
    own = _own(name)
    return {key: prefix + value if key in own and isinstance(value, str) else value for key, value in row.items()}


@cache
def _own(name):
    table = schema()[name]
    return {"id", *table.references, *(column.name for column in table.columns if column.way_out == "token")}


def disorder(name, rows, shape, chance):
    """Rows of which some are doubled, emptied, moved by a day, made nought, given another's value, or renamed."""
    return [each for row in rows for each in _disordered(name, row, rows, shape, chance)]


def _disordered(name, row, rows, shape, chance):
    key = chance.choice(shape.names)
    what = chance.random()
    if what < 0.1:
        return [row, row | {"id": f"{row['id']}-twice"}]
    if key in ("id", "version") or what > 0.6:
        return [row]
    if what < 0.25:
        return [row | {key: None}]
    if what < 0.4:
        return [row | {key: chance.choice(rows)[key]}]
    return [row | {key: _other(name, key, row[key], chance)}]


def _other(name, key, value, chance):
    if isinstance(value, dt.date):
        return value + dt.timedelta(days=chance.choice((-1, 1)))
    if isinstance(value, int | float):
        return type(value)(0)
    column = schema()[name].by_name.get(key)  # what is derived of words is never anything but figures
    return chance.choice(NAMES) if isinstance(value, str) and column is not None and not column.codes else value


def write_extract(country, folder):
    """A country as an office's folder in our template: one CSV a table, without what only snapshots derive."""
    for name, table in country.items():
        if name not in schema():
            continue  # all versions of a table: an office has the table
        kept = ["id", *(column for column in table.column_names if column in schema()[name].by_name)]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow([*kept, "recorded_at"])
            for row in table.to_pylist():
                rows.writerow([*(row[column] for column in kept), row.get("recorded_on")])
    return folder
