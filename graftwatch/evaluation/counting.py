"""The figures of a run that stand on its first page and in its log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graftwatch.evaluation.outcomes import Recall, Record
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.fairness import Group, fails, fairness
from graftwatch.evaluation.sections.false_leads import FalseLeads, false_leads
from graftwatch.evaluation.sections.recall import main_recall
from graftwatch.evaluation.sections.rivals import Rival, best_rival


@dataclass(frozen=True)
class Floor:
    """Something the plan said must hold, and whether it did."""

    said: str
    found: str
    met: bool


@dataclass(frozen=True)
class Counted:
    """All records of a run, and its main figures."""

    records: Sequence[Record]
    recall: Recall
    false: FalseLeads
    best: Rival | None
    unfair: Sequence[Group]
    floors: Sequence[Floor]

    def for_the_log(self) -> dict[str, object]:
        return {
            "n_worlds": len(self.records),
            "n_rings": self.recall.n_rings,
            "recall_before": f"{self.recall.share:.4f}",
            "recall_low": f"{self.recall.low:.4f}",
            "recall_high": f"{self.recall.high:.4f}",
            "false_per_1000_pairs": f"{self.false.mean:.2f}",
            "best_rival": self.best.name if self.best else "",
            "best_rival_recall": f"{self.best.recall.share:.4f}" if self.best else "",
            "fairness": f"{len(self.unfair)} groups fail" if self.unfair else "passes",
        }


def count(records: Sequence[Record], plan: Plan) -> Counted:
    """The main figures in the main view, and the floors."""
    recall, false = main_recall(records, plan), false_leads(records, plan.main_view)
    best = best_rival(records, plan)
    unfair = fails(fairness(records, plan, plan.main_view))
    return Counted(records, recall, false, best, unfair, _floors(recall, false, best, unfair, plan))


def _floors(recall: Recall, false: FalseLeads, best: Rival | None, unfair: Sequence[Group], plan: Plan) -> list[Floor]:
    theirs = best.recall.share if best else 0.0
    twice = 2 * plan["budget"]["false_leads_per_1000_pairs"]
    return [
        Floor(
            "The lower limit of recall is above the best rival's estimate",
            f"{recall.low:.3f} against {theirs:.3f} ({best.name if best else 'no rival'})",
            recall.low > theirs,
        ),
        Floor(
            "The upper limit of false leads is within twice the budget",
            f"{false.high:.1f} against {twice} per 1,000 ordinary pairs",
            false.high <= twice,
        ),
        Floor(
            f"No group's upper limit reaches {plan['fairness']['margin']} times the largest group's rate",
            f"{len(unfair)} groups do" if unfair else "none does",
            not unfair,
        ),
    ]
