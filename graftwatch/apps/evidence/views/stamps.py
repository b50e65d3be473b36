"""Time stamps of an exhibit: a request to be carried away or sent, and the answer that is brought in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from graftwatch.apps.evidence import actions
from graftwatch.apps.evidence.access import opens_item
from graftwatch.apps.evidence.files import AlteredError
from graftwatch.apps.evidence.forms import StampForm
from graftwatch.apps.evidence.models import Item
from graftwatch.apps.evidence.moving import say_altered
from graftwatch.apps.evidence.stamped import stamps_of
from graftwatch.apps.evidence.views.item import item_or_404
from graftwatch.apps.evidence.views.register import viewer_here
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.stamping import NoAuthorityError, NotAStampError, address
from graftwatch.desk.states.moving import NotYetError


def _opened_or_404(viewer: Viewer, number: uuid.UUID) -> Item:
    found = item_or_404(viewer, number)
    if not opens_item(viewer, found):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def stamps(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The time stamps that are there, and a form to bring one in."""
    viewer = viewer_here(request)
    item = _opened_or_404(viewer, number)
    form = StampForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            actions.bring_in_stamp(viewer, item, answer=form.cleaned_data["answer"].read())
        except (NoAuthorityError, NotAStampError) as against:
            form.add_error("answer", in_words(against))
        else:
            messages.success(request, _("The time stamp holds. It is kept and stands in the custody record."))
            return redirect("evidence:stamps", number)
    page = {"item": item, "form": form, "stamps": stamps_of(item), "is_online": bool(address())}
    return render(request, "evidence/stamps.html", page)


@require_POST
def ask_stamp(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Check every hash, then ask the named authority; where none is named, give the request to be carried."""
    viewer = viewer_here(request)
    item = _opened_or_404(viewer, number)
    try:
        if not address():
            words = actions.prepare_stamp(viewer, item)
            name = f'attachment; filename="{item.exhibit}.tsq"'
            headers = {"Content-Disposition": name, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
            return HttpResponse(words, content_type="application/timestamp-query", headers=headers)
        actions.stamp_now(viewer, item)
    except (NotYetError, NoAuthorityError, NotAStampError) as against:
        messages.error(request, in_words(against))
    except AlteredError:
        messages.error(request, say_altered())
        return redirect("evidence:item", number)
    else:
        messages.success(request, _("The time stamp holds. It is kept and stands in the custody record."))
    return redirect("evidence:stamps", number)


def in_words(against: Exception) -> str:
    if isinstance(against, NoAuthorityError):
        return _("No authority is trusted here, or it did not answer. Nothing was kept. Ask who runs this desk.")
    if isinstance(against, NotAStampError):
        return _("This is no time stamp over this exhibit by an authority that is trusted here. Nothing was kept.")
    return str(against)
