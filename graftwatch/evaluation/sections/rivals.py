"""Ours beside every rival, on the same rings with the same hours: the difference ring by ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graftwatch.evaluation.intervals import by_cluster
from graftwatch.evaluation.outcomes import Recall, Record, contenders_of, outcomes, recall_of, replayed_views
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.rivals.boosting import NAME as CEILING
from graftwatch.evaluation.sections.markdown import percent, span, table
from graftwatch.evaluation.telling import OURS

BEST_QUESTIONS = 10


@dataclass(frozen=True)
class Rival:
    """One rival's recall, and ours less theirs on the same rings."""

    name: str
    recall: Recall
    difference: float
    low: float
    high: float
    n_false: int


def rivals_in(records: Sequence[Record], plan: Plan, view: str) -> list[Rival]:
    """Every rival, the best first."""
    ours = outcomes(records, plan, view)
    statistics = plan["statistics"]
    found = []
    for name in contenders_of(records, view):
        if name == OURS:
            continue
        theirs = outcomes(records, plan, view, name)
        apart = [float(a.before) - float(b.before) for a, b in zip(ours, theirs, strict=True)]
        mean, low, high = by_cluster(
            apart,
            [one.structure for one in ours],
            resamples=statistics["resamples"],
            seed=statistics["seed"],
            level=statistics["level"],
        )
        n_false = sum(
            record["contenders"][view].get(name, {}).get("n_false", 0)
            for record in records
            if record["world"]["kind"] == "rings"
        )
        found.append(Rival(name, recall_of(theirs, plan), mean, low, high, n_false))
    return sorted(found, key=lambda each: (-each.recall.share, each.name))


def best_rival(records: Sequence[Record], plan: Plan) -> Rival | None:
    """The rival with the highest recall in the main view; the ceiling is none."""
    return next((each for each in rivals_in(records, plan, plan.main_view) if each.name != CEILING), None)


def rivals_section(records: Sequence[Record], plan: Plan) -> str:
    parts = []
    for view in replayed_views(plan):
        found = rivals_in(records, plan, view)
        alone = [each for each in found if each.name.startswith("question")][:BEST_QUESTIONS]
        shown = [each for each in found if not each.name.startswith("question")] + alone
        rows = [
            (
                f"{each.name} *(not a rival)*" if each.name == CEILING else each.name,
                percent(each.recall.share),
                span(each.recall.low, each.recall.high),
                f"{100 * each.difference:+.0f} points",
                f"{100 * each.low:+.0f} to {100 * each.high:+.0f}",
                each.n_false,
            )
            for each in shown
        ]
        title = next(each.title for each in plan.views if each.name == view)
        heading = ["rival", "before surgery", "95 %", "ours less theirs", "95 %", "reviews that showed no ring"]
        parts.append(f"### {title}\n\n{table(heading, rows)}")
    return f"""## Rivals in the same run

Each has the same records, days and hours. Rivals that score whole files cite no rows: they are let off the decisive
link, and show a ring with file number {plan["raised"]["whole_files"]} of it that is looked at, for one shows no link.
Isolation forest and ceiling are asked in the main view only. Of the questions alone the {BEST_QUESTIONS} best are
shown; the best of so many is flattered by being the best. The ceiling was trained on development rings of the same
grammar: no office has such.

{chr(10).join(parts)}
"""
