"""What every page of this room begins with: who looks, which report, whether the vault is open."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from graftwatch.apps.reports import queries
from graftwatch.apps.reports.access import works_on_reports
from graftwatch.apps.reports.models import Report
from graftwatch.desk.access.viewer import Viewer


def viewer_here(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def report_or_404(viewer: Viewer, number: uuid.UUID) -> Report:
    """A report the viewer sees, whichever way."""
    found = queries.find_report(viewer, number)
    if found is None:
        raise Http404
    return found


def read_report_or_404(viewer: Viewer, number: uuid.UUID) -> Report:
    """A report the viewer may read: triage, or the independent route."""
    if not works_on_reports(viewer):
        raise Http404
    return report_or_404(viewer, number)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also one that asks nothing."""
    return request.POST if request.method == "POST" else None


def to_unlock(onward: str) -> HttpResponseRedirect:
    """First the passphrase, then on to where one was going."""
    return redirect(f"{reverse('offices:unlock')}?{urlencode({'next': onward})}")
