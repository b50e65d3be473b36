"""What triage takes out of a report: the coded facts, the signs that somebody observed, and further walls."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from typing import Any

from django.utils import timezone

from graftwatch.apps.cases.models import Case
from graftwatch.apps.reports import bundles
from graftwatch.apps.reports.access import reads
from graftwatch.apps.reports.actions.handing_files import of_report
from graftwatch.apps.reports.models import Extract, Observation, Report
from graftwatch.apps.reports.walls import take_off_whoever_is_tied
from graftwatch.desk.access import parties
from graftwatch.desk.access.matters import implicate
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import action
from graftwatch.desk.vault.people import Unlocked
from graftwatch.law.checklists import all_observed


@action(may=reads)
def take_out(viewer: Viewer, report: Report, *, coded: Mapping[str, Any], unlocked: Unlocked) -> Extract:
    """Keep the coded facts; what was kept before stays in the history. A facility that is named becomes a wall."""
    row = Extract(report=report, by_id=viewer.user_id or 0)
    row.coded = json.dumps({name: value for name, value in coded.items() if value not in (None, "", [])})
    row.save(force_insert=True)
    if coded.get("facility"):
        _wall(viewer, report, {parties.facility(str(coded["facility"]))}, unlocked)
    return row


@action(may=reads)
def observe(viewer: Viewer, report: Report, *, seen: Mapping[str, tuple[str, str]]) -> int:
    """Signs of the checklists: code -> (seen, who observed it). Nothing is counted up, nothing is weighed."""
    rows = Observation.objects.for_the_system("signs that were noted before")
    known = set(all_observed())
    for code, (answer, observer) in seen.items():
        if code in known:
            said = {"seen": answer, "observer": observer, "by_id": viewer.user_id, "on": timezone.localdate()}
            rows.update_or_create(report=report, code=code, defaults=said)
    return len(seen)


@action(may=reads)
def add_walls(viewer: Viewer, report: Report, *, named: Set[str], unlocked: Unlocked) -> None:
    """Further parties that must not see it. Whoever is tied leaves; where nobody is left, the independent route comes.

    Lifting a wall takes two people and is done where walls are kept.
    """
    _wall(viewer, report, named, unlocked)


def _wall(viewer: Viewer, report: Report, named: Set[str], unlocked: Unlocked) -> None:
    implicate(report, named, named_by="triage")
    for case in Case.objects.for_the_system("cases that a report went into").filter(of_report(report)):
        implicate(case, named, named_by="report")
    newcomers = take_off_whoever_is_tied(report, bundles.wraps_of(report), by=viewer)
    report.bundle = bundles.shared_with(report, unlocked, newcomers)
    report.save(update_fields=["bundle"])
