"""Who is on duty this week: two lines, and a form for the supervisor."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from graftwatch.apps.reports import actions, queries
from graftwatch.apps.reports.access import sets_duty, works_on_reports
from graftwatch.apps.reports.forms_duty import DutyForm
from graftwatch.apps.reports.lookup import user_of
from graftwatch.apps.reports.views.arriving import sent, viewer_here


@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: HttpRequest) -> HttpResponse:
    """The roster that holds and those to come; the supervisor of an office writes its own."""
    viewer = viewer_here(request)
    may_set = sets_duty(viewer)
    if not works_on_reports(viewer) or (request.method == "POST" and not may_set):
        raise Http404
    form = DutyForm(sent(request), office=viewer.agency or 0, today=timezone.localdate()) if may_set else None
    if form is not None and form.is_bound and form.is_valid():
        said = form.cleaned_data
        first, second = user_of(said["first"]), user_of(said["second"])
        assert first is not None  # it was chosen from the list
        days = {"from_on": said["from_on"], "until_on": said["until_on"]}
        actions.set_duty(viewer, first=first, second=second, hours=said["hours"], **days)
        messages.success(request, _("Done. From the next minute on urgent reports are sealed to them as well."))
        return redirect("reports:duty")
    rows = queries.duty_rosters(viewer, timezone.localdate())
    return render(request, "reports/duty.html", {"rows": rows, "form": form, "today": timezone.localdate()})
