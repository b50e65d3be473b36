"""Write a region into the folder: small tables as CSV, bulk tables as Parquet, each appended chunk by chunk."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from graftwatch.tables import Column, Schema, Table
from graftwatch_atlantis.draw import either
from graftwatch_atlantis.frame import NOBODY, Array, Frame
from graftwatch_atlantis.state import ENDS, Region
from graftwatch_atlantis.tables_of import TABLES

CHUNK = 200_000
CLOSING = int((ENDS + 1).astype("datetime64[s]").astype(np.int64))
"""The first second that no office had written down when the extracts were made."""
PARQUET_TYPES = {"date": pa.date32(), "integer": pa.int64(), "money": pa.int64(), "number": pa.float64()}


class Folder:
    """The folder of one State, open for appending; regions are written one after the other."""

    def __init__(self, place: Path, schema: Schema) -> None:
        self.place = place
        self.schema = schema
        self.rows: dict[str, int] = dict.fromkeys(TABLES, 0)
        self._open: dict[str, Any] = {}
        place.mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Folder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._open.values():
            writer.close()

    def append(self, region: Region, ids: dict[str, pa.Array]) -> None:
        """Write down every row that its office had written down by the last day, in the order of writing."""
        for name in TABLES:
            frame, table = region[name], self.schema[name]
            if frame.n:
                known = np.flatnonzero((frame["_recorded"] < CLOSING) & ~gone(frame))
                order = known[np.lexsort((known, frame["_recorded"][known]))]
            else:
                order = np.arange(0)
            self.rows[name] += len(order)
            for first in range(0, max(len(order), 1), CHUNK):
                self._write(table, _arrow(table, frame, order[first : first + CHUNK], ids))

    def _write(self, table: Table, chunk: pa.Table) -> None:
        if table.name not in self._open:
            self._open[table.name] = self._new(table, chunk.schema)
        writer = self._open[table.name]
        if table.bulk:
            writer.write_table(chunk, row_group_size=CHUNK)
        else:
            writer.write(chunk)

    def _new(self, table: Table, schema: pa.Schema) -> Any:
        if table.bulk:
            return pa.parquet.ParquetWriter(
                self.place / f"{table.name}.parquet", schema, compression="zstd", compression_level=1
            )
        options = pa.csv.WriteOptions(quoting_style="needed")
        return pa.csv.CSVWriter(self.place / f"{table.name}.csv", schema, write_options=options)


def gone(frame: Frame) -> Array:
    """Rows that a recipe took out of the records."""
    return frame["_gone"] if "_gone" in frame else np.zeros(frame.n, dtype=bool)


def _arrow(table: Table, frame: Frame, rows: Array, ids: dict[str, pa.Array]) -> pa.Table:
    columns: dict[str, pa.Array] = {
        "id": _taken(ids[table.name], rows),
        "recorded_at": _instants(frame, rows, table.bulk),
    }
    for column in table.columns:
        columns[column.name] = _column(column, frame, rows, ids)
    return pa.table(columns)


def _taken(ids: pa.Array, rows: Array) -> pa.Array:
    return ids.take(pa.array(rows, pa.int64(), mask=rows == NOBODY))


def _instants(frame: Frame, rows: Array, typed: bool) -> pa.Array:
    seconds = frame["_recorded"][rows] if frame.n else np.zeros(0, dtype=np.int64)
    instants = seconds.astype("datetime64[s]")
    if typed:
        return pa.array(instants.astype("datetime64[us]"), pa.timestamp("us"))
    return pa.array(np.char.add(np.datetime_as_string(instants), "Z"), pa.string())


def _column(column: Column, frame: Frame, rows: Array, ids: dict[str, pa.Array]) -> pa.Array:
    """One column of these rows as its kind is written; a column that Atlantis does not know is empty."""
    if column.name not in frame:
        return pa.nulls(len(rows), PARQUET_TYPES.get(column.kind, pa.string()))
    values = frame[column.name][rows]
    if column.kind == "reference":
        return _taken(ids[column.refers_to or ""], values)
    if column.kind == "date":
        return pa.array(values.astype("datetime64[D]"), pa.date32())
    if column.kind == "instant" and values.dtype.kind == "i":  # seconds since 1970, where an office keeps the hour
        said = np.where(values == NOBODY, 0, values).astype("datetime64[s]")
        return pa.array(
            np.char.add(np.datetime_as_string(said), "Z").astype(object), pa.string(), mask=values == NOBODY
        )
    if column.kind == "instant":
        text = np.char.add(np.datetime_as_string(values.astype("datetime64[D]")), "T09:00:00Z")
        return pa.array(text.astype(object), pa.string(), mask=np.isnat(values))
    if column.kind in ("integer", "money"):
        numbers = values.astype(float)
        unknown = np.isnan(numbers)
        return pa.array(either(unknown, 0, numbers).astype(np.int64), pa.int64(), mask=unknown)
    if column.kind == "number":
        numbers = values.astype(float)
        return pa.array(numbers, pa.float64(), mask=np.isnan(numbers))
    return pa.array(values.astype(object), pa.string(), from_pandas=True)
