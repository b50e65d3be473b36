"""Pass one's rows on disk: one Parquet per table, written in batches, with where each row came from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from graftwatch.tables import Kind, Schema, Table

BATCH = 5_000
_ARROW: Mapping[Kind, pa.DataType] = {
    "reference": pa.string(),
    "code": pa.string(),
    "text": pa.string(),
    "date": pa.date32(),
    "instant": pa.timestamp("us"),
    "integer": pa.int64(),
    "number": pa.float64(),
    "money": pa.int64(),
}
_MOMENT = pa.timestamp("us")
RESOURCES = pa.schema(
    [
        ("ordinal", pa.int64()),
        ("key", pa.string()),
        ("type", pa.string()),
        ("updated", _MOMENT),
        ("digest", pa.binary(16)),
        ("file", pa.string()),
        ("line", pa.int64()),
        ("no_place", pa.string()),
    ]
)
NAMES = pa.schema([("ordinal", pa.int64()), ("alias", pa.string()), ("key", pa.string())])
LINKS = pa.schema([("ordinal", pa.int64()), ("anchor", pa.string()), ("gives", pa.string()), ("value", pa.string())])
WISHES = pa.schema(
    [
        ("ordinal", pa.int64()),
        ("position", pa.int64()),
        ("in_table", pa.string()),
        ("row_id", pa.string()),
        ("in_column", pa.string()),
        ("reference", pa.string()),
        ("gives", pa.string()),
    ]
)


def row_schema(table: Table) -> pa.Schema:
    """A staged row: which resource made it, its own number, and the columns of the model."""
    head = [("ordinal", pa.int64()), ("id", pa.string())]
    return pa.schema(head + [(column.name, _ARROW[column.kind]) for column in table.columns])


class Stage:
    """Writers that are opened when their first row comes."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        self.folder = folder
        self._schemas = {"_resources": RESOURCES, "_names": NAMES, "_links": LINKS, "_wishes": WISHES}
        self._schemas |= {table.name: row_schema(table) for table in schema}
        self._waiting: dict[str, list[dict[str, Any]]] = {}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def add(self, name: str, row: dict[str, Any]) -> None:
        waiting = self._waiting.setdefault(name, [])
        waiting.append(row)
        if len(waiting) >= BATCH:
            self._flush(name)

    def _flush(self, name: str) -> None:
        rows = self._waiting.pop(name, [])
        if name not in self._writers:
            self._writers[name] = pq.ParquetWriter(self.folder / f"{name}.parquet", self._schemas[name])
        self._writers[name].write_table(pa.Table.from_pylist(rows, self._schemas[name]))

    def close(self) -> None:
        """Write what waits; the four lists of resources, names, links and wishes exist even when empty."""
        for name in ("_resources", "_names", "_links", "_wishes", *list(self._waiting)):
            if name in self._waiting or name not in self._writers:
                self._flush(name)
        for writer in self._writers.values():
            writer.close()

    @property
    def tables(self) -> list[str]:
        """The tables that got at least one row."""
        return sorted(name for name in self._writers if not name.startswith("_"))
