"""What the questions cost people who did nothing: days of surgery."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from graftwatch.evaluation.outcomes import Record
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.markdown import table
from graftwatch.evaluation.telling import OURS


@dataclass(frozen=True)
class Harm:
    """Reviews on ordinary pairs whose operation was still to come, and the days that is assumed to cost."""

    n_pairs: int
    n_asked_before_surgery: int
    days_lost: float

    @property
    def days_per_1000_pairs(self) -> float:
        return 1000 * self.days_lost / self.n_pairs if self.n_pairs else float("nan")


def harm(records: Sequence[Record], plan: Plan, view: str) -> Harm:
    """Days of surgery lost to pairs that were later explained, under the plan's assumption."""
    n_pairs = n_asked = 0
    for record in records:
        if record["world"]["kind"] not in ("rings", "ring free"):
            continue
        n_pairs += record["end"][view]["n_pairs"]
        for pair, (on, _codes) in record["contenders"][view][OURS]["false_pairs"].items():
            planned = record["groups"].get(pair, {}).get("operation_on")
            n_asked += bool(planned) and dt.date.fromisoformat(planned) > dt.date.fromisoformat(on)
    return Harm(n_pairs, n_asked, n_asked * plan["harm"]["days_lost_per_review"])


def harm_section(records: Sequence[Record], plan: Plan) -> str:
    rows = []
    for view in plan.views:
        if view.name not in plan.late_views:
            found = harm(records, plan, view.name)
            per_pair = f"{found.days_per_1000_pairs:.1f}"
            rows.append((view.title, found.n_pairs, found.n_asked_before_surgery, f"{found.days_lost:.0f}", per_pair))
    heading = ["view", "pairs", "ordinary pairs asked before surgery", "days lost", "days per 1,000 pairs"]
    return f"""## Harm

Assumed, not measured: a question put before surgery costs {plan["harm"]["days_lost_per_review"]} days until it is
answered.

{table(heading, rows)}

Visits and registrations that stopped, and fields that went blank, cannot be seen in a State that nobody watches. A
State measures them on its own records against the months before use: each run prints them in its report, from the day
that `graftwatch screen --live-from` names or that the records show.
"""
