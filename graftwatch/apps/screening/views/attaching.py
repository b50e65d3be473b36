"""The page on which an officer hands a lead to a case."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from graftwatch.apps.cases.actions import Telling
from graftwatch.apps.screening.attaching import attach_lead, hands_over
from graftwatch.apps.screening.forms import AttachForm
from graftwatch.apps.screening.models import Lead
from graftwatch.apps.screening.templatetags.screening import kind_of_lead
from graftwatch.apps.screening.views.leads import found_or_404, viewer_here
from graftwatch.desk.states.moving import NotYetError


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    if not hands_over(viewer, found.lead):
        raise Http404
    form = AttachForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        handed = {name: said[name] for name in ("number", "why", "legal_basis")}
        try:
            attach_lead(viewer, found.lead, found=found, tellings=tellings_of(found.lead, said), **handed)
        except NotYetError as against:
            form.add_error("number", str(against))
        else:
            messages.success(request, _("The lead is in the case, as it stands today."))
            return redirect("screening:lead", number)
    return render(request, "screening/attach.html", {"lead": found.lead, "form": form})


def tellings_of(lead: Lead, said: dict[str, Any]) -> list[Telling]:
    """The persons by their file, and the centre where the lead names one."""
    when = {name: said[name] for name in ("tell_on", "delaying_law", "delayed_until")}
    found = []
    if lead.kind != "facility":
        found.append(Telling("person", f"{kind_of_lead(lead.kind)} {lead.label}", said["told_by"], **when))
    if lead.facility_label or lead.kind == "facility":
        found.append(Telling("centre", lead.facility_label or lead.label, said["told_by"], **when))
    return found
