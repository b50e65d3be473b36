"""The same queues with other hours: what each contender finds when reviewers may look at less, or at more."""

from __future__ import annotations

from collections.abc import Sequence

from graftwatch.evaluation.intervals import by_cluster
from graftwatch.evaluation.outcomes import Outcome, Record, contenders_of, outcomes, recall_of
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.rivals.boosting import NAME as CEILING
from graftwatch.evaluation.sections.markdown import percent, span, table
from graftwatch.evaluation.telling import OURS

BEST_QUESTIONS = 3


def hours_section(records: Sequence[Record], plan: Plan) -> str:
    """Recall before surgery at each part or multiple of the hours, ours and theirs, ring by ring."""
    cuts = sorted((*plan.cuts, 1.0))
    rows = [row for cut in cuts for row in _rows(records, plan, cut)]
    heading = [
        "hours",
        "contender",
        "before surgery",
        "95 %",
        "ours less theirs",
        "95 %",
        "reviews that showed no ring",
    ]
    return f"""## With other hours

Hours that are always filled hide who fills them better: with enough of them everything is looked at. The same queues in
the main view, judged again as if reviewers had a part, or a multiple, of the plan's hours. Whoever puts rings first
loses least by a part. Of the questions alone the {BEST_QUESTIONS} best are shown.

{table(heading, rows)}
"""


def _rows(records: Sequence[Record], plan: Plan, cut: float) -> list[tuple[object, ...]]:
    ours = outcomes(records, plan, plan.main_view, OURS, cut)
    found = [
        (name, outcomes(records, plan, plan.main_view, name, cut)) for name in contenders_of(records, plan.main_view)
    ]
    ranked = sorted(found, key=lambda each: (each[0] != OURS, -sum(one.before for one in each[1]), each[0]))
    alone = [each for each in ranked if each[0].startswith("question")][:BEST_QUESTIONS]
    shown = [each for each in ranked if not each[0].startswith("question")] + alone
    return [_row(records, plan, cut, name, ours, theirs) for name, theirs in shown]


def _row(
    records: Sequence[Record], plan: Plan, cut: float, name: str, ours: Sequence[Outcome], theirs: Sequence[Outcome]
) -> tuple[object, ...]:
    statistics, recall = plan["statistics"], recall_of(theirs, plan)
    apart = [float(a.before) - float(b.before) for a, b in zip(ours, theirs, strict=True)]
    mean, low, high = by_cluster(
        apart,
        [one.structure for one in ours],
        resamples=statistics["resamples"],
        seed=statistics["seed"],
        level=statistics["level"],
    )
    own = name == OURS
    return (
        percent(cut),
        f"**{name}**" if own else f"{name} *(not a rival)*" if name == CEILING else name,
        percent(recall.share),
        span(recall.low, recall.high),
        "" if own else f"{100 * mean:+.0f} points",
        "" if own else f"{100 * low:+.0f} to {100 * high:+.0f}",
        _n_false(records, plan, name, cut),
    )


def _n_false(records: Sequence[Record], plan: Plan, name: str, cut: float) -> int:
    played = [record for record in records if record["world"]["kind"] == "rings"]
    scores = [
        record["contenders"][plan.main_view] if cut == 1.0 else record["with_other_hours"].get(str(cut), {})
        for record in played
    ]
    return sum(score.get(name, {}).get("n_false", 0) for score in scores)
