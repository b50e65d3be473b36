"""The trail: everybody sees their own acts; oversight sees everybody's, never with content."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from graftwatch.apps.oversight import queries
from graftwatch.desk.access.models import Agency
from graftwatch.desk.access.roles import GIVEN_TO_PEOPLE
from graftwatch.desk.access.signals import note_search
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.acts import LABELS
from graftwatch.desk.audit.merkle import verify_inclusion
from graftwatch.desk.audit.models import Entry
from graftwatch.desk.audit.tree import catch_up, head_at, leaf_of, n_entries, proof_of

A_PAGE = 100
ASKED = (*queries.CONTAINS, *queries.EXACTLY, "agency", "day", "until")


def viewer_here(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """My access log; for oversight all of it, and whether what is new since the last visit holds."""
    viewer = viewer_here(request)
    if viewer.user_id is None:
        raise Http404
    asked = {name: request.GET.get(name, "").strip() for name in ASKED}
    looked_for = " ".join(asked[name] for name in queries.CONTAINS if asked[name])
    if looked_for:
        note_search(viewer, looked_for, to="find_in_the_trail")
    whole = viewer.holds("trail")
    shown: dict[str, Any] = {
        "page": Paginator(queries.entries(viewer, asked), A_PAGE).get_page(request.GET.get("page")),
        "whole": whole,
        "verdict": catch_up() if whole else None,
        "asked": asked,
        "asked_again": urlencode({name: words for name, words in asked.items() if words}),
        "acts": LABELS.items(),
    }
    if whole:
        shown |= {"agencies": Agency.objects.order_by("name"), "roles": GIVEN_TO_PEOPLE}
    return render(request, "oversight/trail.html", shown)


@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """One row as it was written, with the proof that it stands in the tree."""
    viewer = viewer_here(request)
    row = Entry.objects.seen_by(viewer).filter(pk=number).first() if number < 2**63 else None
    if row is None:
        raise Http404
    head = head_at(n_entries())
    path = proof_of(row.number, head.size)
    steps, root = [bytes.fromhex(step) for step in path], bytes.fromhex(head.root)
    holds = verify_inclusion(leaf_of(row.digest), row.number - 1, head.size, steps, root)
    shown = {"row": row, "head": head, "path": path, "holds": holds, "said": json.loads(row.written)}
    return render(request, "oversight/entry.html", shown)
