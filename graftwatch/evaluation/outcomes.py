"""What became of every ring, for every contender and view: read from the records of worlds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graftwatch.evaluation.intervals import by_cluster
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.telling import OURS

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """One planted ring before one contender in one view."""

    structure: int
    form: str
    size: int
    reuse: float
    ring: str
    world: str
    before: bool
    """Raised while at least one operation was still far enough off."""
    ever: bool
    days_won: tuple[int, ...]
    """For each operation that was still far enough off, the days between the review and it."""
    n_operations: int
    through: tuple[str, ...]
    fate: str
    as_drawn: bool
    """False where the State had too few files that fit, so that its tempo or its centre is not what was drawn."""


@dataclass(frozen=True)
class Recall:
    """A share of rings with its interval over structures."""

    share: float
    low: float
    high: float
    n_rings: int
    n_structures: int


def outcomes(
    records: Iterable[Record], plan: Plan, view: str, contender: str = OURS, cut: float = 1.0
) -> list[Outcome]:
    """Every planted structure's outcome; a contender that never had a claim met nothing.

    With a `cut`, what it is with that part of the hours, in the main view.
    """
    found = []
    for record in records:
        if record["world"]["kind"] != "rings":
            continue
        scores = record["contenders"][view] if cut == 1.0 else record["with_other_hours"].get(str(cut), {})
        score = scores.get(contender, {"met": {}})
        fates = record["end"][view]["fates"]
        world = f"{record['world']['kind']} {record['world']['seed']}"
        for ring in record["rings"]:
            met = score["met"].get(ring["id"])
            found.append(_outcome(ring, met, plan, fates.get(ring["id"], "") if contender == OURS else "", world))
    return found


def _outcome(ring: Mapping[str, Any], met: Mapping[str, Any] | None, plan: Plan, fate: str, world: str) -> Outcome:
    days = [dt.date.fromisoformat(day) for day in ring["operations"]]
    won: tuple[int, ...] = ()
    if met:
        on = dt.date.fromisoformat(met["on"])
        won = tuple((day - on).days for day in days if (day - on).days >= plan.days_before_operation)
    structure = ring["structure"]
    return Outcome(
        structure=int(structure.get("seed", 0)),
        form=ring["form"],
        size=int(structure.get("size", len(days))),
        reuse=float(structure.get("link_reuse", 0.0)),
        ring=ring["id"],
        world=world,
        before=bool(won),
        ever=met is not None,
        days_won=won,
        n_operations=len(days),
        through=tuple(met["through"]) if met else (),
        fate=fate,
        as_drawn=not ring.get("loosened"),
    )


def recall_of(some: Sequence[Outcome], plan: Plan, *, ever: bool = False) -> Recall:
    """The share raised (before surgery, or at all) with structures as the unit."""
    statistics = plan["statistics"]
    mean, low, high = by_cluster(
        [one.ever if ever else one.before for one in some],
        [one.structure for one in some],
        resamples=statistics["resamples"],
        seed=statistics["seed"],
        level=statistics["level"],
        shares=True,
    )
    return Recall(mean, low, high, len(some), len({one.structure for one in some}))


def contenders_of(records: Iterable[Record], view: str) -> list[str]:
    """Every contender that had a claim anywhere, ours first, then rivals, then each question alone."""
    names = {name for record in records for name in record["contenders"].get(view, {})}
    return sorted(names, key=lambda name: (name != OURS, name.startswith("question"), name))


def replayed_views(plan: Plan) -> Iterator[str]:
    """The views in which time was replayed."""
    yield from (view.name for view in plan.views if view.name not in plan.late_views)
