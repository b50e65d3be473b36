"""What was decided."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from graftwatch.apps.screening import queries
from graftwatch.apps.screening.views.leads import viewer_here

A_PAGE = 100


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision, what it took the place of, and its evidence by hash."""
    viewer = viewer_here(request)
    if not (viewer.holds("decisions") or viewer.holds("leads")):
        raise Http404
    page = Paginator(queries.decisions(viewer), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "screening/decisions.html", {"page": page, "opens_leads": viewer.holds("leads")})
