"""A reporter's file leaves the quarantine: saved by the browser, never shown in it; or handed into evidence."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from graftwatch.apps.reports import actions
from graftwatch.apps.reports.actions.handing_files import cases_for, hands_files
from graftwatch.apps.reports.bundles import NoKeyError
from graftwatch.apps.reports.forms_files import HandInForm
from graftwatch.apps.reports.models import Report
from graftwatch.apps.reports.views.arriving import read_report_or_404, sent, to_unlock, viewer_here
from graftwatch.apps.reports.views.moving import traps_in
from graftwatch.desk.access.matters import people_on
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.states.handing_over import NotTakenError
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault.boxes import CannotOpenError
from graftwatch.desk.vault.people import Unlocked, unlocked_of


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


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Choose files for the evidence of the case that the report became; then they are there, all of them."""
    viewer = viewer_here(request)
    report = read_report_or_404(viewer, number)
    if not hands_files(viewer, report):
        raise Http404
    unlocked = unlocked_of(request)
    if unlocked is None:
        return to_unlock(request.path)
    try:
        return _handed_in(request, viewer, report, unlocked)
    except NoKeyError:
        return render(request, "reports/no_key.html", {"report": report, "people": people_on(report)})


def _handed_in(request: HttpRequest, viewer: Viewer, report: Report, unlocked: Unlocked) -> HttpResponse:
    choices = actions.choose_files(viewer, report, unlocked=unlocked)
    form = HandInForm(sent(request), files=choices, cases=cases_for(viewer, report))
    if form.is_bound and form.is_valid():
        try:
            actions.hand_files_in(viewer, report, unlocked=unlocked, **form.chosen())
        except (NotYetError, NotTakenError) as why:
            form.add_error(None, str(why))
        except CannotOpenError:
            form.add_error(None, _("This file does not open: its bytes are not those that were sealed."))
        else:
            messages.success(request, _("They are exhibits of the case now. A custodian of evidence receives them."))
            return redirect("reports:read", report.pk)
    page = {"report": report, "form": form, "files": choices, "traps": traps_in({"text": request.POST.get("shows")})}
    return render(request, "reports/hand_in.html", page)
