"""Every copy that holds a person: where it is, for what, on which ground, until when."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.oversight.retention_forms import EndCopyForm
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.copies import end_copy
from graftwatch.desk.vault.models import Copy

A_PAGE = 100


def _officer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.holds("copies"):
        raise Http404
    return viewer


@require_safe
def copies(request: HttpRequest) -> HttpResponse:
    """Those that are there, what is due first; with `?ended=1` those that have ended."""
    viewer, ended = _officer(request), bool(request.GET.get("ended"))
    rows = Copy.objects.seen_by(viewer).filter(ended_at__isnull=not ended).order_by("ends_on", "made_at")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "ended": ended, "today": timezone.localdate(), "form": EndCopyForm()}
    return render(request, "oversight/copies.html", shown)


@require_POST
def end(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """End one copy now: ours is destroyed with its key; of another's it is noted that it was."""
    viewer, form = _officer(request), EndCopyForm(request.POST)
    row = Copy.objects.seen_by(viewer).filter(pk=number, ended_at=None).first()
    if row is None:
        raise Http404
    if form.is_valid():
        end_copy(viewer, row, how=form.cleaned_data["how"])
    return redirect("oversight:copies")
