"""Runs: the list, start, watch, stop, what a run says of itself, and its files."""

from __future__ import annotations

import csv
import datetime as dt
import io
import mimetypes
from pathlib import PurePosixPath
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.screening import actions, groups_words, harm_words
from graftwatch.apps.screening.access import downloads, runs_screening, sees_whole_runs
from graftwatch.apps.screening.folders import folder_named, folders
from graftwatch.apps.screening.forms import StartForm
from graftwatch.apps.screening.models import Run
from graftwatch.apps.screening.sealing import has_file, is_sealed_for_people, open_run_file
from graftwatch.apps.screening.self_test import words
from graftwatch.apps.screening.views.leads import viewer_here
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.audit.action import Denied
from graftwatch.desk.vault.people import unlocked_of

REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox allow-modals"


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """All runs, the last one first."""
    viewer = viewer_here(request)
    if not viewer.holds("runs"):
        raise Http404
    page = {
        "runs": Run.objects.seen_by(viewer),
        "may_start": runs_screening(viewer),
        "form": StartForm(folders=[folder.name for folder in folders()]),
    }
    return render(request, "screening/runs.html", page)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_here(request)
    form = StartForm(request.POST, folders=[folder.name for folder in folders()])
    if not runs_screening(viewer):
        raise Http404
    if not form.is_valid():
        page = {"runs": Run.objects.seen_by(viewer), "may_start": True, "form": form}
        return render(request, "screening/runs.html", page)
    return begin(viewer, form.cleaned_data["source"], form.cleaned_data["as_of"])


def begin(viewer: Viewer, source: str, as_of: dt.date | None) -> HttpResponse:
    """Start a run and go to where it can be watched."""
    from graftwatch.apps.screening.carrying_out import carry_out  # the engines load only where work is given to them

    run = actions.start_run(
        viewer,
        runs_folder=settings.GRAFTWATCH_HOME / "runs",
        source=folder_named(source).path if source else None,
        as_of=as_of,
        language=translation.get_language(),
    )
    carry_out.enqueue(run.pk)
    return redirect("screening:run", run.pk)


def run_or_404(viewer: Viewer, number: int) -> Run:
    found: Run | None = Run.objects.seen_by(viewer).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_safe
def run(request: HttpRequest, number: int) -> HttpResponse:
    """One run: how it goes, what could not be asked, its lists and files, how it can be repeated."""
    viewer = viewer_here(request)
    found = run_or_404(viewer, number)
    page = {
        "run": found,
        "manifest": found.manifest,
        "tested": words.shown(found.manifest.get("self_test")),
        "harm": harm_words.shown(found.manifest.get("harm")),
        "groups": groups_words.shown(found.manifest.get("groups")),
        "whole": sees_whole_runs(viewer),
        "may_download": downloads(viewer),
        "may_stop": runs_screening(viewer) and found.is_under_way,
        "lists": sorted(found.manifest.get("reconciliation", {}).items()),
        "has_report": has_file(found, "report.html"),
    }
    return render(request, "screening/run.html", page)


@require_safe
def progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far a run is, asked for every two seconds while it goes on."""
    viewer = viewer_here(request)
    found = run_or_404(viewer, number)
    response = render(request, "screening/_progress.html", {"run": found, "may_stop": runs_screening(viewer)})
    if not found.is_under_way:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def stop(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_here(request)
    actions.stop_run(viewer, run_or_404(viewer, number))
    return redirect("screening:run", number)


@require_safe
def reconciliation(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """One list of records that must agree and do not: complete, unscored."""
    viewer = viewer_here(request)
    found = run_or_404(viewer, number)
    path = f"reconcile/{name}.csv"
    if not downloads(viewer) or name not in found.manifest.get("reconciliation", {}) or not has_file(found, path):
        raise Http404
    unlocked = unlocked_of(request)
    if unlocked is None and is_sealed_for_people(found):
        return _to_unlock(request)
    try:
        with io.TextIOWrapper(open_run_file(found, path, unlocked), encoding="utf-8-sig", newline="") as file:
            head, *lines = list(csv.reader(file)) or [[]]
    except Denied as why:
        raise Http404 from why
    told = {"run": found, "name": name, "list": found.manifest["reconciliation"][name], "head": head, "lines": lines}
    return render(request, "screening/list.html", told)


@require_safe
def file(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """A file of the run. The report opens in the browser, to be read and printed; everything else is saved."""
    viewer = viewer_here(request)
    found = run_or_404(viewer, number)
    offered = {"report.html", "manifest.json", *(f"reconcile/{one}.csv" for one in found.manifest["reconciliation"])}
    if not downloads(viewer) or name not in offered or not has_file(found, name):
        raise Http404
    unlocked = unlocked_of(request)
    if unlocked is None and is_sealed_for_people(found):
        return _to_unlock(request)
    try:
        content = actions.download(viewer, found, name=name, unlocked=unlocked)
    except Denied as why:
        raise Http404 from why
    own_name = PurePosixPath(name).name
    is_report = name == "report.html"
    kind = mimetypes.guess_type(own_name)[0] or "application/octet-stream"
    response = FileResponse(content, as_attachment=not is_report, filename=own_name, content_type=kind)
    if is_report:
        response.headers["Content-Security-Policy"] = REPORT_POLICY
    return response


def _to_unlock(request: HttpRequest) -> HttpResponse:
    """First the passphrase, then on to where one was going."""
    return redirect(f"{reverse('offices:unlock')}?{urlencode({'next': request.path})}")
