"""Acts that wait for a second person."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.offices import queries
from graftwatch.apps.offices.forms import AnswerForm
from graftwatch.apps.offices.views.me import viewer_here
from graftwatch.desk.access import glass
from graftwatch.desk.access.approvals import answer_approval
from graftwatch.desk.access.models import Approval
from graftwatch.desk.access.second_factor import step_up


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits, and what has been answered: the act, the kind of thing, the reason; never what it contains."""
    viewer = viewer_here(request)
    if not viewer.holds("approvals"):
        raise Http404
    waiting, answered = queries.approvals(viewer)
    return render(request, "offices/approvals.html", {"waiting": waiting, "answered": answered, "form": AnswerForm()})


@require_POST
@step_up
def answer(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The second person's answer, with a reason."""
    viewer, form = viewer_here(request), AnswerForm(request.POST)
    approval = get_object_or_404(Approval.objects.seen_by(viewer), pk=number)
    if not form.is_valid():
        waiting, answered = queries.approvals(viewer)
        return render(request, "offices/approvals.html", {"waiting": waiting, "answered": answered, "form": form})
    granted, why = form.cleaned_data["granted"] == "yes", form.cleaned_data["why"]
    carry_out = glass.answer_glass if approval.verb == glass.VERB else answer_approval
    carry_out(viewer, approval, granted=granted, why=why)
    return redirect("offices:approvals")
