"""One evaluation from its plan to its page: checked, played, counted, written down in the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from graftwatch.errors import GraftwatchError
from graftwatch.evaluation import log
from graftwatch.evaluation.committed import Hashes, hashes, refuse_what_is_not_committed
from graftwatch.evaluation.counting import Counted, count
from graftwatch.evaluation.ending import told_to_end
from graftwatch.evaluation.page import write_page
from graftwatch.evaluation.plan import Plan, read_plan
from graftwatch.evaluation.running import played
from graftwatch.evaluation.worlds import World, worlds_of

LOG = "log.csv"


class DraftPlanError(GraftwatchError):
    """Held-out seeds are not spent on a draft."""


@dataclass(frozen=True)
class Settings:
    """What the command line asks for. The log lies beside the plan."""

    plan: Path
    work: Path
    out: Path
    most_worlds: int | None = None
    jobs: int = 2
    exploratory: bool = False


def evaluate(
    settings: Settings,
    *,
    tell: Callable[[str], None] = lambda said: None,
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
) -> str:
    """Run and give the last line.

    Every run has a row in the log from its start, before anything is built, and another when it ends or is told to;
    one that was killed outright has the first only.

    Raises NotCommittedError, SeedsUsedUpError or DraftPlanError before anything is built.
    """
    plan = read_plan(settings.plan)
    found = hashes(settings.plan)
    tell(first_page(plan, found, exploratory=settings.exploratory))
    book = settings.plan.parent / LOG
    seeds = plan.seeds(held_out=not settings.exploratory)
    if not settings.exploratory:
        _refuse(settings, plan, book, seeds, found)
    row: dict[str, object] = {
        "began_at": now().isoformat(timespec="seconds"),
        "kind": "exploratory" if settings.exploratory else "held out",
        "plan": plan.name,
        **{f"{name}_sha256": value for name, value in asdict(found).items() if name != "commit"},
        "commit": found.commit,
        "first_seed": seeds[0],
        "last_seed": seeds[-1],
    }
    log.append(book, row | {"outcome": log.STARTED})
    try:
        with told_to_end():
            counted = _run(settings, plan, found, tell)
        row |= {"outcome": "finished", **counted.for_the_log()}
    except BaseException as stopped:
        row |= {"outcome": "cut off", "note": type(stopped).__name__}
        raise
    finally:
        log.append(book, row)
    return f"Written: {settings.out}; the run is in {book}."


def _refuse(settings: Settings, plan: Plan, book: Path, seeds: range, found: Hashes) -> None:
    refuse_what_is_not_committed(settings.plan)
    if plan.status != "final":
        raise DraftPlanError(
            "The plan is a draft. Held-out seeds are spent once: commit it as final, or evaluate with --exploratory."
        )
    log.refuse_used_up(book, seeds, plan.sha256, found.weights)


def _run(settings: Settings, plan: Plan, found: Hashes, tell: Callable[[str], None]) -> Counted:
    worlds = worlds_of(plan, held_out=not settings.exploratory, most=settings.most_worlds)
    tell(f"{len(worlds)} worlds: " + _told_kinds(worlds))
    # another plan or catalogue is another evaluation: what was kept for one is not taken for the other
    work = settings.work / f"{found.plan[:8]}-{found.weights[:8]}-{'x' if settings.exploratory else 'h'}"
    records = list(played(worlds, settings.plan.resolve(), plan, work, settings.jobs, tell))
    counted = count(records, plan)
    write_page(settings.out, counted, plan, found, exploratory=settings.exploratory)
    return counted


def first_page(plan: Plan, found: Hashes, *, exploratory: bool) -> str:
    """What governs the run, before anything else is printed."""
    lines = [
        "EXPLORATORY: development seeds; nothing below is a result." if exploratory else "Held-out seeds.",
        f"plan {plan.name!r} ({plan.status}): {found.plan}",
        f"catalogue: {found.catalogue}",
        f"weights:   {found.weights}",
        f"commit:    {found.commit or 'none: an installed copy, which git cannot compare'}",
    ]
    return "\n".join(lines)


def _told_kinds(worlds: list[World]) -> str:
    kinds = dict.fromkeys(world.kind for world in worlds)
    return ", ".join(f"{sum(world.kind == kind for world in worlds)} {kind}" for kind in kinds)
