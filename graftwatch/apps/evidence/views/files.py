"""Files of an exhibit: adding one, and taking one away."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from graftwatch.apps.evidence import actions, queries
from graftwatch.apps.evidence.access import adds_files, opens_files
from graftwatch.apps.evidence.files import AlteredError, warnings_of
from graftwatch.apps.evidence.forms import FileForm, PurposeForm
from graftwatch.apps.evidence.looking.clamav import ScannerSilentError
from graftwatch.apps.evidence.models import File
from graftwatch.apps.evidence.moving import say_altered
from graftwatch.apps.evidence.receiving import Received, Refuser, Sealer
from graftwatch.apps.evidence.views.item import item_or_404
from graftwatch.apps.evidence.views.leaving import answered_with
from graftwatch.apps.evidence.views.register import viewer_here
from graftwatch.desk.access.second_factor import step_up
from graftwatch.desk.states.moving import NotYetError


# The body must not be read before it is known who takes it and how: the token is checked one step later, in `_added`.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def add_file(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Add an original, or a copy. It is sealed while it arrives."""
    viewer = viewer_here(request) if request.user.is_authenticated else None
    item = queries.find_item(viewer, number) if viewer else None
    takes = viewer is not None and item is not None and adds_files(viewer, item)
    handler = Sealer(request, item.compartment) if takes and item else Refuser(request)
    request.upload_handlers = [handler]
    try:
        return _added(request, number, handler)
    finally:
        if isinstance(handler, Sealer):
            handler.forget()


@csrf_protect
def _added(request: HttpRequest, number: uuid.UUID, handler: Sealer | Refuser) -> HttpResponse:
    viewer = viewer_here(request)
    item = item_or_404(viewer, number)
    if not isinstance(handler, Sealer):
        raise Http404
    known = {str(file.pk): file for file in File.objects.seen_by(viewer).filter(item_id=item.pk).order_by("at", "pk")}
    parents = [] if item.state == "collected" else [(key, f"{n:03}-{key[:8]}") for n, key in enumerate(known, start=1)]
    form = FileForm(request.POST or None, request.FILES or None, parents=parents)
    if form.is_bound and handler.was_too_large:
        form.add_error("file", _("This file is larger than what can be kept here. Nothing of it was kept."))
    elif form.is_bound and form.is_valid():
        said, received = form.cleaned_data, form.cleaned_data["file"]
        assert isinstance(received, Received)
        try:
            file = actions.take_in(
                viewer,
                item,
                arrived=received.arriving,
                name=received.name or "",
                what=said["what"],
                parent=known.get(said.get("parent", "")),
            )
        except (NotYetError, ScannerSilentError) as against:
            form.add_error(None, str(against))
        else:
            words = warnings_of(file)
            messages.success(request, _("The file is sealed, and its hashes are written down."))
            if words and file.warnings:
                messages.warning(request, _("It was looked through: %(words)s.") % {"words": "; ".join(words)})
            return redirect("evidence:item", number)
    return render(request, "evidence/add_file.html", {"item": item, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def take(request: HttpRequest, number: uuid.UUID) -> HttpResponseBase:
    """Take one file away: with a warning, for a purpose, as a file to be saved."""
    viewer = viewer_here(request)
    file = queries.find_file(viewer, number)
    if file is None or not opens_files(viewer, file):
        raise Http404
    item = item_or_404(viewer, file.item_id)
    form = PurposeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            return answered_with(actions.take(viewer, file, purpose=form.cleaned_data["purpose"]))
        except NotYetError as against:
            form.add_error(None, str(against))
        except AlteredError:
            messages.error(request, say_altered())
            return redirect("evidence:item", item.pk)
    page = {"item": item, "file": file, "form": form, "warnings": warnings_of(file)}
    return render(request, "evidence/take.html", page)
