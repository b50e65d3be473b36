"""A reporter's file leaves the quarantine: saved by the browser, never shown in it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from graftwatch.apps.reports import actions
from graftwatch.apps.reports.bundles import NoKeyError
from graftwatch.apps.reports.views.arriving import read_report_or_404, to_unlock, viewer_here
from graftwatch.desk.access.matters import people_on
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.people import unlocked_of


@require_POST
def take(request: HttpRequest, number: uuid.UUID, row: uuid.UUID) -> HttpResponse:
    """One file, to be saved and looked at apart from everything else."""
    viewer = viewer_here(request)
    report = read_report_or_404(viewer, number)
    unlocked = unlocked_of(request)
    if unlocked is None:
        return to_unlock(reverse("reports:read", args=[report.pk]))
    try:
        taken = actions.take_file(viewer, report, row=row, unlocked=unlocked)
    except NoKeyError:
        return render(request, "reports/no_key.html", {"report": report, "people": people_on(report)})
    except Denied as why:
        raise Http404 from why
    except CannotOpenError:
        messages.error(request, _("This file does not open: its bytes are not those that were sealed."))
        return redirect("reports:report", report.pk)
    response = HttpResponse(taken.words, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, taken.name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
