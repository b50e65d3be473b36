"""Carry out a run that was started from a page: the worker's side of it."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from pathlib import Path

from django_tasks import task

from graftwatch.apps.screening.actions import break_off_run, finish_run
from graftwatch.apps.screening.folders import snapshot_of
from graftwatch.apps.screening.harm_since import first_run_on
from graftwatch.apps.screening.models import Run
from graftwatch.apps.screening.ring_shares import ring_shares_in_force
from graftwatch.apps.screening.run import Progress, RunStoppedError
from graftwatch.apps.screening.screen import screen
from graftwatch.apps.screening.sealing import is_ours
from graftwatch.desk.access.viewer import operator
from graftwatch.errors import GraftwatchError
from graftwatch.records.guarded import writing

WHY = "carrying out a run"
SECONDS_BETWEEN_NOTES = 0.5
BESIDE_A_SNAPSHOT = ("staging", "scratch", "spark")
"""Folders that a run makes for as long as it lasts, by their endings."""


@task()
def carry_out(number: int) -> None:
    """Screen, then show the run. Whatever happens, the run says how it ended."""
    run = Run.objects.for_the_system(WHY).get(pk=number)
    if run.status != Run.Status.WAITING:
        return
    _note(run, status=Run.Status.RUNNING)
    try:
        _screen(run)
    except RunStoppedError as stopped:
        _break_off(run, Run.Status.STOPPED, str(stopped))
    except GraftwatchError as problem:
        _break_off(run, Run.Status.FAILED, str(problem))
    except Exception:
        # The words of other errors may hold values of records: they are not kept.
        words = "The programme failed. Nothing was changed; the log of the server says where."
        _break_off(run, Run.Status.FAILED, words)
        raise


def _screen(run: Run) -> None:
    noted = [0.0]

    def progress(step: Progress) -> None:
        if time.monotonic() - noted[0] >= SECONDS_BETWEEN_NOTES:
            noted[0] = time.monotonic()
            _note(run, doing=step.words[:300], n_done=step.done, n_to_do=step.total)

    def should_stop() -> bool:
        asked: bool = Run.objects.for_the_system(WHY).filter(pk=run.pk, stop_asked=True).exists()
        return asked

    screen(
        out=Path(run.folder),
        folder=Path(run.source) if run.source else None,
        today=run.as_of,
        language=run.language,
        live_from=first_run_on(),
        ring_shares=ring_shares_in_force(run.as_of or dt.datetime.now(dt.UTC).date()),
        progress=progress,
        should_stop=should_stop,
    )
    finish_run(operator(), run)


def _note(run: Run, **values: object) -> None:
    """How far the work is. Not an act of anybody, so not in the trail."""
    with writing(WHY):
        Run.objects.for_the_system(WHY).filter(pk=run.pk).update(**values)
    for name, value in values.items():
        setattr(run, name, value)


def interrupted() -> None:
    """At the start of the worker nothing is under way: what says so was cut off with the worker before."""
    words = "The computer or the server was stopped while this ran. Nothing was changed; start it again."
    for run in Run.objects.for_the_system(WHY).filter(status=Run.Status.RUNNING):
        _break_off(run, Run.Status.FAILED, words)


def _break_off(run: Run, status: str, problem: str) -> None:
    """What it wrote until then is not sealed and stands in no list of copies: it goes first."""
    if is_ours(run):
        out, snapshot = Path(run.folder), snapshot_of(Path(run.folder))
        beside = [snapshot.with_name(f"{snapshot.name}.{what}") for what in BESIDE_A_SNAPSHOT]
        for place in (out, out.with_name(f".{out.name}.making"), snapshot, *beside):
            shutil.rmtree(place, ignore_errors=True)
    break_off_run(operator(), run, status=status, problem=problem)
