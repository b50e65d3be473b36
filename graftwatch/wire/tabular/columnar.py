"""Parquet in batches, every cell as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graftwatch.wire.tabular.sheet import BATCH_ROWS, BadLine, Batch, Sheet, Unreadable, batch_schema, distinct_headings


def open_parquet(path: Path) -> Sheet:
    """The one table of a Parquet file; its line numbers are row numbers from 1."""
    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
    except (pa.ArrowException, OSError) as error:
        raise Unreadable("The file is not readable as Parquet: it is damaged or was cut off.") from error
    return Sheet(path, None, distinct_headings(names), 0, lambda: _batches(path, len(names)), kind="parquet")


def _batches(path: Path, n_columns: int) -> Iterator[Batch]:
    """A damaged group of rows costs that group."""
    with pq.ParquetFile(path) as file:
        line = 1
        for group in range(file.num_row_groups):
            n_rows = file.metadata.row_group(group).num_rows
            try:
                for part in file.iter_batches(BATCH_ROWS, row_groups=[group]):
                    yield _as_text(part, line, n_columns)
                    line += part.num_rows
                    n_rows -= part.num_rows
            except (pa.ArrowException, OSError):
                lost = BadLine(line, f"{n_rows} rows", "This part of the Parquet file is damaged")
                yield Batch(pa.RecordBatch.from_pylist([], schema=batch_schema(n_columns)), (lost,))
                line += n_rows


def _as_text(part: pa.RecordBatch, first_line: int, n_columns: int) -> Batch:
    numbers = pa.array(range(first_line, first_line + part.num_rows), pa.int64())
    short = pa.array([False] * part.num_rows, pa.bool_())
    cells = [_text(column) for column in part.columns]
    return Batch(pa.RecordBatch.from_arrays([numbers, short, *cells], schema=batch_schema(n_columns)))


def _text(column: pa.Array) -> pa.Array:
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())
    return pc.cast(column, pa.string())
