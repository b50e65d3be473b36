"""The inbox, and one report: its sealed side, and its opened side next to it."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.reports import actions, queries
from graftwatch.apps.reports.access import works_on_reports
from graftwatch.apps.reports.actions.handing_files import hands_files
from graftwatch.apps.reports.bundles import NoKeyError
from graftwatch.apps.reports.extract import as_lines
from graftwatch.apps.reports.models import Report
from graftwatch.apps.reports.states import REPORT, RETALIATION
from graftwatch.apps.reports.views.arriving import read_report_or_404, report_or_404, to_unlock, viewer_here
from graftwatch.desk.access.matters import people_on
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.door.countries import country_name
from graftwatch.desk.door.telling import told
from graftwatch.desk.states.machine import Transition
from graftwatch.desk.states.moving import offered
from graftwatch.desk.vault.people import unlocked_of

A_PAGE = 50
DONE_ELSEWHERE = ("open", "advise")


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Reports one is on: no sealed word, danger first, then what is due."""
    viewer = viewer_here(request)
    if not works_on_reports(viewer):
        raise Http404
    show = request.GET.get("show", "open")
    page = Paginator(queries.inbox(viewer, show), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/inbox.html", {"page": page, "show": show, "counts": queries.counts(viewer)})


@require_safe
def report(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The sealed side. For somebody called in: with the coded facts."""
    viewer = viewer_here(request)
    found = report_or_404(viewer, number)
    shown = about(viewer, found)
    if not works_on_reports(viewer):
        shown["coded"] = as_lines(actions.read_called_in(viewer, found))
    return render(request, "reports/report.html", shown)


@require_POST
def open_first(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The first opening changes the report: it counts as acknowledged, and the reporter is told."""
    viewer = viewer_here(request)
    found = read_report_or_404(viewer, number)
    onward = reverse("reports:read", args=[found.pk])
    unlocked = unlocked_of(request)
    if unlocked is None:
        return to_unlock(reverse("reports:report", args=[found.pk]))
    try:
        actions.open_report(viewer, found, unlocked=unlocked)
    except NoKeyError:
        return render(request, "reports/no_key.html", {"report": found, "people": people_on(found)})
    return redirect(onward)


@require_safe
def read(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Sealed and opened side by side. Each look is written in the trail."""
    viewer = viewer_here(request)
    found = read_report_or_404(viewer, number)
    if found.state == "received":
        return redirect("reports:report", found.pk)
    unlocked = unlocked_of(request)
    if unlocked is None:
        return to_unlock(request.path)
    try:
        opened = actions.open_report(viewer, found, unlocked=unlocked)
    except NoKeyError:
        return render(request, "reports/no_key.html", {"report": found, "people": people_on(found)})
    shown = about(viewer, found)
    shown |= {
        "opened": opened,
        "told": told(opened.content, found.channel, by_phone=found.by_phone) if opened.content else [],
        "coded": as_lines(opened.coded),
        "hands_files": hands_files(viewer, found),
    }
    return render(request, "reports/report.html", shown)


def about(viewer: Viewer, found: Report) -> dict[str, object]:
    """What stands on the page of a report, opened or not."""
    requests = queries.requests_of(viewer, found)
    is_asking = any(one.state in ("access_requested", "granted") for one in requests)
    return {
        "report": found,
        "may_ask_identity": not is_asking and found.state not in ("received", "erased"),
        "state": REPORT.state(found.state),
        "country": country_name(found.country) if found.country else "",
        "reads": works_on_reports(viewer),
        "people": people_on(found),
        "clocks": [(queries.LABELS.get(clock.name, clock.name), clock) for clock in queries.clocks_of(viewer, found)],
        "offered": _offered(viewer, found),
        "requests": requests,
        "retaliations": [
            (row, RETALIATION.state(row.state), offered(viewer, RETALIATION, row))
            for row in queries.retaliations(viewer, found)
        ],
        "signs": [row for row in queries.observed(viewer, found).values() if row.seen != "not_asked"],
        "n_letters": queries.n_letters(viewer, found),
    }


def _offered(viewer: Viewer, found: Report) -> list[Transition]:
    """What may be done from this page. What is marked already is not offered to be marked."""
    left_out = (*DONE_ELSEWHERE, "mark_urgent") if found.danger_to_life else DONE_ELSEWHERE
    return [each for each in offered(viewer, REPORT, found) if each.name not in left_out]
