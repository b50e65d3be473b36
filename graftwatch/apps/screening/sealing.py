"""A finished run lies sealed: its outputs and its snapshot, each in the list of copies with purpose, basis and end."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from graftwatch.apps.screening.folders import snapshot_of
from graftwatch.apps.screening.models import Run
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.vault.copies import register_copy
from graftwatch.desk.vault.models import Copy
from graftwatch.desk.vault.people import NotForYouError, Unlocked
from graftwatch.desk.vault.sealed_files import is_there, open_file, seal_folder
from graftwatch.desk.vault.sealed_for_people import label_of, open_file_with

OUTPUTS, SNAPSHOT = "runs", "snapshot"


def record_of(run: Run) -> str:
    return f"screening.run:{run.pk}"


def is_ours(run: Run) -> bool:
    """Made by this desk, in its own folder; a run that was only opened here stays as it is, where it is."""
    home: Path = settings.GRAFTWATCH_HOME
    return Path(run.folder).resolve().is_relative_to((home / "runs").resolve())


def register_run(viewer: Viewer, run: Run, *, ours: bool) -> None:
    """Into the list of copies. Called within an action."""
    _register(viewer, run, Copy.Kind.RUN, Path(run.folder), OUTPUTS if ours else "")


def seal_run(viewer: Viewer, run: Run) -> None:
    """Called within the action that finishes the run, once its leads are in the desk."""
    folder, snapshot = Path(run.folder), snapshot_of(Path(run.folder))
    seal_folder(folder, record_of(run), OUTPUTS)
    register_run(viewer, run, ours=True)
    if seal_folder(snapshot, record_of(run), SNAPSHOT):
        _register(viewer, run, Copy.Kind.SNAPSHOT, snapshot, SNAPSHOT)


def is_sealed_for_people(run: Run) -> bool:
    """Made at the command line for one office: its files open with the vault of one of its officers."""
    return label_of(Path(run.folder)) is not None


def has_file(run: Run, name: str) -> bool:
    label = label_of(Path(run.folder))
    return is_there(Path(run.folder), name) and not (label and label.has_ended)


def open_run_file(run: Run, name: str, unlocked: Unlocked | None = None) -> BinaryIO:
    """Raises EndedError once the purpose of the run has ended, Denied where it is sealed for others."""
    if not is_sealed_for_people(run):
        return open_file(Path(run.folder), name, record_of(run), OUTPUTS)
    try:
        if unlocked is None:
            raise NotForYouError("This run is sealed for people, and nobody has opened a vault.")
        return open_file_with(unlocked, Path(run.folder), name)
    except NotForYouError as problem:
        raise Denied(str(problem)) from problem


def register_download(viewer: Viewer, run: Run, name: str) -> None:
    """Whoever downloads has a copy that nobody here can end: the list says so."""
    said = run.manifest
    basis = said.get("legal_basis") or viewer.legal_basis
    about = f"{record_of(run)} {name}"
    register_copy(viewer, Copy.Kind.DOWNLOAD, viewer.who, about, viewer.purpose, basis, _ends_on(run))


def _register(viewer: Viewer, run: Run, kind: str, place: Path, compartment: str) -> None:
    said = run.manifest
    register_copy(
        viewer,
        kind,
        str(place),
        record_of(run),
        said.get("purpose", viewer.purpose),
        said.get("legal_basis", viewer.legal_basis),
        _ends_on(run),
        key=f"{record_of(run)}@{compartment}" if compartment else "",
        is_ours=bool(compartment),
    )


def _ends_on(run: Run) -> dt.date | None:
    said = run.manifest.get("end_date")
    return dt.date.fromisoformat(said) if said else None
