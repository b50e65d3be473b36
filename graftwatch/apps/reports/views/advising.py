"""What advisers see: an extract, and room for an answer."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from graftwatch.apps.reports import actions, queries
from graftwatch.apps.reports.forms import AdviceForm
from graftwatch.apps.reports.models import Consultation
from graftwatch.apps.reports.states.report import ADVISERS
from graftwatch.apps.reports.views.arriving import sent, viewer_here


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """What one was asked for advice on."""
    viewer = viewer_here(request)
    if viewer.role.name not in ADVISERS:
        raise Http404
    return render(request, "reports/consultations.html", {"asked": queries.consultations(viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The extract, and the answer to it. Nothing else of the report is here."""
    viewer = viewer_here(request)
    rows = Consultation.objects.seen_by(viewer).filter(pk=number, adviser_id=viewer.user_id, is_over=False)
    found = rows.first()
    if found is None:
        raise Http404
    form = AdviceForm(sent(request))
    if form.is_bound and form.is_valid():
        actions.give_advice(viewer, found, advice=form.cleaned_data["advice"])
        messages.success(request, _("Your advice has gone back to whoever asked."))
        return redirect("reports:consultations")
    page = {"asked": found, "extract": actions.read_extract(viewer, found), "form": form}
    return render(request, "reports/consultation.html", page)
