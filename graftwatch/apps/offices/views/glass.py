"""Emergency access: ask, open, close again; and its review by oversight."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.offices import queries
from graftwatch.apps.offices.forms import GlassForm
from graftwatch.apps.offices.views.me import viewer_here
from graftwatch.desk.access import glass as acts
from graftwatch.desk.access.access import breaks_glass
from graftwatch.desk.access.approvals import NeedsASecondPersonError
from graftwatch.desk.access.models import BrokenGlass
from graftwatch.desk.access.queries import glass_to_review
from graftwatch.desk.access.states import GLASS
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.forms import TransitionForm
from graftwatch.desk.states.machine import Transition
from graftwatch.desk.states.moving import NotYetError, offered, why_not


@require_safe
def glass(request: HttpRequest) -> HttpResponse:
    """What one has asked for, and the form that asks."""
    return _glass(request, GlassForm())


def _glass(request: HttpRequest, form: GlassForm) -> HttpResponse:
    viewer = viewer_here(request)
    if not breaks_glass(viewer):
        raise Http404
    rows = BrokenGlass.objects.seen_by(viewer).filter(user_id=viewer.user_id)[:20]
    mine = [(row, queries.thing_called(row.matter_kind), GLASS.state(row.state), _steps(viewer, row)) for row in rows]
    return render(request, "offices/glass.html", {"mine": mine, "form": form})


def _steps(viewer: Viewer, row: BrokenGlass) -> list[Transition]:
    return [each for each in offered(viewer, GLASS, row) if not why_not(viewer, GLASS, row, each.name, {})]


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a matter. The answer is the same whether there is such a matter or not."""
    viewer, form = viewer_here(request), GlassForm(request.POST)
    if not breaks_glass(viewer):
        raise Http404
    if not form.is_valid():
        return _glass(request, form)
    said = form.cleaned_data
    acts.ask_to_break(viewer, matter=form.matter, reason=said["reason"], words=said["words"])
    messages.success(request, _("Written down. Below you see what became of it."))
    return redirect("offices:glass")


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """One step of broken glass, by whoever broke it or by oversight."""
    viewer = viewer_here(request)
    row = get_object_or_404(BrokenGlass.objects.seen_by(viewer), pk=number)
    transition = next((each for each in _steps(viewer, row) if each.name == verb), None)
    if transition is None:
        raise Http404
    is_said = request.method == "POST"
    form = TransitionForm(transition, request.POST if is_said else None)
    page = {"row": row, "kind": queries.thing_called(row.matter_kind), "step": transition, "form": form}
    if not is_said or not form.is_valid():
        return render(request, "offices/glass_step.html", page)
    try:
        acts.take_step(viewer, row, verb=verb, said=form.cleaned_data)
    except (NotYetError, NeedsASecondPersonError) as problem:
        form.add_error(None, str(problem))
        return render(request, "offices/glass_step.html", page)
    return redirect("offices:glass" if row.user_id == viewer.user_id else "offices:glass_reviews")


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for oversight's review, and what was found before."""
    viewer = viewer_here(request)
    if not viewer.holds("signals"):
        raise Http404
    rows = BrokenGlass.objects.seen_by(viewer).select_related("user", "user__agency")
    shown = {
        "waiting": [(row, queries.thing_called(row.matter_kind)) for row in glass_to_review(viewer)],
        "open": [(row, queries.thing_called(row.matter_kind)) for row in rows.filter(state="active")],
        "done": [(row, GLASS.state(row.state).label) for row in rows.filter(state__in=["reviewed", "misuse"])[:50]],
    }
    return render(request, "offices/glass_reviews.html", shown)
