"""docs/evaluation.md, written by the command: what was missed first, then everything."""

from __future__ import annotations

from pathlib import Path

from graftwatch.evaluation.committed import Hashes
from graftwatch.evaluation.counting import Counted
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.sections.calibration import calibration_section
from graftwatch.evaluation.sections.cases import cases_section
from graftwatch.evaluation.sections.fairness import fairness_section
from graftwatch.evaluation.sections.false_leads import false_section
from graftwatch.evaluation.sections.firing import firing_section, queue_section
from graftwatch.evaluation.sections.harm import harm_section
from graftwatch.evaluation.sections.hours import hours_section
from graftwatch.evaluation.sections.markdown import percent, span, table
from graftwatch.evaluation.sections.recall import recall_section, smallest_section
from graftwatch.evaluation.sections.rivals import rivals_section

SECTIONS = (
    recall_section, rivals_section, hours_section, false_section, fairness_section, harm_section, smallest_section,
    calibration_section, firing_section, queue_section, cases_section,
)  # fmt: skip

EXPLORATORY = """\
> **Exploratory.** Development seeds, which those who wrote the questions may have seen.
> Nothing on this page is a result."""


def write_page(out: Path, counted: Counted, plan: Plan, found: Hashes, *, exploratory: bool) -> None:
    """Write the page. Raises nothing that the run has not raised before."""
    parts = [_head(counted, plan, found, exploratory), *(section(counted.records, plan) for section in SECTIONS)]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(parts), encoding="utf-8")


def _head(counted: Counted, plan: Plan, found: Hashes, exploratory: bool) -> str:
    mark = f"\n{EXPLORATORY}\n" if exploratory else ""
    missed = [floor for floor in counted.floors if not floor.met]
    met = [floor for floor in counted.floors if floor.met]
    dense = percent(plan["worlds"]["prevalence"], 1)
    return f"""# Evaluation
{mark}
Written by `graftwatch evaluate`; nothing is typed in by hand.

{table(["governed by", "SHA-256"], _governed(plan, found))}

## What was missed

{table(["floor", "found"], [(each.said, each.found) for each in missed]) if missed else "No floor was missed."}

Not planted, and left out of recall: {_not_planted(counted)}.

## What held

{table(["floor", "found"], [(each.said, each.found) for each in met]) if met else "No floor held."}

Not as drawn, for want of files that fit, and counted all the same: {_loosened(counted)}.

Main measure: {percent(counted.recall.share)} ({span(counted.recall.low, counted.recall.high)}) of
{counted.recall.n_rings} plantings of {counted.recall.n_structures} structures were raised before surgery, in the view
*{_title(plan)}*.

## What this shows, and what it does not

Structures are drawn by a grammar that does not know the questions, on seeds that nobody developed with. They are
still ours: a way of dealing that the grammar cannot draw is not among them. {dense} of pairs on the books over ten
years belong to rings, and all of them operate within the window of {len(plan.days)} steps: within it they are about
ten times as dense. Steps are of {plan.budget.step_days} days; what would have been raised between two steps counts on
the second. Hours: {plan.budget.first_hours:.0f} for the backlog of
the first day, {plan.budget.hours_a_year:.0f} a year after it, {plan.budget.hours_per_lead:g} for each lead, in a State
of {10 * plan["worlds"]["scale"]:g} million.
Leads are opened from all findings together. A desk opens them twice, and shows what rests on genes to the genetic
reviewer only: others may see less than is counted here.
"""


def _governed(plan: Plan, found: Hashes) -> list[tuple[str, str]]:
    return [
        (f"plan `{plan.name}`, {plan.status}", f"`{found.plan}`"),
        ("catalogue", f"`{found.catalogue}`"),
        ("weights", f"`{found.weights}`"),
        ("commit", f"`{found.commit}`" if found.commit else "none: an installed copy, which git cannot compare"),
    ]


def _not_planted(counted: Counted) -> str:
    named = [
        f"structure {each['structure']} ({each['form']})"
        for record in counted.records
        if record["world"]["kind"] == "rings"
        for each in record["not_planted"]
    ]
    return ", ".join(named) or "none"


def _loosened(counted: Counted) -> str:
    named = [
        f"structure {ring['structure'].get('seed')} ({ring['form']}: {', '.join(ring['loosened'])})"
        for record in counted.records
        if record["world"]["kind"] == "rings"
        for ring in record["rings"]
        if ring.get("loosened")
    ]
    return ", ".join(named) or "none"


def _title(plan: Plan) -> str:
    return next(view.title for view in plan.views if view.name == plan.main_view)
