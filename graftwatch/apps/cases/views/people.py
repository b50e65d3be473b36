"""People in a case: added, their page, their part, what is known about them."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.cases import actions, elements
from graftwatch.apps.cases.actions.people import writes_people, writes_person
from graftwatch.apps.cases.forms import FactsForm, PersonForm, RoleForm, SecondPersonForm, VictimForm
from graftwatch.apps.cases.models import Person
from graftwatch.apps.cases.showing import about_person
from graftwatch.apps.cases.views.finding import case_or_404, person_or_404, viewer_here
from graftwatch.desk.access.approvals import NeedsASecondPersonError, ask_for_approval
from graftwatch.desk.states.moving import NotYetError
from graftwatch.desk.vault.people import unlocked_of


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    case = case_or_404(viewer, number)
    if not writes_people(viewer, case):
        raise Http404
    form = PersonForm(viewer, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.add_person(viewer, case, **form.cleaned_data)
        except NotYetError as against:
            form.add_error(None, str(against))
        else:
            return redirect("cases:person", made.pk)
    page = {"case": case, "form": form, "title": _("Add a person"), "address": request.path}
    return render(request, "cases/ask.html", page)


@require_safe
def person(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One person of a case. Opening it is an act of its own."""
    viewer = viewer_here(request)
    found = person_or_404(viewer, number)
    may_write = writes_person(viewer, found)
    page = about_person(viewer, found, unlocked_of(request)) | {
        "may_write": may_write,
        "role_form": RoleForm(initial={"role": found.role}, auto_id="role_%s") if may_write else None,
        "victim_form": VictimForm(viewer, auto_id="victim_%s") if may_write else None,
    }
    page["known"] = [(row, in_words(answers)) for row, answers in page["file"].facts]  # type: ignore[attr-defined]
    return render(request, "cases/person.html", page)


@require_POST
def let_in(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Let the other members who may read names of this case open them, too: with an open vault only."""
    viewer = viewer_here(request)
    found = person_or_404(viewer, number)
    if not writes_person(viewer, found):
        raise Http404
    unlocked = unlocked_of(request)
    if unlocked is None:
        onward = reverse("cases:person", args=[number])
        return redirect(f"{reverse('offices:unlock')}?{urlencode({'next': onward})}")
    actions.let_members_read_names(viewer, found.case, unlocked=unlocked)
    messages.success(request, _("Done. Members of the case who may read names can open them with their own vaults."))
    return redirect("cases:person", number)


def in_words(answers: dict[str, Any]) -> list[tuple[Any, Any]]:
    """What was answered, in the words of the questions."""
    return [(elements.LABELS[name], _said(answers[name])) for name in elements.LABELS if name in answers]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(str(elements.WORDS.get(each, each)) for each in value)
    return _("yes") if value is True else str(value)


@require_POST
def part(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record the part somebody has. Where it needs a second person, ask for one."""
    viewer = viewer_here(request)
    found = person_or_404(viewer, number)
    if not writes_person(viewer, found):
        raise Http404
    form = RoleForm(request.POST)
    page: dict[str, Any] = {"case": found.case, "person": found, "title": _("Part in the case"), "form": form}
    if form.is_valid():
        try:
            actions.record_role(viewer, found, **form.cleaned_data)
        except NotYetError as against:
            form.add_error(None, str(against))
        except NeedsASecondPersonError:
            return _ask_about_a_part(request, found, page)
        else:
            return redirect("cases:person", number)
    return render(request, "cases/ask.html", page | {"address": request.path})


def _ask_about_a_part(request: HttpRequest, person: Person, page: dict[str, Any]) -> HttpResponse:
    asked = SecondPersonForm(request.POST if "reason" in request.POST else None)
    if asked.is_bound and asked.is_valid():
        reason = asked.cleaned_data["reason"]
        ask_for_approval(viewer_here(request), person, verb="cases.record_role", reason=reason, matter=person.case)
        messages.success(request, _("A second person was asked. Once they agree, it stands on your day."))
        return redirect("cases:person", person.pk)
    return render(request, "cases/part_second.html", page | {"second": asked, "address": request.path})


@require_POST
def victim(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    found = person_or_404(viewer, number)
    if not writes_person(viewer, found):
        raise Http404
    form = VictimForm(viewer, request.POST)
    if form.is_valid():
        actions.record_victim(viewer, found, **form.cleaned_data)
        return redirect("cases:person", number)
    page = {"case": found.case, "person": found, "title": _("As a victim"), "form": form, "address": request.path}
    return render(request, "cases/ask.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """What is known about the elements of the offence, for this person."""
    viewer = viewer_here(request)
    found = person_or_404(viewer, number)
    if not writes_person(viewer, found):
        raise Http404
    form = FactsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.record_facts(viewer, found, **form.cleaned_data)
        return redirect("cases:person", number)
    title = _("What happened to this person")
    page = {"case": found.case, "person": found, "title": title, "form": form, "address": request.path}
    return render(request, "cases/ask.html", page)
