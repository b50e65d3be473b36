"""Every read of the room that is longer than one filter, scoped to a viewer."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from graftwatch.apps.screening import states
from graftwatch.apps.screening.access import leads_to_decide_again
from graftwatch.apps.screening.models import Decision, Lead, LeadInRun, ProtectionPaper, Run
from graftwatch.desk.access.viewer import Viewer

SORTS: dict[str, list[Any]] = {
    "place": [F("planned_on").asc(nulls_last=True), "place", "pk"],
    "expires": ["expires_on", "place", "pk"],
    "known": ["-known_on", "place", "pk"],
    "centre": ["lead__facility_label", "place", "pk"],
}
"""How a queue may be put in order. Before surgery comes first unless somebody asks for another order."""


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the queue."""

    show: str = "due"
    centre: str = ""
    kind: str = ""
    mine: bool = False
    before_surgery: bool = False
    words: str = ""
    sort: str = "place"


def finished_runs(viewer: Viewer) -> Any:
    return Run.objects.seen_by(viewer).filter(status=Run.Status.FINISHED).order_by("-pk")


def current_run(viewer: Viewer) -> Run | None:
    """The last run that ended."""
    found: Run | None = finished_runs(viewer).first()
    return found


def found_in(viewer: Viewer, run: Run | None) -> Any:
    """What a run found, with the leads themselves, as far as the viewer may see them."""
    rows = LeadInRun.objects.seen_by(viewer).seen_through("lead")
    return rows.filter(run=run).select_related("lead", "lead__assigned_to")


def ranked(viewer: Viewer, run: Run | None) -> Any:
    return found_in(viewer, run).filter(lead__protection_only=False)


def for_protection(viewer: Viewer, run: Run | None) -> Any:
    """Donors and possible victims, in the order of their files: nobody here is more urgent by a number."""
    return found_in(viewer, run).filter(lead__protection_only=True).order_by("lead__facility_label", "lead__label")


def is_due(viewer: Viewer, today: dt.date) -> Q:
    """To look at: nothing decided yet, the day has come on which it stands here again, or to be decided again.

    Not what expired: twelve months after it was found, with nothing new since.
    """
    due = Q(lead__state=states.OPEN) | Q(lead__due_on__lte=today) | Q(lead_id__in=leads_to_decide_again(viewer))
    return due & (Q(expires_on=None) | Q(expires_on__gt=today))


def queue(viewer: Viewer, run: Run | None, wanted: Wanted, today: dt.date) -> Any:
    """The leads of a run that were asked for, in order."""
    if wanted.show == "gone":
        return narrowed(viewer, gone(viewer, run), wanted, today)
    found = ranked(viewer, run)
    if wanted.show == "due":
        found = found.filter(is_due(viewer, today))
    elif wanted.show == "decided":
        found = found.exclude(lead__state=states.OPEN).exclude(lead_id__in=leads_to_decide_again(viewer))
    elif wanted.show == "lot":
        found = found.filter(drawn_by_lot=True)
    elif wanted.show in (LeadInRun.Change.NEW, LeadInRun.Change.CHANGED):
        found = found.filter(change=wanted.show)
    return narrowed(viewer, found, wanted, today)


def narrowed(viewer: Viewer, found: Any, wanted: Wanted, today: dt.date) -> Any:
    if wanted.centre:
        found = found.filter(lead__facility_label=wanted.centre)
    if wanted.kind:
        found = found.filter(lead__kind=wanted.kind)
    if wanted.mine:
        found = found.filter(lead__assigned_to=viewer.user_id)
    if wanted.before_surgery:
        found = found.filter(planned_on__gte=today)
    for word in wanted.words.casefold().split():
        found = found.filter(words__contains=word)
    order: list[Any] = SORTS.get(wanted.sort, SORTS["place"])
    return found.order_by(*order)


def run_before(viewer: Viewer, run: Run | None) -> Run | None:
    if run is None:
        return None
    found: Run | None = finished_runs(viewer).filter(pk__lt=run.pk).first()
    return found


def gone(viewer: Viewer, run: Run | None) -> Any:
    """Leads of the run before that this one did not find again."""
    previous = run_before(viewer, run)
    here = LeadInRun.objects.seen_by(viewer).filter(run=run).values("lead_id")
    return ranked(viewer, previous).exclude(lead_id__in=here)


@dataclass(frozen=True)
class Heading:
    """The two numbers over the queue."""

    n_due: int
    n_before_surgery: int


def heading(viewer: Viewer, run: Run | None, today: dt.date) -> Heading:
    due = ranked(viewer, run).filter(is_due(viewer, today))
    return Heading(n_due=due.count(), n_before_surgery=due.filter(planned_on__gte=today).count())


def centres(viewer: Viewer, run: Run | None) -> list[str]:
    """The centres that the viewer's leads name."""
    labels = ranked(viewer, run).order_by("lead__facility_label").values_list("lead__facility_label", flat=True)
    return [label for label in labels.distinct() if label]


def kinds(viewer: Viewer, run: Run | None) -> list[str]:
    return list(ranked(viewer, run).order_by("lead__kind").values_list("lead__kind", flat=True).distinct())


def unspoilt(viewer: Viewer, found: Iterable[LeadInRun]) -> Iterable[LeadInRun]:
    """The same rows; what the viewer is to decide again looks to them as if nobody had decided."""
    again = leads_to_decide_again(viewer)
    for row in found:
        if row.lead_id in again:
            row.lead.state, row.lead.due_on = states.OPEN, None
    return found


def latest_finding(viewer: Viewer, lead: uuid.UUID) -> LeadInRun | None:
    """The lead as the last run that found it saw it; None where there is none for this viewer."""
    rows = LeadInRun.objects.seen_by(viewer).seen_through("lead").seen_through("run")
    rows = rows.filter(lead_id=lead, run__status=Run.Status.FINISHED)
    found: LeadInRun | None = rows.select_related("lead", "lead__assigned_to", "run").order_by("-run_id").first()
    return found


def decisions_on(viewer: Viewer, lead: Lead) -> list[tuple[Decision, int | None]]:
    """Every decision on a lead with the number of its paper, the last one first."""
    papers = ProtectionPaper.objects.seen_by(viewer).filter(lead=lead)
    paper_of = dict(papers.values_list("decision_id", "pk"))
    made = Decision.objects.seen_by(viewer).filter(lead=lead).select_related("by").order_by("-pk")
    return [(decision, paper_of.get(decision.pk)) for decision in made]


def decisions(viewer: Viewer) -> Any:
    """Every decision the viewer may see, the last one first."""
    return Decision.objects.seen_by(viewer).select_related("by").order_by("-pk")
