"""Reviews that showed no ring: among ordinary pairs, and among look-alikes with and without papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graftwatch.evaluation.intervals import of_mean, of_share
from graftwatch.evaluation.outcomes import Record
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.markdown import percent, span, table
from graftwatch.evaluation.telling import OURS


@dataclass(frozen=True)
class FalseLeads:
    """Per 1,000 ordinary pairs on the books, with Student's interval over worlds."""

    mean: float
    low: float
    high: float
    n_worlds: int


def false_leads(records: Sequence[Record], view: str, kinds: Sequence[str] = ("rings", "ring free")) -> FalseLeads:
    """Reviews over the window that showed no ring."""
    rates = [
        1000 * record["contenders"][view][OURS]["n_false"] / max(record["end"][view]["n_pairs"], 1)
        for record in records
        if record["world"]["kind"] in kinds
    ]
    if not rates:
        return FalseLeads(float("nan"), float("nan"), float("nan"), 0)
    return FalseLeads(*of_mean(rates), len(rates))


def reviewed_per_1000_transplants(records: Sequence[Record], view: str) -> float:
    """Reviews of the window for every 1,000 transplants of it."""
    played = _replayed(records)
    n_transplants = sum(record["end"][view].get("n_transplants", 0) for record in played)
    n_reviewed = sum(record["contenders"][view][OURS]["n_reviewed"] for record in played)
    return 1000 * n_reviewed / n_transplants if n_transplants else float("nan")


def lookalikes_raised(records: Sequence[Record], view: str) -> dict[str, tuple[int, int]]:
    """By whether they had papers: how many were raised, of how many."""
    counted: Counter[str] = Counter()
    for record in _replayed(records):
        met = record["contenders"][view][OURS]["met"]
        for one in record["lookalikes"]:
            papers = _papers(one)
            counted[papers] += 1
            counted[f"{papers} raised"] += one["id"] in met
    return {name: (counted[f"{name} raised"], counted[name]) for name in PAPERS}


PAPERS = ("with its paper", "without the paper it could have", "no such paper exists")


def _papers(one: Mapping[str, Any]) -> str:
    if one["clearing_paper"]:
        return PAPERS[0]
    return PAPERS[2] if one.get("paper_exists") is False else PAPERS[1]


def _replayed(records: Sequence[Record]) -> list[Record]:
    return [record for record in records if record["world"]["kind"] in ("rings", "ring free")]


def false_section(records: Sequence[Record], plan: Plan) -> str:
    rows, alike = [], []
    for view in plan.views:
        with_rings, without = false_leads(records, view.name), false_leads(records, view.name, ("ring free",))
        rows.append(
            (
                view.title,
                f"{with_rings.mean:.1f}",
                f"{with_rings.low:.1f} to {with_rings.high:.1f}",
                with_rings.n_worlds,
                f"{without.mean:.1f}",
                f"{reviewed_per_1000_transplants(records, view.name):.0f}",
            )
        )
        for papers, (raised, of) in lookalikes_raised(records, view.name).items():
            if of:
                alike.append(
                    (view.title, papers, f"{raised} of {of}", percent(raised / of), span(*of_share(raised, of)))
                )
    worst = Counter(
        one["recipe"]
        for record in _replayed(records)
        for one in record["lookalikes"]
        if one["id"] in record["contenders"][plan.main_view][OURS]["met"]
    )
    heading = ["view", "per 1,000 pairs", "95 %", "worlds", "in worlds without rings"]
    heading += ["reviewed per 1,000 transplants"]
    return f"""## False leads

A review that showed no ring, per 1,000 ordinary pairs on the books, over the whole window. The budget of the plan is
{plan["budget"]["false_leads_per_1000_pairs"]}; reviewers' hours bound it from above, so what counts is whether they
are filled.

{table(heading, rows)}

### Look-alikes

Ordinary lives that look suspicious, raised by the same rule as rings.

{table(["view", "papers", "raised", "share", "95 %"], alike)}

Raised most often in the main view: {", ".join(f"{name} ({n})" for name, n in worst.most_common(8)) or "none"}.
"""
