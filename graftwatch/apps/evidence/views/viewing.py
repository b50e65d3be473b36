"""The viewing copy of a file: made on request, shown one page at a time; never the file as it came."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from graftwatch.apps.evidence import actions, queries
from graftwatch.apps.evidence.access import opens_files
from graftwatch.apps.evidence.files import AlteredError, warnings_of
from graftwatch.apps.evidence.models import File
from graftwatch.apps.evidence.moving import say_altered
from graftwatch.apps.evidence.views.item import item_or_404
from graftwatch.apps.evidence.views.register import viewer_here
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.moving import NotYetError


def _file_or_404(viewer: Viewer, number: uuid.UUID) -> File:
    file = queries.find_file(viewer, number)
    if file is None or not opens_files(viewer, file):
        raise Http404
    return file


@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Look at one page; or make the copy first. Opening a page is an act."""
    viewer = viewer_here(request)
    file = _file_or_404(viewer, number)
    item = item_or_404(viewer, file.item_id)
    try:
        if request.method == "POST":
            why_not = actions.make_copy(viewer, file)
            if why_not:
                messages.warning(request, why_not)
            return redirect("evidence:view", number)
        page = actions.look_at(viewer, file, page=_page_asked(request))
    except NotYetError as against:
        messages.error(request, str(against))
        return redirect("evidence:item", item.pk)
    except AlteredError:
        messages.error(request, say_altered())
        return redirect("evidence:item", item.pk)
    if page.copy and not 1 <= page.number <= page.n_pages:
        raise Http404
    return render(request, "evidence/view.html", {"item": item, "file": file, "page": page, "words": _said(page, file)})


def _page_asked(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0


def _said(page: actions.Page, file: File) -> list[str]:
    """What must be known before anybody trusts what is shown."""
    found = [str(words) for words in warnings_of(file)]
    drawn = page.copied.drawn if page.copied else None
    if drawn and drawn["n_shown"] < drawn["n_pages"]:
        found.append(_("the copy shows the beginning only"))
    if drawn and "network" not in drawn["given_up"]:
        found.append(_("on this machine the process that drew it could not be cut off from the network by itself"))
    return found


@require_safe
def picture(request: HttpRequest, number: uuid.UUID, page: int) -> HttpResponse:
    """One drawn page, which is of our own making."""
    viewer = viewer_here(request)
    try:
        words = actions.look_at_picture(viewer, _file_or_404(viewer, number), page=page)
    except NotYetError as against:
        raise Http404 from against
    if words is None:
        raise Http404
    response = HttpResponse(words, content_type="image/png")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
