"""Why a file did not become a lead: for oversight only, with a reason, few times a day, in the trail.

In other hands the answer teaches a ring to hide. It is read from the run's own files and enters no desk table.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet as pq
from django.conf import settings

from graftwatch.apps.screening.access import oversees
from graftwatch.apps.screening.models import Run, WhyNotAsked
from graftwatch.apps.screening.sealing import has_file, is_sealed_for_people, open_run_file
from graftwatch.desk.access import parties
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.inbox import calendar
from graftwatch.desk.states.moving import NotYetError
from graftwatch.indicators import all_indicators

FILES = "files.parquet"


@dataclass(frozen=True)
class BelowTheBar:
    """One file as a run left it: what it weighed, why that was no lead, and which questions said yes."""

    kind: str
    bits: float
    why_not: str
    titles: tuple[str, ...]


def n_left(viewer: Viewer) -> int:
    """How often this person may still ask today."""
    rows = WhyNotAsked.objects.for_the_system("how often somebody has asked today")
    asked = rows.filter(by_id=viewer.user_id or 0, on=calendar.today()).count()
    most: int = settings.WHY_NOT_A_DAY
    left: int = max(most - asked, 0)
    return left


@action(may=oversees, act="consultation")
def ask_why_not(viewer: Viewer, run: Run, *, number: str, reason: str) -> list[BelowTheBar]:
    """What a run found about the file of this number. Asked in vain counts, too. Raises NotYetError."""
    if not number.strip() or not reason.strip():
        raise NotYetError("Say which file, and why oversight asks.")
    if not n_left(viewer):
        raise NotYetError("This was asked as often as one day allows. Ask again tomorrow.")
    if is_sealed_for_people(run):
        raise NotYetError("This run is sealed for the officers who made it. Ask about a run of the desk.")
    if not has_file(run, FILES):
        raise NotYetError("This run kept no such file. Ask about a newer run.")
    token = parties.keyed(f"why not {number.strip()}")
    WhyNotAsked.objects.create(by_id=viewer.user_id, on=calendar.today(), about=token, reason=reason.strip())
    return [_told(row) for row in _rows(run) if number.strip() in row["numbers"]]


def _rows(run: Run) -> list[dict[str, Any]]:
    with open_run_file(run, FILES) as file:
        rows: list[dict[str, Any]] = pq.read_table(io.BytesIO(file.read())).to_pylist()
    return rows


def _told(row: dict[str, Any]) -> BelowTheBar:
    known = all_indicators()
    titles = tuple(known[code].title if code in known else code for code in row["codes"])
    return BelowTheBar(row["key"].split(":", 1)[0], row["bits"], row["why_not"], titles)
