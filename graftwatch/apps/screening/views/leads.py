"""The queue, a lead's page with its rows, assignment and decision, and the protection list."""

from __future__ import annotations

import uuid
from functools import partial

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.screening import actions, outcomes, queries, second_reading
from graftwatch.apps.screening.access import looks_at_leads, sees
from graftwatch.apps.screening.attaching import n_copies, told_about
from graftwatch.apps.screening.forms import DecisionForm
from graftwatch.apps.screening.models import LeadInRun, ProtectionPaper
from graftwatch.apps.screening.self_test import words
from graftwatch.apps.screening.showing_rows import shown_rows
from graftwatch.apps.screening.states import MAKES_A_PAPER, Kind, offered
from graftwatch.desk.access.models import User
from graftwatch.desk.access.signals import note_search
from graftwatch.desk.access.viewer import Viewer, viewer_of
from graftwatch.desk.inbox import calendar

A_PAGE = 50


def viewer_here(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def wanted_of(request: HttpRequest) -> queries.Wanted:
    said = request.GET
    return queries.Wanted(
        show=said.get("show", "due"),
        centre=said.get("centre", ""),
        kind=said.get("kind", ""),
        mine=bool(said.get("mine")),
        before_surgery=bool(said.get("surgery")),
        words=said.get("q", "").strip(),
        sort=said.get("sort", "place"),
    )


@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """The queue of leads of the last run."""
    viewer, today, wanted = viewer_here(request), calendar.today(), wanted_of(request)
    if not looks_at_leads(viewer):
        raise Http404
    if wanted.words:
        note_search(viewer, wanted.words, to="find_a_lead")
    run = queries.current_run(viewer)
    page: Page[LeadInRun] = Paginator(queries.queue(viewer, run, wanted, today), A_PAGE).get_page(
        request.GET.get("page")
    )
    queries.unspoilt(viewer, page.object_list)
    shown = {
        "run": run,
        "page": page,
        "wanted": wanted,
        "today": today,
        "heading": queries.heading(viewer, run, today),
        "centres": queries.centres(viewer, run),
        "kinds": queries.kinds(viewer, run),
        "tested": words.shown(run.manifest.get("self_test") if run else None),
        "others": "&".join(f"{k}={v}" for k, v in request.GET.items() if k != "page"),
    }
    only_the_list = getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, f"screening/{'_queue' if only_the_list else 'leads'}.html", shown)


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """Donors and possible victims: unranked, for protection only."""
    viewer = viewer_here(request)
    if not viewer.holds("protection"):
        raise Http404
    run = queries.current_run(viewer)
    found = list(queries.for_protection(viewer, run))
    queries.unspoilt(viewer, found)
    return render(request, "screening/protection.html", {"run": run, "found": found})


def found_or_404(viewer: Viewer, number: uuid.UUID) -> LeadInRun:
    found = queries.latest_finding(viewer, number)
    if found is None:
        raise Http404
    return found


@require_safe
def lead(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One lead: why it is here, what speaks for an ordinary file, what was not asked, and what may be decided."""
    viewer = viewer_here(request)
    return render(request, "screening/lead.html", about_lead(viewer, found_or_404(viewer, number)))


def about_lead(viewer: Viewer, found: LeadInRun) -> dict[str, object]:
    run = queries.current_run(viewer)
    again, outcome = second_reading.asked_of(viewer, found.lead), outcomes.outcome_of(viewer, found.lead)
    return {
        "again": again,
        "readings": second_reading.shown(viewer, found.lead),
        "outcome": outcome,
        "outcome_steps": outcomes.verbs(viewer, outcome),
        "found": found,
        "lead": found.lead,
        "said": found.said,
        "is_gone": run is not None and found.run_id != run.pk,
        "is_before_surgery": is_before_surgery(found),
        "decisions": queries.decisions_on(viewer, found.lead),
        "offered": offered(found.lead.kind, found.lead.protection_only),
        "colleagues": colleagues(viewer, found),
        "n_copies": 0 if again else n_copies(found.lead),
        "told": [] if again else told_about(found.lead),
    }


def is_before_surgery(found: LeadInRun) -> bool:
    return found.planned_on is not None and found.planned_on >= calendar.today()


def colleagues(viewer: Viewer, found: LeadInRun) -> list[User]:
    """People of the viewer's agency who may see this lead, too."""
    people = User.objects.filter(agency__pk=viewer.agency or 0, is_active=True).order_by("first_name", "username")
    return [user for user in people if sees(viewer_of(user, timezone.localdate()), found.lead)]


@require_safe
def rows(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The rows beneath a lead. Opening them is an act: the trail keeps that it was done."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    actions.open_rows(viewer, found.lead)
    return render(request, "screening/rows.html", {"lead": found.lead, "tables": shown_rows(viewer, found)})


@require_POST
def assign(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    chosen = request.POST.get("to", "")
    to = next((user for user in colleagues(viewer, found) if str(user.pk) == chosen), None)
    if chosen and to is None:
        raise Http404
    actions.assign(viewer, found.lead, to=to)
    return redirect("screening:lead", number)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say what is decided. A kind that asks more than a reason asks it here before anything is kept."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    said = request.POST if request.method == "POST" else request.GET
    kind = kind_or_404(found, said.get("kind", ""))
    form = decision_form(request, found, kind)
    if form.is_bound and form.is_valid():
        decision = actions.decide(viewer, found.lead, kind=kind.name, found=found, **form.cleaned_data)
        if kind.name in MAKES_A_PAPER:
            return redirect("screening:paper", decision.paper.pk)
        return redirect("screening:lead", number)
    page = {"lead": found.lead, "found": found, "kind": kind, "form": form}
    return render(request, "screening/decide.html", page, status=200)


def kind_or_404(found: LeadInRun, name: str) -> Kind:
    for kind in offered(found.lead.kind, found.lead.protection_only):
        if kind.name == name:
            return kind
    raise Http404


def decision_form(request: HttpRequest, found: LeadInRun, kind: Kind) -> DecisionForm:
    """Bound once everything this kind asks was on the page; before that it opens with the reason already written."""
    readings = list(dict.fromkeys(words for finding in found.said["findings"] for words in finding["benign"]))
    make = partial(DecisionForm, kind, is_before_surgery=is_before_surgery(found), readings=readings)
    blank = make(initial={"reason": request.POST.get("reason", "")})
    asked_all = request.method == "POST" and set(blank.fields) <= {*request.POST, "confirmed_reading"}
    return make(request.POST) if asked_all else blank


@require_safe
def paper(request: HttpRequest, number: int) -> HttpResponse:
    """The paper for the donor-protection officer, to be printed and handed over."""
    viewer = viewer_here(request)
    papers = ProtectionPaper.objects.seen_by(viewer).seen_through("lead").seen_through("decision")
    found = papers.select_related("lead", "decision", "decision__by").filter(pk=number).first()
    if found is None:
        raise Http404
    return render(request, "screening/paper.html", {"paper": found, "said": found.said})
