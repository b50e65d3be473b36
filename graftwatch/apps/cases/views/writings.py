"""What is written down on the page of a case: notes, tasks, clocks, places, sharing, offences."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from graftwatch.apps.cases import actions, team
from graftwatch.apps.cases.actions.writing import investigates
from graftwatch.apps.cases.forms import ClassifyForm, FacilityForm, NoteForm, ShareForm, TaskForm
from graftwatch.apps.cases.models import Case
from graftwatch.apps.cases.views.finding import case_or_404, viewer_here
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.models import Deadline, Task
from graftwatch.desk.states.moving import NotYetError


def kept(
    request: HttpRequest, case: Case, form: forms.Form, keep: Callable[..., Any], title: Any, **more: Any
) -> HttpResponse:
    """Keep what a form says, and go back to the case; where something is missing, ask on a page of its own."""
    if form.is_valid():
        try:
            keep(viewer_here(request), case, **form.cleaned_data | more)
        except NotYetError as against:
            form.add_error(None, str(against))
        else:
            return redirect("cases:case", case.pk)
    return render(request, "cases/ask.html", {"case": case, "form": form, "title": title, "address": request.path})


@require_POST
def note(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    return kept(request, case, NoteForm(viewer, request.POST), actions.write_note, _("Write a note"))


@require_POST
def task(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    form = TaskForm(viewer, request.POST, members=team.members(case))
    to = next((user for user in team.members(case) if str(user.pk) == request.POST.get("to")), None)
    return kept(request, case, form, actions.give_task, _("Give a task"), to=to)


@require_POST
def done(request: HttpRequest, number: uuid.UUID, task: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    rows = Task.objects.seen_by(viewer).filter(pk=task, matter_id=case.pk, done_at=None)
    found = rows.filter(compartment__in=viewer.role.compartments).first()
    if found is None:
        raise Http404
    actions.finish_task(viewer, case, task=found)
    return redirect("cases:case", number)


@require_POST
def clock(request: HttpRequest, number: uuid.UUID, clock: uuid.UUID) -> HttpResponse:
    """Pause a clock for a reason, or let it go on."""
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    found = clock_or_404(viewer, case, clock)
    try:
        if found.paused_at is None:
            actions.pause_clock(viewer, case, clock=found, reason=request.POST.get("reason", "")[:300])
        else:
            actions.resume_clock(viewer, case, clock=found)
    except NotYetError as against:
        messages.info(request, str(against))
    return redirect("cases:case", number)


def clock_or_404(viewer: Viewer, case: Case, key: uuid.UUID) -> Deadline:
    rows = Deadline.objects.seen_by(viewer).filter(pk=key, matter_id=case.pk, stopped_at=None)
    found: Deadline | None = rows.first()
    if found is None:
        raise Http404
    return found


def investigated_or_404(request: HttpRequest, number: uuid.UUID) -> Case:
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    if not investigates(viewer, case):
        raise Http404
    return case


@require_POST
def facility(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    case = investigated_or_404(request, number)
    return kept(request, case, FacilityForm(request.POST), actions.add_facility, _("Add a facility"))


@require_POST
def share(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    return kept(request, case, ShareForm(viewer, request.POST), actions.record_sharing, _("Add to the sharing log"))


@require_POST
def offences(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    case = investigated_or_404(request, number)
    return kept(request, case, ClassifyForm(request.POST), actions.classify, _("Which offences"))
