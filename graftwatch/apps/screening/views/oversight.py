"""What was decided, and the trail."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.views.leads import viewer_here
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.audit.trail import verify

A_PAGE = 100


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision, what it took the place of, and its evidence by hash."""
    viewer = viewer_here(request)
    if not (viewer.holds("decisions") or viewer.holds("leads")):
        raise Http404
    page = Paginator(queries.decisions(viewer), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "screening/decisions.html", {"page": page, "opens_leads": viewer.holds("leads")})


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what. An auditor sees everybody's acts and whether the chain holds, others their own."""
    viewer = viewer_here(request)
    if not (viewer.holds("trail") or viewer.holds("leads")):
        raise Http404
    rows = Entry.objects.seen_by(viewer).order_by("-number")
    for name in ("who", "verb", "result"):
        if request.GET.get(name):
            rows = rows.filter(**{f"{name}__contains": request.GET[name]})
    shown = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "whole": viewer.holds("trail"),
        "verdict": verify() if viewer.holds("trail") else None,
        "asked": {name: request.GET.get(name, "") for name in ("who", "verb", "result")},
    }
    return render(request, "screening/trail.html", shown)
