"""What is taken out of a report: coded facts, signs that were observed, further walls."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from graftwatch.apps.reports import actions, codes, queries
from graftwatch.apps.reports.bundles import NoKeyError
from graftwatch.apps.reports.forms import ExtractForm, WallForm
from graftwatch.apps.reports.models import Report
from graftwatch.apps.reports.views.arriving import read_report_or_404, sent, to_unlock, viewer_here
from graftwatch.apps.reports.views.moving import sees_still
from graftwatch.desk.access import parties
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.people import unlocked_of
from graftwatch.law.checklists import all_observed, checklists


@require_http_methods(["GET", "HEAD", "POST"])
def extract(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The coded facts. A facility that is named becomes a wall of the report."""
    viewer = viewer_here(request)
    report = read_report_or_404(viewer, number)
    unlocked = unlocked_of(request)
    if unlocked is None:
        return to_unlock(request.path)
    form = ExtractForm(request.POST) if request.method == "POST" else ExtractForm(initial=kept(viewer, report))
    if form.is_bound and form.is_valid():
        actions.take_out(viewer, report, coded=form.cleaned_data, unlocked=unlocked)
        return onward(request, viewer, report, _("The coded facts are kept."))
    return render(request, "reports/extract.html", {"report": report, "form": form})


def kept(viewer: Viewer, report: Report) -> dict[str, object]:
    return actions.read_called_in(viewer, report)


def onward(request: HttpRequest, viewer: Viewer, report: Report, words: str) -> HttpResponse:
    """Back to the report; or to the inbox for somebody whom a new wall has just put outside."""
    messages.success(request, words)
    return redirect("reports:report", report.pk) if sees_still(viewer, report) else redirect("reports:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def signs(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The checklists: who observed what. Innocent readings beside each sign; nothing is added up."""
    viewer = viewer_here(request)
    report = read_report_or_404(viewer, number)
    if request.method == "POST":
        actions.observe(viewer, report, seen=ticked(request.POST))
        messages.success(request, _("The signs are kept. Nothing was counted up."))
        return redirect("reports:report", report.pk)
    noted = queries.observed(viewer, report)
    lists = [(each, [(sign, noted.get(sign.code)) for sign in each.signs]) for each in checklists()]
    page = {"report": report, "lists": lists, "seen": codes.SEEN, "observers": codes.OBSERVERS}
    return render(request, "reports/signs.html", page)


def ticked(said: QueryDict) -> dict[str, tuple[str, str]]:
    """Sign -> (seen, who observed it), of what can be chosen."""
    found: dict[str, tuple[str, str]] = {}
    for code in all_observed():
        seen, observer = said.get(f"seen_{code}", ""), said.get(f"by_{code}", "")
        if seen in dict(codes.SEEN) and observer in dict(codes.OBSERVERS):
            found[code] = (seen, observer)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def walls(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Name further parties that must not see it. Whoever is tied to them finds nothing any more."""
    viewer = viewer_here(request)
    report = read_report_or_404(viewer, number)
    unlocked = unlocked_of(request)
    if unlocked is None:
        return to_unlock(request.path)
    form = WallForm(sent(request))
    if form.is_bound and form.is_valid():
        try:
            actions.add_walls(viewer, report, named=named_in(form.cleaned_data), unlocked=unlocked)
        except NoKeyError:
            return render(request, "reports/no_key.html", {"report": report})
        return onward(request, viewer, report, _("The wall stands."))
    return render(request, "reports/walls.html", {"report": report, "form": form})


def named_in(said: dict[str, str]) -> set[str]:
    found = set()
    if said.get("facility"):
        found.add(parties.facility(said["facility"]))
    if said.get("agency"):
        found.add(parties.agency(int(said["agency"])))
    if said.get("person", "").strip():
        found.add(parties.person(said["person"]))
    return found
