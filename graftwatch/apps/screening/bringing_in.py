"""Check or load a folder of the inbox from a page: the verbs, and the worker's side of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from graftwatch.apps.screening.access import runs_screening
from graftwatch.apps.screening.folders import ENDINGS, Folder, inbox, safe_name
from graftwatch.apps.screening.models import Intake, Run
from graftwatch.desk.access.viewer import Viewer, operator
from graftwatch.desk.audit.action import action
from graftwatch.desk.loading import Account, load, stage
from graftwatch.errors import GraftwatchError
from graftwatch.records.guarded import writing
from graftwatch.records.schema import schema

WHY = "bringing in a folder"


class CannotTakeError(GraftwatchError):
    """The files cannot be taken in as they were given."""


@action(may=runs_screening)
def take_in(viewer: Viewer, *, name: str, files: Iterable[Any], like: Folder | None = None) -> Folder:
    """Keep workbooks in a folder of the inbox, under their own names; `like` lends its answers. Nothing is read yet."""
    folder, given = safe_name(name), list(files)
    if not folder:
        raise CannotTakeError("Give the folder a name of letters, digits and spaces, such as “registry 2026-10”.")
    names = [safe_name(Path(file.name or "").name) for file in given]
    odd = [file.name for file, kept in zip(given, names, strict=True) if Path(kept).suffix.lower() not in ENDINGS]
    if odd or not given:
        raise CannotTakeError(f"These can be taken: {', '.join(ENDINGS)}. Nothing was kept.")
    place = inbox() / folder
    place.mkdir(mode=0o700, exist_ok=True)
    for file, kept in zip(given, names, strict=True):
        with (place / kept).open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
    if like is not None and like.has_mapping and not Folder(place).has_mapping:
        shutil.copyfile(like.mapping, Folder(place).mapping)
    return Folder(place)


@action(may=runs_screening)
def begin_intake(viewer: Viewer, *, folder: Folder, what: str) -> Intake:
    """Put a check or a load into the queue of work."""
    intake = Intake(folder=folder.name, what=what, started_by=viewer.name, mapping_hash=folder.mapping_hash)
    intake.save()
    return intake


@action(may=runs_screening)
def end_intake(viewer: Viewer, intake: Intake, *, status: str, account: str = "{}", problem: str = "") -> None:
    """How it ended. The account names files, columns and counts, no value."""
    intake.status, intake.account_text, intake.problem = status, account, problem[:500]
    intake.ended_at, intake.doing = timezone.now(), ""
    intake.save()


@task()
def carry_out_intake(number: int) -> None:
    """Check or load; whatever happens, the row says how it ended."""
    intake = Intake.objects.for_the_system(WHY).get(pk=number)
    if intake.status != Run.Status.WAITING:
        return
    _note(intake, status=Run.Status.RUNNING)
    try:
        account = _load(intake) if intake.what == Intake.What.LOAD else _check(intake)
        end_intake(operator(), intake, status=Run.Status.FINISHED, account=account.to_json())
    except GraftwatchError as problem:
        end_intake(operator(), intake, status=Run.Status.FAILED, problem=str(problem))
    except Exception:
        # The words of other errors may hold values of records: they are not kept.
        words = "The programme failed. What was loaded before is safe; the log of the server says where."
        end_intake(operator(), intake, status=Run.Status.FAILED, problem=words)
        raise


def _check(intake: Intake) -> Account:
    """Read everything, store nothing."""
    place = Path(tempfile.mkdtemp(prefix="check-", dir=settings.GRAFTWATCH_HOME))
    try:
        return stage(
            inbox() / intake.folder,
            schema(),
            place,
            node_key=settings.NODE_KEY,
            today=timezone.localdate(),
            progress=lambda words, share: _note(intake, doing=words[:300], share=share),
        )
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _load(intake: Intake) -> Account:
    return load(
        inbox() / intake.folder,
        schema(),
        settings.GRAFTWATCH_HOME,
        node_key=settings.NODE_KEY,
        now=timezone.now(),
        progress=lambda words, share: _note(intake, doing=words[:300], share=share),
    )


def _note(intake: Intake, **values: object) -> None:
    """How far the work is. Not an act of anybody, so not in the trail."""
    with writing(WHY):
        Intake.objects.for_the_system(WHY).filter(pk=intake.pk).update(**values)
    for name, value in values.items():
        setattr(intake, name, value)


def interrupted_intakes() -> None:
    """At the start of the worker nothing is under way: what says so was cut off with the worker before."""
    words = "The computer or the server was stopped meanwhile. Start it again: it goes on where it stopped."
    for intake in Intake.objects.for_the_system(WHY).filter(status=Run.Status.RUNNING):
        end_intake(operator(), intake, status=Run.Status.FAILED, problem=words)
