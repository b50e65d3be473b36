"""One State being replayed, with every contender's queue and judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graftwatch.evaluation.bench import Bench
from graftwatch.evaluation.hits import Planted
from graftwatch.evaluation.judging import Judge
from graftwatch.evaluation.naming import Naming
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.queue import Queue
from graftwatch.evaluation.replay import Replay
from graftwatch.evaluation.worlds import Built, World


@dataclass
class Play:
    """One State being replayed, and what came of it so far."""

    world: World
    plan: Plan
    bench: Bench
    built: Built
    replay: Replay
    naming: Naming
    rings: list[Planted]
    lookalikes: list[Planted]
    queues: dict[tuple[str, str, float], Queue] = field(default_factory=dict)
    judges: dict[tuple[str, str, float], Judge] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    models: Mapping[str, object] = field(default_factory=dict)

    def judge(self, view: str, contender: str, cut: float = 1.0) -> Judge:
        key = (view, contender, cut)
        if key not in self.judges:
            self.queues[key] = Queue(self.plan.budget.cut(cut))
            share = self.plan.least_share_of_people
            whole_files = self.plan["raised"]["whole_files"]
            self.judges[key] = Judge(self.rings, self.lookalikes, least_share=share, whole_files=whole_files)
        return self.judges[key]
