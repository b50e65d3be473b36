"""What oversight looks at: approvals, emergencies, acts by kind, non-punishment, and what this installation holds."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from graftwatch.apps.oversight import queries
from graftwatch.apps.oversight.access import demand
from graftwatch.apps.oversight.views.trail import viewer_here
from graftwatch.desk.access.queries import signals as signals_for

A_PAGE = 50
LATELY = dt.timedelta(days=30)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    viewer = viewer_here(request)
    demand(viewer, "trail")
    held = queries.held(viewer)
    shown = {
        "approvals": queries.approvals(viewer),
        "emergencies": queries.emergencies(viewer),
        "acts": queries.acts_by_kind(viewer, timezone.now() - LATELY),
        "non_punishment": queries.non_punishment(viewer),
        "held": {"filled": [row for row in held if row.n != 0], "empty": [row for row in held if row.n == 0]},
        "fewest": queries.FEWEST,
    }
    return render(request, "oversight/overview.html", shown)


@require_safe
def signals(request: HttpRequest) -> HttpResponse:
    """What may be self-interest, haste or an emergency. No accusation."""
    viewer = viewer_here(request)
    demand(viewer, "signals")
    page = Paginator(signals_for(viewer), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "oversight/signals.html", {"page": page})
