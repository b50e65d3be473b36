"""What the real run found, as far as a self-test builds on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from graftwatch.desk.snapshots import Snapshot
from graftwatch.leads import Cleared, Finding, Opened, Opening
from graftwatch.leads.opening import anchors_reached
from graftwatch.leads.ordinary import Population
from graftwatch.leads.question import Question
from graftwatch.leads.rows import CitedRow, Files, Key
from graftwatch.tables import Schema

if TYPE_CHECKING:
    from graftwatch.apps.screening.plan import Plan


@dataclass(frozen=True)
class Basis:
    """The snapshot, what was asked of it with which values, what came of it, and when leads open."""

    snapshot: Snapshot
    schema: Schema
    plan: Plan
    values: Mapping[str, Mapping[str, float]]
    weighed: Sequence[Finding]
    cleared: Sequence[Cleared]
    cited: Mapping[Key, CitedRow]
    who: Files
    peers: Mapping[str, Population]
    questions: Mapping[str, Question]
    opened: Opened
    opening: Opening

    @cached_property
    def near(self) -> dict[Key, list[Finding]]:
        """The findings that reach each anchor."""
        found: dict[Key, list[Finding]] = {}
        for finding in self.weighed:
            for anchor in anchors_reached(finding, self.cited, self.who):
                found.setdefault(anchor, []).append(finding)
        return found

    @cached_property
    def shown(self) -> frozenset[Key]:
        """The anchors of every lead, and of what stands beside one."""
        standing = (*self.opened.leads, *self.opened.protection)
        return frozenset(key for lead in standing for key in ((lead.kind, lead.anchor), *lead.also))
