"""The plan of an evaluation, as it was written down before the run."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from graftwatch.errors import GraftwatchError


class BadPlanError(GraftwatchError):
    """The plan does not say what it must."""


@dataclass(frozen=True)
class View:
    """What an office can read: these tables and those of the views before it."""

    name: str
    title: str
    tables: frozenset[str]


@dataclass(frozen=True)
class Budget:
    """Reviewers' hours: for the backlog of the first day, and for each step after it."""

    hours_per_lead: float
    first_hours: float
    hours_a_year: float
    step_days: int

    def cut(self, fraction: float) -> Budget:
        """The same queue with a part of the hours."""
        return replace(self, first_hours=fraction * self.first_hours, hours_a_year=fraction * self.hours_a_year)

    def leads_by(self, step: int) -> int:
        """How many leads have been reviewed when step `step` (from 0) is done: whole leads, cumulative."""
        hours = self.first_hours + step * self.hours_a_year * self.step_days / 365
        return int(hours / self.hours_per_lead + 1e-9)


@dataclass(frozen=True)
class Plan:
    """One evaluation. `said` is the file as it stands, for what is only printed."""

    status: Literal["draft", "final"]
    name: str
    sha256: str
    budget: Budget
    views: tuple[View, ...]
    late_views: frozenset[str]
    days: tuple[dt.date, ...]
    operations_between: tuple[dt.date, dt.date]
    days_before_operation: int
    least_share_of_people: float
    main_view: str
    said: Mapping[str, Any]

    def __getitem__(self, section: str) -> Any:
        return self.said[section]

    @property
    def cuts(self) -> tuple[float, ...]:
        """The parts and multiples of the hours at which the same queues are judged as well, in the main view."""
        return tuple(self["budget"].get("cuts", ()))

    @property
    def detectable(self) -> float:
        """The share of rings that must surely be seen before a size of ring is called detectable."""
        return float(self["raised"].get("detectable", 0.5))

    @property
    def last_day(self) -> dt.date:
        return self.days[-1]

    def seeds(self, *, held_out: bool) -> range:
        first, last = self["seeds"]["held_out" if held_out else "development"]
        return range(first, last + 1)


def read_plan(path: Path) -> Plan:
    """The plan of a file. Raises BadPlanError where it is missing, or does not say what it must."""
    try:
        text = path.read_bytes()
        said = tomllib.loads(text.decode("utf-8"))
        return _plan(said, hashlib.sha256(text).hexdigest())
    except FileNotFoundError:
        raise BadPlanError(
            f"There is no plan at {path.name!r}. Write one first, as evaluation/plan.toml of the repository shows."
        ) from None
    except KeyError as missing:
        raise BadPlanError(f"The plan {path.name!r} does not say {missing}. See evaluation/plan.toml.") from None


def _plan(said: Mapping[str, Any], sha256: str) -> Plan:
    replay, raised, budget = said["replay"], said["raised"], said["budget"]
    first, last = replay["operations_between"]
    plan = Plan(
        status=said["status"],
        name=said["name"],
        sha256=sha256,
        budget=Budget(
            budget["hours_per_lead"],
            budget["first_hours"] * said["worlds"]["scale"],
            budget["hours_a_year"] * said["worlds"]["scale"],
            int(replay["step_days"]),
        ),
        views=_views(said["views"]),
        late_views=frozenset(replay["late_views"]),
        days=tuple(replay["from"] + dt.timedelta(days=replay["step_days"] * step) for step in range(replay["n_steps"])),
        operations_between=(first, last),
        days_before_operation=int(raised["days_before_operation"]),
        least_share_of_people=float(raised["least_share_of_people"]),
        main_view=raised["main_view"],
        said=said,
    )
    _check(plan)
    return plan


def _views(said: Mapping[str, Mapping[str, Any]]) -> tuple[View, ...]:
    views: list[View] = []
    so_far: frozenset[str] = frozenset()
    for name, view in said.items():
        so_far |= frozenset(view["tables"])
        views.append(View(name, view["title"], so_far))
    return tuple(views)


def _check(plan: Plan) -> None:
    names = {view.name for view in plan.views}
    unknown = (plan.late_views | {plan.main_view}) - names
    if unknown:
        raise BadPlanError(f"The plan names the views {sorted(unknown)}; it describes {sorted(names)}.")
    if plan.main_view in plan.late_views:
        raise BadPlanError("The view of the main measure must be replayed step by step. Take it from late_views.")
    held, seen = set(plan.seeds(held_out=True)), set(plan.seeds(held_out=False))
    if held & seen:
        raise BadPlanError("Seeds of development and held-out seeds overlap. Nothing would be unseen.")
