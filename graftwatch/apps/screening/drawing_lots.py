"""The desk's side of the lot: ordinary files into the queue, each with the chance that it had of being drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.db.models import Q

from graftwatch.apps.screening.models import DrawnFile, Lead, LeadInRun, Run
from graftwatch.apps.screening.states import OPEN
from graftwatch.leads.lots import LEADS_PER_LOT, drawn, how_many

Said = dict[str, Any]
FILES = "files.parquet"
YEAR = dt.timedelta(days=365)
LOOKED_INTO = ("explained", "unresolved", "not_looked_into")
"""Decisions after which nobody is looking at a file any more."""


def draw(run: Run, folder: Path, told: Iterable[Said], n_new_leads: int) -> list[Said]:
    """What the lot of a run gives: recorded with its chance, and returned as it is to be shown.

    One file for every two leads that are new, and at least ten in twelve months. Whatever is under review is passed
    over. A run of another make, which tells no files, draws none.
    """
    shown = {said["key"]: said for said in told}
    order = _order(folder)
    if not order or run.as_of is None:
        return []
    held = _under_review()
    ready = [key for key in shown if key not in held]
    n = min(how_many(n_new_leads, _n_drawn_since(run.as_of - YEAR)), len(ready))
    keys, chance = drawn(order, held, n)
    for key in keys:
        _record(run, shown[key], chance, n_files=len(set(order) - held), n_drawn=len(keys))
    return [shown[key] for key in keys]


def _order(folder: Path) -> list[str]:
    path = folder / FILES
    if not path.is_file():
        return []
    files = pq.read_table(path, columns=["key", "by_lot"]).to_pylist()
    return [file["key"] for file in files if file["by_lot"]]


def _under_review() -> set[str]:
    """Files that somebody is looking at, or is to look at."""
    leads = Lead.objects.for_the_system("files under review take no part in the lot")
    return set(leads.exclude(state__in=LOOKED_INTO).values_list("key", flat=True))


def _n_drawn_since(day: dt.date) -> int:
    rows = DrawnFile.objects.for_the_system("how many files were drawn within a year")
    return int(rows.filter(on__gt=day).count())


def _record(run: Run, said: Said, chance: float, *, n_files: int, n_drawn: int) -> None:
    lead, _made = Lead.objects.for_the_system("a file that was drawn").get_or_create(
        pk=Lead.id_of(said["key"]), defaults={"key": said["key"], "kind": said["kind"], "label": said["label"]}
    )
    if lead.state in LOOKED_INTO:
        lead.due_on = run.as_of  # looked into before for a reason, now drawn for none: it stands in the queue again
        lead.save(update_fields=["due_on"])
    DrawnFile.objects.create(run=run, lead=lead, on=run.as_of, chance=chance, n_files=n_files, n_drawn=n_drawn)


def place_of(number: int, n_leads: int) -> int:
    """Where the n-th drawn file stands: after every second lead."""
    return max(min(number * LEADS_PER_LOT, n_leads), 1)


def still_waiting(run: Run) -> list[LeadInRun]:
    """Files that an earlier run drew, that nobody has decided about, and that this run does not show by itself."""
    here = LeadInRun.objects.for_the_system("what this run shows").filter(run=run).values("lead_id")
    rows = LeadInRun.objects.for_the_system("drawn files that wait").filter(drawn_by_lot=True)
    rows = rows.filter(Q(lead__state=OPEN) | Q(lead__due_on__lte=run.as_of))
    rows = rows.exclude(run=run).exclude(lead_id__in=here).filter(expires_on__gt=run.as_of)
    last: dict[Any, LeadInRun] = {row.lead_id: row for row in rows.order_by("run_id")}
    return list(last.values())
