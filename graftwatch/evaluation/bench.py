"""What a process needs to ask any State: the questions, their queries, and the columns they read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from graftwatch.apps.screening.plan import make_plan
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.prepared import Cache
from graftwatch.indicators import all_clearings, all_indicators
from graftwatch.indicators.availability import Present, assess
from graftwatch.indicators.indicator import Asked
from graftwatch.records.schema import schema as schema_of_records
from graftwatch.tables import Schema


@dataclass
class Bench:
    """Questions at their published values. Which of them can be asked is found anew for each State and day."""

    plan: Plan
    compiled: Path | None = None
    schema: Schema = field(default_factory=schema_of_records)
    cache: Cache = field(init=False)

    def __post_init__(self) -> None:
        self.cache = Cache(self.schema, {}, self.compiled)

    @cached_property
    def reads(self) -> Mapping[str, set[str]]:
        """Per table the columns that questions, leads or rivals read where a State keeps everything."""
        tables = [self.schema[name] for name in sorted(self.plan.views[-1].tables)]
        full = {table.name: dict.fromkeys(["", *(column.name for column in table.columns)], 1) for table in tables}
        return {
            name: columns | (set() if self.schema[name].bulk else _all_that_leaves(self.schema, name))
            for name, columns in make_plan(self.schema, full).reads.items()
            if (self.schema[name].versions_of or name) in full
        }

    def askable(self, present: Present) -> tuple[Asked, ...]:
        """What can be asked of `present`, as a screening decides it, and the papers that speak the other way."""
        assessed = assess(self.schema, present)
        questions = [each for each in assessed.values() if each.status != "not asked"]
        return (*(all_indicators()[each.code] for each in questions), *all_clearings().values())


def _all_that_leaves(schema: Schema, name: str) -> set[str]:
    """Rivals look at whatever column there is; what is derived of words only where a question asks."""
    return {column.name for column in schema[name].columns if column.leaves}
