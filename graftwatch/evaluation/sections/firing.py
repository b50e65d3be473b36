"""How often each question speaks in a State without rings; and such a State's whole queue."""

from __future__ import annotations

from collections.abc import Sequence

from graftwatch.evaluation.outcomes import Record
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.markdown import table
from graftwatch.indicators import all_indicators

SEEDS_NEEDED = 10


def firing_rates(records: Sequence[Record], plan: Plan) -> dict[str, list[int]]:
    """By question, its findings on the last day in each State without rings, with all tables."""
    last = plan.views[-1].name
    ring_free = [record for record in records if record["world"]["kind"] in ("ring free", "firing")]
    return {code: [record["end"][last]["fired"].get(code, 0) for record in ring_free] for code in all_indicators()}


def untested(counts: Sequence[int]) -> str:
    """What is said of a question that never spoke."""
    if any(counts):
        return ""
    if len(counts) < SEEDS_NEEDED:
        return f"never spoke, on {len(counts)} seeds only"
    return "untested for false alarms"


def firing_section(records: Sequence[Record], plan: Plan) -> str:
    rates = firing_rates(records, plan)
    n_seeds = len(next(iter(rates.values()), []))
    rows = [
        (
            code,
            all_indicators()[code].title,
            f"{sum(counts) / max(len(counts), 1):.1f}",
            f"{sum(map(bool, counts))} of {len(counts)}",
            untested(counts),
        )
        for code, counts in rates.items()
    ]
    return f"""## How often each question speaks without rings

Findings on the last day in {n_seeds} States without rings, all tables. A question that never speaks on ten seeds has
met no ordinary file that could mislead it: it is *untested for false alarms*, not free of them.

{table(["question", "", "findings, mean", "seeds on which it spoke", ""], rows)}
"""


def queue_section(records: Sequence[Record], plan: Plan) -> str:
    """The queue of the first State without rings, in full: every one of these is a person's ordinary life."""
    ring_free = [record for record in records if record["world"]["kind"] == "ring free"]
    if not ring_free:
        return "## A State without rings\n\n*None was played.*\n"
    first = ring_free[0]
    entries = first["end"][plan.main_view]["whole_queue"]
    rows = [
        (place, entry["kind"], f"{entry['bits']:.1f}", ", ".join(entry["codes"]))
        for place, entry in enumerate(entries, start=1)
    ]
    return f"""## A State without rings: its queue in full

World {first["world"]["seed"]}, last day, main view, hours not counted: {len(entries)} leads. None of them is a ring.

{table(["place", "about", "bits", "questions"], rows)}
"""
