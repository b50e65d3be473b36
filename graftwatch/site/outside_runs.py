"""A run made at the command line is a copy that holds persons: listed by the desk, or said to be in nobody's care."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from graftwatch.desk.access.viewer import Viewer, operator
from graftwatch.desk.audit.action import action
from graftwatch.desk.vault.copies import register_copy
from graftwatch.desk.vault.models import Copy

DAYS = 90
BASIS = "Named by whoever runs this machine"


HOW_TO_SEAL = (
    "To have runs sealed, a screening officer first sets up a vault in the desk: docs/how-to/keys-and-copies.md"
)


def said_of(out: Path, fingerprint: str, *, purpose: str, ends_on: dt.date, why_open: str = "") -> str:
    """In one line: this folder is listed until a day, or it is in nobody's care; and what then helps.

    `why_open` is the reason that somebody gave for leaving it open where it could have been sealed.
    """
    if not there_is_a_desk():
        return (
            f"{out} holds persons and is in the care of no desk: it is readable by you alone and not sealed. "
            f"Delete it when its purpose has ended, or bring it into a desk: graftwatch open {out}. {HOW_TO_SEAL}"
        )
    purpose = f"{purpose}. Left open: {why_open}" if why_open else purpose
    listed = list_run(operator(), where=str(out.resolve()), about=fingerprint, purpose=purpose, ends_on=ends_on)
    care = "removes it then" if listed.is_ours else "reminds you then to delete it: it lies outside of the desk's home"
    until = f"{ends_on:%d %B %Y}"
    listed_until = (
        f"{out} holds persons, not sealed. It is in the desk's list of copies until {until}. The desk {care}."
    )
    return listed_until if why_open else f"{listed_until} {HOW_TO_SEAL}"


@action(may=lambda viewer: viewer.holds("accounts"), act="collection")
def list_run(viewer: Viewer, *, where: str, about: str, purpose: str, ends_on: dt.date) -> Copy:
    """Into the list of copies; a folder that was screened into before is listed once, with its new end."""
    rows = Copy.objects.for_the_system("a run that is made once more in its place")
    earlier: Copy | None = rows.filter(kind=Copy.Kind.RUN, where=where[:500], ended_at=None).first()
    if earlier is not None:
        earlier.about, earlier.purpose, earlier.ends_on = f"snapshot {about[:12]}", purpose[:300], ends_on
        earlier.save(update_fields=["about", "purpose", "ends_on"])
        return earlier
    home = Path(settings.GRAFTWATCH_HOME).resolve()
    is_ours = Path(where).is_relative_to(home) and Path(where) != home
    about = f"snapshot {about[:12]}"
    return register_copy(viewer, Copy.Kind.RUN, where, about, purpose, BASIS, ends_on, is_ours=is_ours)


def there_is_a_desk() -> bool:
    """Whether this home has a system of record with a list of copies. None is made by asking."""
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and file.is_file() and file.stat().st_size == 0:
        return False  # settings lay out an empty file; looking into it would begin a database
    try:
        return Copy._meta.db_table in connection.introspection.table_names()
    except DatabaseError:
        return False
