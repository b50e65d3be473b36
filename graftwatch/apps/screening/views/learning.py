"""What was learnt, why a file is no lead, ranges that two people move, and what came of a lead elsewhere."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.access import looks_at_leads, oversees, sees
from graftwatch.apps.screening.forms import ShareForm, WhyNotForm
from graftwatch.apps.screening.learning import learnt
from graftwatch.apps.screening.models import RingShareChange
from graftwatch.apps.screening.outcomes import move_outcome, outcome_of, verbs
from graftwatch.apps.screening.ring_shares import move_share, propose_share
from graftwatch.apps.screening.states import RING_SHARE
from graftwatch.apps.screening.views.leads import found_or_404, viewer_here
from graftwatch.apps.screening.why_not import ask_why_not, n_left
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.forms import TransitionForm
from graftwatch.desk.states.moving import NotYetError, offered


def oversight_or_404(request: HttpRequest) -> Viewer:
    viewer = viewer_here(request)
    if not oversees(viewer):
        raise Http404
    return viewer


@require_safe
def learning(request: HttpRequest) -> HttpResponse:
    """What changed, how far reviewers agree, and what so few files cannot show."""
    viewer = oversight_or_404(request)
    found = learnt(viewer)
    shares = [(share, offered(viewer, RING_SHARE, share)) for share in found.shares]
    return render(request, "screening/learning.html", {"learnt": found, "shares": shares})


@require_http_methods(["GET", "HEAD", "POST"])
def why_not(request: HttpRequest) -> HttpResponse:
    """Oversight asks why a file is no lead. The question, not the answer, is written in the trail."""
    viewer = oversight_or_404(request)
    run = queries.current_run(viewer)
    form, found = WhyNotForm(request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid() and run is not None:
        try:
            found = ask_why_not(viewer, run, **form.cleaned_data)
        except NotYetError as against:
            form.add_error(None, str(against))
    page = {"form": form, "found": found, "run": run, "n_left": n_left(viewer)}
    return render(request, "screening/why_not.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose how often a ring's file would answer yes, citing cases."""
    viewer = viewer_here(request)
    if not looks_at_leads(viewer):
        raise Http404
    form = ShareForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            propose_share(viewer, **form.cleaned_data)
        except NotYetError as against:
            form.add_error(None, str(against))
        else:
            messages.success(request, _("It is proposed. Nothing changes until somebody of another unit agrees."))
            return redirect("screening:propose_share")
    own = RingShareChange.objects.seen_by(viewer).filter(proposed_by_id=viewer.user_id).order_by("-pk")
    return render(request, "screening/propose_share.html", {"form": form, "own": own})


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Agree, refuse or withdraw, after reading the cases."""
    viewer = oversight_or_404(request)
    found = RingShareChange.objects.seen_by(viewer).filter(pk=number).first()
    transition = next((one for one in offered(viewer, RING_SHARE, found) if one.name == verb), None) if found else None
    if found is None or transition is None:
        raise Http404
    form = TransitionForm(transition, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            move_share(viewer, found, verb=verb, said=form.cleaned_data)
        except NotYetError as against:
            form.add_error(None, str(against))
        else:
            return redirect("screening:learning")
    return render(request, "screening/share.html", {"share": found, "transition": transition, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """Write down what an authority decided about a lead, outside of this software."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    transition = next((one for one in verbs(viewer, outcome_of(viewer, found.lead)) if one.name == verb), None)
    if transition is None or not sees(viewer, found.lead):
        raise Http404
    form = TransitionForm(transition, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            move_outcome(viewer, found.lead, verb=verb, said=form.cleaned_data)
        except NotYetError as against:
            form.add_error(None, str(against))
        else:
            return redirect("screening:lead", number)
    return render(request, "screening/outcome.html", {"lead": found.lead, "transition": transition, "form": form})
