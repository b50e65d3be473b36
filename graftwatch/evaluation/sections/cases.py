"""The eighteen cases as a check that planting works: never a figure of performance."""

from __future__ import annotations

from collections.abc import Sequence

from graftwatch.evaluation.outcomes import Record
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.markdown import table


def cases_section(records: Sequence[Record], plan: Plan) -> str:
    played = [record for record in records if record["world"]["kind"] == "cases"]
    last = plan.views[-1].name
    rows = [
        (ring["recipe"], record["end"][last]["fates"].get(ring["id"], ""))
        for record in played
        for ring in record["rings"]
    ]
    return f"""## A check that planting works

Recipes after documented cases. Questions were written with these cases in sight: what is found of them says nothing
about performance, and none of it is counted anywhere on this page. All tables, last day.

{table(["recipe", "fate"], rows)}
"""
