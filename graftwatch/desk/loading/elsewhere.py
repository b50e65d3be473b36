"""What is known outside the folder being read: rows that references may point at."""

from __future__ import annotations

from typing import Protocol

import pyarrow as pa

FOUND = pa.schema([("id", pa.string()), ("born_on", pa.date32())])


class Elsewhere(Protocol):
    """Where rows may be that are not in the folder."""

    def find(self, table: str, ids: pa.Array) -> pa.Table:
        """Those of `ids` that exist in `table`, with the day of birth for persons (`FOUND`)."""


class Nowhere:
    """The folder stands alone."""

    def find(self, table: str, ids: pa.Array) -> pa.Table:
        return FOUND.empty_table()
