"""One State from its first day to its last: asked step by step, every contender with the same hours, and judged."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from graftwatch import engines
from graftwatch.evaluation.asking import Step, ask_step
from graftwatch.evaluation.bench import Bench
from graftwatch.evaluation.hits import Claim, Planted, planted_of
from graftwatch.evaluation.naming import Naming
from graftwatch.evaluation.plan import Plan
from graftwatch.evaluation.played import Play
from graftwatch.evaluation.queue import Reviewed
from graftwatch.evaluation.reading import FolderSource, key_of
from graftwatch.evaluation.replay import Replay
from graftwatch.evaluation.rivals import Moment, rival_claims
from graftwatch.evaluation.rivals.boosting import training_rows
from graftwatch.evaluation.telling import OURS, told_of
from graftwatch.evaluation.weighing import claim_of, leads_of
from graftwatch.evaluation.worlds import Built, World, build
from graftwatch.leads.rows import pair_key

TOKEN_KEY = b"evaluation of a State that does not exist"


def play(
    world: World, plan: Plan, bench: Bench, place: Path, models: Mapping[str, object] | None = None
) -> dict[str, Any]:
    """Build a State in `place`, replay it, and give what came of it as plain data. The State itself is thrown away.

    `seconds` are those that the processor worked, so that a busy machine tells the same.
    """
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    began = time.process_time()
    built = build(world, plan, bench.schema, place)
    seconds = {"build": time.process_time() - began}
    began = time.process_time()
    playing = _opened(world, plan, bench, built, models or {})
    seconds["load"] = time.process_time() - began
    began = time.process_time()
    steps = list(enumerate(plan.days))
    for step, day in steps if world.replayed else steps[-1:]:
        _step(playing, step, day)
    seconds["steps"] = time.process_time() - began
    playing.replay.engine.con.close()
    shutil.rmtree(place)
    return told_of(playing, seconds)


def _opened(world: World, plan: Plan, bench: Bench, built: Built, models: Mapping[str, object]) -> Play:
    source = FolderSource(built.folder)
    engine = engines.connect_duckdb(threads=1)
    replay = Replay(engine, source, bench.schema, bench.reads, TOKEN_KEY)
    naming = Naming(engine.con, bench.schema, frozenset(replay.shown))
    rings, lookalikes = (planted_of(built.truth[kind], key_of, naming.people_of) for kind in ("rings", "lookalikes"))
    return Play(world, plan, bench, built, replay, naming, rings, lookalikes, models=models)


def _step(playing: Play, step: int, day: dt.date) -> None:
    last = day == playing.plan.last_day
    views = {view.name: view.tables for view in playing.plan.views if last or view.name not in playing.plan.late_views}
    asked = ask_step(playing.replay, playing.bench, day, views)
    for view, shown in asked.tables.items():
        leads, who = leads_of(playing.replay, asked, view, shown)
        ours = [claim_of(lead, who, asked.cited) for lead in leads]
        moment = Moment(
            view=view,
            day=day,
            seed=playing.world.seed,
            connection=playing.replay.engine.con,
            schema=playing.bench.schema,
            tables=shown,
            answers=asked.by_view[view],
            cited=asked.cited,
            who=who,
            models=playing.models,
        )
        queues = {OURS: ours} | (
            rival_claims(moment, slow=view == playing.plan.main_view)
            if playing.world.kind in ("rings", "ring free")
            else {}
        )
        _review(playing, view, step, day, queues)
        if last:
            _at_the_end(playing, view, asked, ours, moment)


def _review(playing: Play, view: str, step: int, day: dt.date, queues: Mapping[str, list[Claim]]) -> None:
    """Each contender's queue with all the hours; in the main view, the same queue with a part or a multiple of them."""
    now: dict[tuple[str, float], list[Reviewed]] = {}
    for cut in (1.0, *(playing.plan.cuts if view == playing.plan.main_view else ())):
        for contender, claims in queues.items():
            playing.judge(view, contender, cut)
            now[contender, cut] = playing.queues[view, contender, cut].review(step, day, claims)
    rows = {row for reviewed in now.values() for each in reviewed for row in each.claim.rows or ()}
    people_of = playing.naming.people_of(rows)
    for (contender, cut), reviewed in now.items():
        playing.judges[view, contender, cut].look_at(reviewed, people_of)


def _at_the_end(playing: Play, view: str, asked: Step, ours: list[Claim], moment: Moment) -> None:
    """What is only looked at on the last day: the whole queue by weight, fates of what was missed, firing, training."""
    people_of = playing.naming.people_of({row for claim in ours for row in claim.rows or ()})
    found = playing.found.setdefault(view, {})
    judge = playing.judge(view, OURS)
    found["by_weight"] = [(claim.weight, judge.hits_a_ring(claim, people_of)) for claim in ours]
    found["fates"] = {ring.id: judge.fate(ring, ours, asked.by_view[view].rows_of, people_of) for ring in playing.rings}
    found["fired"] = _fired(asked, view)
    found["n_pairs"] = len(moment.pairs)
    found["n_transplants"] = _transplants(playing)
    found["pairs"] = list(moment.pairs)
    found["whole_queue"] = [_entry(claim) for claim in ours] if playing.world.kind == "ring free" else []
    if playing.world.kind == "training":
        found["training"] = training_rows(moment, _ring_pairs(playing.rings))


def _transplants(playing: Play) -> int:
    """Transplants of the window, of any organ and donor: what a budget is told against."""
    counted = playing.replay.engine.con.execute(
        "SELECT count(*) FROM transplant WHERE performed_on > ? AND performed_on <= ?",
        [playing.plan.days[0], playing.plan.last_day],
    ).fetchone()
    return int(counted[0]) if counted else 0


def _fired(asked: Step, view: str) -> dict[str, int]:
    fired: dict[str, int] = {}
    for finding in asked.by_view[view].findings:
        fired[str(finding["code"])] = fired.get(str(finding["code"]), 0) + 1
    return fired


def _entry(claim: Claim) -> dict[str, Any]:
    return {"kind": claim.key.split(":", 1)[0], "bits": round(claim.weight, 2), "codes": sorted(claim.rows_by_code)}


def _ring_pairs(rings: Iterable[Planted]) -> frozenset[str]:
    return frozenset(
        pair_key(each.donor, each.recipient)
        for ring in rings
        for each in ring.operations
        if each.donor and each.recipient
    )
