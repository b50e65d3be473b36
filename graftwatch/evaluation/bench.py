"""What a process needs to ask any State: the questions, their queries by day, and the columns they read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graftwatch import engines
from graftwatch.apps.screening.plan import make_plan
from graftwatch.desk.snapshots import Source, count_present
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.prepared import Cache
from graftwatch.indicators.indicator import Clearing, Indicator
from graftwatch.records.schema import schema as schema_of_records
from graftwatch.tables import Schema


@dataclass
class Bench:
    """Questions at their published values. Which can be asked is decided once, on the first State that is met."""

    plan: Plan
    compiled: Path | None = None
    schema: Schema = field(default_factory=schema_of_records)
    cache: Cache = field(init=False)
    asked: tuple[tuple[Indicator, ...], tuple[Clearing, ...]] = ((), ())
    _reads: Mapping[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cache = Cache(self.schema, {}, self.compiled)

    def reads(self, source: Source) -> Mapping[str, set[str]]:
        """Per table the columns that questions, leads or rivals read."""
        if not self._reads:
            engine = engines.connect_duckdb(threads=1)
            source.open(engine.con)
            planned = make_plan(self.schema, count_present(engine.con, source, self.schema))
            self.asked = (planned.questions, planned.clearings)
            self._reads = {
                name: columns | (set() if self.schema[name].bulk else _all_that_leaves(self.schema, name))
                for name, columns in planned.reads.items()
                if (self.schema[name].versions_of or name) in self._in_a_view
            }
            engine.con.close()
        return self._reads

    @property
    def _in_a_view(self) -> frozenset[str]:
        return self.plan.views[-1].tables


def _all_that_leaves(schema: Schema, name: str) -> set[str]:
    """Rivals look at whatever column there is; what is derived of words only where a question asks."""
    return {column.name for column in schema[name].columns if column.leaves}
