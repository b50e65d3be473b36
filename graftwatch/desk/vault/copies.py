"""The list of every copy that holds a person, and its end: the key destroyed, the files removed, the row kept."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.vault.models import Copy
from graftwatch.desk.vault.retention.erasing import erase


def register_copy(
    viewer: Viewer,
    kind: str,
    where: str,
    about: str,
    purpose: str,
    legal_basis: str,
    ends_on: dt.date | None,
    *,
    key: str = "",
    is_ours: bool = False,
    agency: str = "",
) -> Copy:
    """Write down a copy that was made. Called within the action that makes it.

    `where` is a place on this machine or who has it, `about` what it is made of (`cases.case:<uuid>`): no name of a
    person. `key` names the record whose key seals it. `is_ours`: it lies in this installation, which removes it, or its
    key does. `agency` is the office whose copy it is, where another made it for that office.
    """
    made = Copy(
        kind=kind,
        where=where[:500],
        about=about[:300],
        purpose=purpose[:300],
        legal_basis=legal_basis[:300],
        agency=agency or viewer.agency_name,
        by=viewer.who,
        ends_on=ends_on,
        key=key,
        is_ours=is_ours,
    )
    made.save(force_insert=True)
    return made


def ends_copies(viewer: Viewer) -> bool:
    """The data-protection officer, the operator, and the daily clock."""
    return viewer.holds("copies") or viewer.holds("accounts") or viewer.role.name == "timer"


def due(today: dt.date) -> Any:
    rows = Copy.objects.for_the_system("copies whose purpose has ended")
    return rows.filter(Q(ends_on__lte=today), ended_at=None)


def end_due(viewer: Viewer, *, today: dt.date) -> list[Copy]:
    """End every copy of ours whose day has come, one act each. Copies that others hold are only named."""
    rows = list(due(today).filter(is_ours=True))
    for row in rows:
        end_copy(viewer, row, how="its end date")
    return rows


@action(may=ends_copies, act="erasure")
def end_copy(viewer: Viewer, copy: Copy, *, how: str) -> None:
    """Destroy the key, remove the files, keep the row. Of a copy that somebody else holds: note that it was ended."""
    copy.ended_at, copy.ended_how = timezone.now(), how[:200]
    copy.save(update_fields=["ended_at", "ended_how"])
    if copy.is_ours:
        _remove(Path(copy.where))
    if copy.key:
        erase(viewer, [copy.key], clock="copy", due_on=copy.ends_on, legal_basis=copy.legal_basis, why=how)


def _remove(place: Path) -> None:
    """Only what lies in the home of this installation is ever removed."""
    home: Path = settings.GRAFTWATCH_HOME
    if place.resolve().is_relative_to(home.resolve()) and place.resolve() != home.resolve():
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
