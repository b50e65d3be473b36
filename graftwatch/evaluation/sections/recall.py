"""How many rings were raised, before surgery and at all, by view and form; and how small a ring can be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from graftwatch.evaluation.intervals import FEW
from graftwatch.evaluation.outcomes import Outcome, Recall, Record, outcomes, recall_of, replayed_views
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.markdown import percent, span, table

SIZES = ((2, 3), (4, 5), (6, 8), (9, 99))
REUSES = ((0.0, 0.4), (0.4, 0.7), (0.7, 1.01))


def main_recall(records: Sequence[Record], plan: Plan) -> Recall:
    """The main measure of the plan."""
    return recall_of(
        outcomes(records, plan, plan.main_view), plan, ever=plan["raised"]["main_measure"] == "recall_ever"
    )


def recall_section(records: Sequence[Record], plan: Plan) -> str:
    rows = []
    for view in plan.views:
        replayed = view.name not in plan.late_views
        every = outcomes(records, plan, view.name)
        for form in (*plan["worlds"]["forms"], ""):
            some = [one for one in every if form in ("", one.form)]
            before, ever = recall_of(some, plan), recall_of(some, plan, ever=True)
            won = [days for one in some for days in one.days_won]
            n_operations = sum(one.n_operations for one in some)
            rows.append(
                (
                    view.title,
                    form or "**all**",
                    before.n_rings,
                    percent(before.share) if replayed else "not replayed",
                    span(before.low, before.high) if replayed else "–",
                    percent(ever.share),
                    span(ever.low, ever.high),
                    percent(len(won) / n_operations) if replayed and n_operations else "–",
                    f"{median(won):.0f}" if replayed and won else "–",
                )
            )
    heading = [
        "view",
        "form",
        "rings",
        "before surgery",
        "95 %",
        "at any time",
        "95 %",
        "operations reached",
        "days won",
    ]
    return f"""## Recall by view and form

A ring counts as raised *before surgery* when it was reviewed at least {plan.days_before_operation} days before one of
its operations. *Operations reached*: the share of all planned operations of rings that were still so far off; *days
won* is the median for these. Intervals are over structures, with their worlds and forms drawn together. Views marked
*not replayed* were screened on the last day only.

{table(heading, rows)}

### Where the others were lost

{table(["view", "fate on the last day", "rings"], _fates(records, plan))}
"""


def _fates(records: Sequence[Record], plan: Plan) -> list[tuple[str, str, int]]:
    return [
        (view.title, fate, n)
        for view in plan.views
        for fate, n in Counter(one.fate for one in outcomes(records, plan, view.name)).most_common()
    ]


def smallest_section(records: Sequence[Record], plan: Plan) -> str:
    """Recall against size and link reuse, and the smallest ring of which enough are surely seen."""
    parts = []
    for view in replayed_views(plan):
        every = [one for one in outcomes(records, plan, view) if one.as_drawn]
        rows = []
        for sizes in SIZES:
            for reuses in REUSES:
                cell = _cell(every, sizes, reuses)
                if cell:
                    found = recall_of(cell, plan)
                    share = f"{sum(one.before for one in cell)} of {len(cell)}"
                    limits = span(found.low, found.high)
                    rows.append((_told_size(sizes), _told_reuse(reuses), found.n_structures, share, limits))
        title = next(each.title for each in plan.views if each.name == view)
        parts.append(f"### {title}\n\nMinimum detectable ring: {minimum_detectable(every, plan)}.\n")
        heading = ["pairs", "share of pairs that carry the most reused link", "structures", "before surgery", "95 %"]
        parts.append(table(heading, rows))
    return f"""## How small a ring can be seen

A size of ring is called detectable where the lower limit of recall is at least {percent(plan.detectable)}. Limits are
exact where fewer than {FEW} structures fall into a cell, or all of them say the same. Only rings that were planted as
they were drawn count here: one whose tempo or centre had to give way is another ring.

{(chr(10) * 2).join(parts)}
"""


def minimum_detectable(every: Sequence[Outcome], plan: Plan) -> str:
    """The smallest size, and in it the least reuse, of which the lower limit of recall reaches the plan's bar."""
    for sizes in SIZES:
        for reuses in REUSES:
            cell = _cell(every, sizes, reuses)
            if cell and recall_of(cell, plan).low >= plan.detectable:
                return f"{_told_size(sizes)} pairs, of which {_told_reuse(reuses)} carry one link"
    return f"none; in no cell is the lower limit of recall {percent(plan.detectable)}"


def _cell(every: Sequence[Outcome], sizes: tuple[int, int], reuses: tuple[float, float]) -> list[Outcome]:
    return [one for one in every if sizes[0] <= one.size <= sizes[1] and reuses[0] <= one.reuse < reuses[1]]


def _told_size(sizes: tuple[int, int]) -> str:
    return f"{sizes[0]} or more" if sizes[1] > 50 else f"{sizes[0]} to {sizes[1]}"


def _told_reuse(reuses: tuple[float, float]) -> str:
    return f"{reuses[0]:.0%} to {min(reuses[1], 1):.0%}"
