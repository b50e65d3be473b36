"""The page of a case, and its team."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.cases import actions, team
from graftwatch.apps.cases.models import Case
from graftwatch.apps.cases.showing import about_case
from graftwatch.apps.cases.views.finding import case_or_404, viewer_here
from graftwatch.desk.access.models import User
from graftwatch.desk.states.moving import NotYetError


@require_safe
def case(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One case: where I am, whose it is, what is due, what I may do, who else sees it."""
    viewer = viewer_here(request)
    return render(request, "cases/case.html", about_case(viewer, case_or_404(viewer, number)))


@require_POST
def join(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    found = case_or_404(viewer, number)
    user = User.objects.filter(pk=_whole(request.POST.get("user", ""))).first()
    if user is None:
        raise Http404
    try:
        actions.add_member(viewer, found, user=user)
    except NotYetError as against:
        messages.info(request, str(against))
    return redirect("cases:case", number)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@require_POST
def off(request: HttpRequest, number: uuid.UUID, user: int) -> HttpResponse:
    viewer = viewer_here(request)
    found = case_or_404(viewer, number)
    actions.take_off_member(viewer, found, user=_member(found, user))
    return redirect("cases:case", number)


@require_POST
def admit(request: HttpRequest, number: uuid.UUID, user: int) -> HttpResponse:
    viewer = viewer_here(request)
    found = case_or_404(viewer, number)
    actions.admit(viewer, found, user=_member(found, user))
    return redirect("cases:case", number)


def _member(case: Case, user: int) -> User:
    for member in team.members(case):
        if member.pk == user:
            return member
    raise Http404
