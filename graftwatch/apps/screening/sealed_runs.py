"""A run of the command line, sealed for the people of one office: who they are, how, and its way into the desk."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from graftwatch.apps.screening import drawing_lots, entitled
from graftwatch.apps.screening.access import downloads, runs_screening
from graftwatch.apps.screening.folders import snapshot_of
from graftwatch.apps.screening.importing import NotARunFolderError, read, write_leads
from graftwatch.apps.screening.models import Run
from graftwatch.apps.screening.request import Terms
from graftwatch.desk.access.models import Agency, User
from graftwatch.desk.access.viewer import Viewer, viewers_of
from graftwatch.desk.audit.action import Denied, action
from graftwatch.desk.vault.copies import end_copy, register_copy
from graftwatch.desk.vault.models import Copy
from graftwatch.desk.vault.people import Unlocked, public_keys_of
from graftwatch.desk.vault.sealed_for_people import label_of, open_file_with, seal_folder_for

FOR_LEADS = ("manifest.json", "leads.json", entitled.LEADS, drawing_lots.FILES)
REPLACED = "another run was made in its place"


def readers_of(office: Agency) -> dict[str, bytes]:
    """The public keys of those in an office who may read whole runs today and have set up the vault."""
    return {holder: key for holder, key, _viewer in _readers() if _viewer.agency == office.pk}


def offices_with_a_vault() -> list[Agency]:
    """Offices in which somebody who screens could open what is sealed today."""
    named = {viewer.agency or 0 for _holder, _key, viewer in _readers() if runs_screening(viewer)}
    return list(Agency.objects.filter(pk__in=named).order_by("name"))


def legal_basis_of(office: Agency) -> str:
    """The provision under which the office screens, as its mandate says."""
    return next(viewer.legal_basis for _holder, _key, viewer in _readers() if viewer.agency == office.pk)


def _readers() -> list[tuple[str, bytes, Viewer]]:
    users = list(User.objects.filter(is_active=True, agency__isnull=False).select_related("agency").order_by("pk"))
    keys = public_keys_of(users)
    viewers = [viewer for viewer in viewers_of(users, timezone.localdate()) if viewer.who in keys and downloads(viewer)]
    return [(viewer.who, keys[viewer.who], viewer) for viewer in viewers]


@dataclass(frozen=True)
class SealedFolder:
    """A folder that was sealed where it was made: the record of its key, and where it is to lie."""

    kind: str
    record: str
    made: Path
    where: Path


def seal_where_made(office: Agency, *, made: Path, snapshot: Path, out: Path) -> list[SealedFolder]:
    """Seal a run and its snapshot, each with a key of its own. Not an act yet: nothing of it can be found so far."""
    number, keys = uuid.uuid4(), readers_of(office)
    folders = [
        SealedFolder(Copy.Kind.RUN, f"screening.sealed_run:{number}", made, out.resolve()),
        SealedFolder(Copy.Kind.SNAPSHOT, f"screening.sealed_snapshot:{number}", snapshot, snapshot_of(out)),
    ]
    for folder in folders:
        seal_folder_for(folder.made, folder.record, keys)
    return folders


@action(may=lambda viewer, _office: viewer.holds("accounts"), act="collection")
def list_sealed_run(
    viewer: Viewer, office: Agency, *, folders: list[SealedFolder], terms: Terms, ends_on: dt.date
) -> None:
    """Write down what is sealed and where it will lie. An earlier run in the same place ends here.

    Move the folders afterwards: what is listed and is not there harms nobody.
    """
    _end_earlier(viewer, [str(folder.where) for folder in folders])
    for folder in folders:
        register_copy(
            viewer,
            folder.kind,
            str(folder.where),
            folder.record,
            terms.purpose,
            terms.legal_basis,
            ends_on,
            key=folder.record,
            is_ours=True,
            agency=office.name,
        )


def _end_earlier(viewer: Viewer, places: list[str]) -> None:
    rows = Copy.objects.for_the_system("a run that is made once more in its place")
    for row in rows.filter(where__in=[place[:500] for place in places], ended_at=None):
        end_copy(viewer, row, how=REPLACED)


def put_in_place(folder: SealedFolder) -> None:
    """Move a sealed folder to where it is to lie; what was there before goes."""
    if folder.where.exists():
        shutil.rmtree(folder.where)
    folder.where.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(folder.made, folder.where)


@action(may=runs_screening)
def open_sealed_run(viewer: Viewer, *, folder: Path, unlocked: Unlocked, work: Path) -> Run:
    """Bring the leads of a sealed run into the desk; its files stay sealed where they lie.

    `work` is a folder that is gone afterwards. Raises EndedError; Denied where it is sealed for others.
    """
    folder, label = folder.resolve(), label_of(folder)
    if label is None or unlocked.holder not in label.holders or viewer.user_id != unlocked.user_id:
        raise Denied("This run is sealed for others.")
    _unpack(folder, unlocked, work)
    fingerprint = read(work, "leads.json")["fingerprint"]
    finished = Run.objects.for_the_system("a run that is open already").filter(status=Run.Status.FINISHED)
    known: Run | None = finished.filter(fingerprint=fingerprint, folder=str(folder)).first()
    if known:
        return known
    run = Run(folder=str(folder), started_by=viewer.name, status=Run.Status.RUNNING)
    run.save()
    write_leads(run, work)
    run.status, run.ended_at = Run.Status.FINISHED, timezone.now()
    run.save()
    return run


def _unpack(folder: Path, unlocked: Unlocked, work: Path) -> None:
    for name in FOR_LEADS:
        try:
            with open_file_with(unlocked, folder, name) as sealed, (work / name).open("wb") as plain:
                shutil.copyfileobj(sealed, plain)
        except FileNotFoundError as missing:
            raise NotARunFolderError(f"{name} is not in that folder. Was a part of it left behind?") from missing
