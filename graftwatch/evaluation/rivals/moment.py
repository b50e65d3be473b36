"""What a rival may look at: one view of a State's records on one day, and what the questions answered there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import duckdb

from graftwatch.evaluation.asking import Answers
from graftwatch.evaluation.hits import Row
from graftwatch.leads.rows import CitedRow, Files, pair_key
from graftwatch.tables import Schema


@dataclass
class Moment:
    """One view on one day. `models` are those that were trained on development worlds, by view."""

    view: str
    day: dt.date
    seed: int
    connection: duckdb.DuckDBPyConnection
    schema: Schema
    tables: frozenset[str]
    answers: Answers
    cited: Mapping[Row, CitedRow]
    who: Files
    models: Mapping[str, object] = field(default_factory=dict)
    worked_out: dict[str, Any] = field(default_factory=dict)
    """What one rival has worked out and another needs."""

    @cached_property
    def pairs(self) -> dict[str, tuple[str, str]]:
        """Every pair on the books by its key: (donor, recipient)."""
        found: dict[str, tuple[str, str]] = {}
        for table in ("living_donor_assessment", "transplant"):
            if table in self.tables:
                rows = self.connection.execute(
                    f"SELECT DISTINCT donor, recipient FROM {table} WHERE donor IS NOT NULL AND recipient IS NOT NULL"
                ).fetchall()
                found |= {pair_key(donor, recipient): (donor, recipient) for donor, recipient in rows}
        return dict(sorted(found.items()))
