"""Import templates: one empty table per kind of record, with what each column means, its unit and its codes."""

from __future__ import annotations

import csv
from pathlib import Path

from graftwatch.tables import Column, Schema, Table

FIRST = (
    ("id", "The row's own number in your system; the same number always means the same row", "text"),
    ("recorded_at", "When your system wrote the row down (2026-06-30T14:05:00Z); the latest telling counts", "instant"),
)
GUIDE = ("table", "one row is", "column", "meaning", "kind", "unit", "needed", "codes or table referred to", "source")


def write_templates(folder: Path, schema: Schema) -> list[Path]:
    """Write `<table>.csv` with its heading for every table, and `GUIDE.csv` that explains each column.

    Files that exist are left alone. Gives what was written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(folder / "guide" / "GUIDE.csv", [GUIDE, *(row for table in schema for row in _guide(table))])]
    for table in schema:
        path = folder / f"{table.name}.csv"
        if not path.exists():
            heading = [name for name, _, _ in FIRST] + [column.name for column in table.columns]
            written.append(_write(path, [heading]))
    return written


def _write(path: Path, rows: list[tuple[str, ...]] | list[list[str]]) -> Path:
    path.parent.mkdir(exist_ok=True)
    # with the mark, so that a spreadsheet opens it as UTF-8
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def _guide(table: Table) -> list[tuple[str, ...]]:
    head = [(table.name, table.meaning, name, meaning, kind, "", "", "", "") for name, meaning, kind in FIRST]
    return [*head, *((table.name, "", *_explained(column)) for column in table.columns)]


def _explained(column: Column) -> tuple[str, ...]:
    codes = "; ".join(f"{code.value} = {code.label}" for code in column.codes.codes) if column.codes else ""
    refers = f"the id of a row of {column.refers_to}" if column.refers_to else ""
    needed = "needed" if column.required else ""
    return (column.name, column.meaning, column.kind, column.unit, needed, codes or refers, column.source)
