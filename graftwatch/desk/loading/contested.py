"""Rows of which two tellings exist for one moment: known by number and moment, refused for good, whichever came first.

A tie inside a folder quarantines both tellings. A tie with a row that is already loaded does the same: that row is
withdrawn, the new one is refused, and its number and moment are written here, so that neither returns later. What the
records hold then depends on which rows were ever loaded and not on their order. A telling with a later moment is no
tie; it becomes the current version. The lists lie beside the keys, because the numbers are cut with the node key.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

CONTESTED = pa.schema([("id", pa.string()), ("recorded_at", pa.timestamp("us"))])


def contested(folder: Path, table: str) -> pa.Table:
    """The contested (id, recorded_at) of a table."""
    path = folder / f"{table}.parquet"
    return pq.read_table(path).cast(CONTESTED) if path.exists() else CONTESTED.empty_table()


def contest(folder: Path, table: str, more: pa.Table) -> pa.Table:
    """Write down more of them, at once or not at all; gives all."""
    known = contested(folder, table)
    if more.num_rows == 0:
        return known
    together = pa.concat_tables([known, more.select(CONTESTED.names).cast(CONTESTED)])
    once = together.group_by(CONTESTED.names).aggregate([])
    once = once.take(pc.sort_indices(once, [("id", "ascending"), ("recorded_at", "ascending")]))
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{table}.draft"
    pq.write_table(once, draft)
    draft.replace(folder / f"{table}.parquet")
    return once
