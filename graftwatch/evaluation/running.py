"""All worlds of a run, in parallel; finished ones are kept, so that a run that was cut off goes on."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from graftwatch.evaluation.ending import end_with
from graftwatch.evaluation.plan import Plan, read_plan
from graftwatch.evaluation.worlds import World


def played(
    worlds: Sequence[World],
    plan_file: Path,
    plan: Plan,
    work: Path,
    jobs: int,
    tell: Callable[[str], None],
) -> Iterator[dict[str, Any]]:
    """The record of every world; training worlds first, for the ceiling learns from them."""
    work.mkdir(parents=True, exist_ok=True)
    training = [world for world in worlds if world.kind == "training"]
    others = [world for world in worlds if world.kind != "training"]
    for part in (training, others):
        missing = [world for world in part if not record_file(work, world).exists()]
        tell(f"{len(part) - len(missing)} of {len(part)} worlds are there already; {len(missing)} to go")
        with _workers(jobs) as pool:
            waiting = {pool.submit(_play_one, world, plan_file, work): world for world in missing}
            for done in as_completed(waiting):
                seconds = done.result()
                tell(f"{waiting[done].name}: " + ", ".join(f"{name} {n:.0f} s" for name, n in seconds.items()))
    for world in worlds:
        yield json.loads(record_file(work, world).read_text("utf-8"))


@contextmanager
def _workers(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that end with this one, however it ends, and at once when what they work for is given up."""
    context = get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(max(jobs, 1), mp_context=context, initializer=_set_up, initargs=(theirs,))
    try:
        yield pool
    except BaseException:
        ours.close()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown()
    ours.close()
    theirs.close()


def record_file(work: Path, world: World) -> Path:
    return work / f"{world.name}.json"


def _set_up(lifeline: Connection) -> None:
    """Each process sets Django up for itself: tables are defined there."""
    end_with(lifeline)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    gc.set_threshold(
        200_000, 50, 50
    )  # answers are many small lasting objects: looking through them again finds nothing
    import django

    django.setup()


def _play_one(world: World, plan_file: Path, work: Path) -> dict[str, float]:
    from graftwatch.evaluation.playing import play

    bench, plan, models = _bench(plan_file, work, world.kind != "training")
    record = play(world, plan, bench, work / "now" / world.name, models)
    written = record_file(work, world).with_suffix(".part")
    written.write_text(json.dumps(record, default=list), encoding="utf-8")
    written.replace(record_file(work, world))
    seconds: dict[str, float] = record["seconds"]
    return seconds


@cache
def _bench(plan_file: Path, work: Path, with_models: bool) -> tuple[Any, Plan, dict[str, object]]:
    from graftwatch.evaluation.bench import Bench

    plan = read_plan(plan_file)
    return Bench(plan, work / "compiled"), plan, _models(work, plan) if with_models else {}


def _models(work: Path, plan: Plan) -> dict[str, object]:
    """The ceiling of each view, trained on the records of the training worlds."""
    from graftwatch.evaluation.rivals.boosting import trained

    records = [json.loads(path.read_text("utf-8")) for path in sorted(work.glob("training-*.json"))]
    models = {
        view.name: trained([record["end"][view.name]["training"] for record in records], plan["statistics"]["seed"])
        for view in plan.views
        if records
    }
    return {view: model for view, model in models.items() if model is not None}
