"""The page of a case, and its team."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.cases import actions, team
from graftwatch.apps.cases.actions.people import writes_people
from graftwatch.apps.cases.actions.teaming import leads_the_team
from graftwatch.apps.cases.forms import JoinForm
from graftwatch.apps.cases.models import Case
from graftwatch.apps.cases.showing import about_case
from graftwatch.apps.cases.views.finding import case_or_404, viewer_here
from graftwatch.desk.access.models import User
from graftwatch.desk.access.once import deciding_once, was_found
from graftwatch.desk.vault.people import unlocked_of


@require_safe
def case(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One case: where I am, whose it is, what is due, what I may do, who else sees it."""
    viewer = viewer_here(request)
    with deciding_once():
        found = case_or_404(viewer, number)
        was_found(viewer, found)
        return render(request, "cases/case.html", about_case(viewer, found))


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Put somebody onto a case. Whoever is tied to one of its parties is not offered."""
    viewer = viewer_here(request)
    found = case_or_404(viewer, number)
    if not leads_the_team(viewer, found):
        raise Http404
    users = {str(user.pk): user for user in team.who_may_join(found)}
    form = JoinForm(request.POST if request.method == "POST" else None, users=users.values())
    if form.is_bound and form.is_valid():
        actions.add_member(viewer, found, user=users[form.cleaned_data["user"]])
        unlocked = unlocked_of(request)
        if unlocked is not None and writes_people(viewer, found):
            actions.let_members_read_names(viewer, found, unlocked=unlocked)
        return redirect("cases:case", number)
    page = {"case": found, "form": form, "title": _("Put somebody onto the case"), "address": request.path}
    return render(request, "cases/ask.html", page)


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
