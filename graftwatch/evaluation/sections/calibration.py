"""What leads of a weight came to: the share that were rings, by band of bits."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graftwatch.evaluation.intervals import of_share
from graftwatch.evaluation.outcomes import Record
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.markdown import percent, span, table


def calibration(records: Sequence[Record], plan: Plan, view: str) -> list[tuple[str, int, int]]:
    """By band: how many leads stood in the queue on the last day, and how many of them showed a ring."""
    edges = [*plan["statistics"]["bands_of_bits"], float("inf")]
    leads = [
        (weight, hit)
        for record in records
        if record["world"]["kind"] in ("rings", "ring free")
        for weight, hit in record["end"][view]["by_weight"]
    ]
    bands = []
    for low, high in pairwise(edges):
        inside = [hit for weight, hit in leads if low <= weight < high]
        name = f"{low} and more" if high == float("inf") else f"{low} to {high}"
        bands.append((name, len(inside), sum(inside)))
    return bands


def calibration_section(records: Sequence[Record], plan: Plan) -> str:
    rows = [
        (view.title, name, of, hits, percent(hits / of) if of else "–", span(*of_share(hits, of)) if of else "–")
        for view in plan.views
        for name, of, hits in calibration(records, plan, view.name)
    ]
    return f"""## What leads of a weight came to

Every lead of the last day's queue, reviewed or not. The share depends on how many rings there are: here
{percent(plan["worlds"]["prevalence"], 1)} of pairs. It is no probability about a person.

{table(["view", "bits", "leads", "rings", "share", "95 %"], rows)}
"""
