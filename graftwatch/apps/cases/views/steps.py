"""One step of a table: its questions, what stands against it, and a second person where it needs one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from graftwatch.apps.cases import actions, team
from graftwatch.apps.cases.actions.going_on import Thing, case_of, machine_with
from graftwatch.apps.cases.banner import banner_for
from graftwatch.apps.cases.forms import SecondPersonForm
from graftwatch.apps.cases.models import Case, Named, Person
from graftwatch.apps.cases.views.finding import case_or_404, named_or_404, person_or_404, viewer_here
from graftwatch.desk.access import matters
from graftwatch.desk.access.approvals import NeedsASecondPersonError, ask_for_approval, granted_for
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.forms import TransitionForm
from graftwatch.desk.states.machine import Machine, Transition
from graftwatch.desk.states.moving import NotYetError, offered, why_not


def table_or_404(viewer: Viewer, thing: Thing, verb: str) -> tuple[Machine, Transition]:
    """The table and its step, if it is open to this viewer from here."""
    machine = machine_with(thing, verb)
    if machine is None or machine[verb] not in offered(viewer, machine, thing):
        raise Http404
    return machine, machine[verb]


def people_for(viewer: Viewer, thing: Thing, verb: str) -> list[User]:
    """Whom a question of kind `user` may name: nobody who is tied to a party of the case."""
    implicated = matters.implicated(case_of(thing))
    if verb == "open_case":
        return team.free_of_ties(team.people(), implicated, "cases", "investigation")
    return team.free_of_ties(team.people(), implicated, "cases", "identity_victim")


def page_of(thing: Thing) -> HttpResponse:
    match thing:
        case Person():
            return redirect("cases:person", thing.pk)
        case Case():
            return redirect("cases:case", thing.pk)
        case _:
            return redirect("cases:case", thing.case_id)


def step(request: HttpRequest, thing: Thing, verb: str) -> HttpResponse:
    """Ask what the step asks; carry it out once everything is said and nothing stands against it."""
    viewer = viewer_here(request)
    machine, transition = table_or_404(viewer, thing, verb)
    form = TransitionForm(
        transition, request.POST if request.method == "POST" else None, people=people_for(viewer, thing, verb)
    )
    waits = transition.two_people and granted_for(viewer, f"cases.{verb}", thing) is None
    if form.is_bound and form.is_valid() and not waits:
        try:
            actions.go_on(viewer, thing, verb=verb, **form.cleaned_data)
        except (NotYetError, NeedsASecondPersonError) as against:
            form.add_error(None, str(against))
        else:
            messages.success(request, _("Done: %(step)s.") % {"step": transition.label})
            return page_of(thing)
    case = case_of(thing)
    page = {
        "case": case,
        "thing": thing,
        "person": thing if isinstance(thing, Person) else None,
        "named": thing if isinstance(thing, Named) else None,
        "step": transition,
        "form": form,
        "waits": waits,
        "against": why_not(viewer, machine, thing, verb, {}) if waits else "",
        "second": SecondPersonForm(),
        "banner": banner_for(viewer, case),
    }
    return render(request, "cases/step.html", page)


def second(request: HttpRequest, thing: Thing, verb: str) -> HttpResponse:
    """Ask a second person from a different unit."""
    viewer = viewer_here(request)
    machine, transition = table_or_404(viewer, thing, verb)
    form = SecondPersonForm(request.POST)
    if not transition.two_people:
        raise Http404
    against = why_not(viewer, machine, thing, verb, {})
    if against:
        messages.info(request, against)
    elif form.is_valid():
        reason = form.cleaned_data["reason"]
        ask_for_approval(viewer, thing, verb=f"cases.{verb}", reason=reason, matter=case_of(thing))
        messages.success(request, _("A second person was asked. Once they agree, it stands on your day."))
    return page_of(thing)


@require_http_methods(["GET", "HEAD", "POST"])
def case_step(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    return step(request, case_or_404(viewer_here(request), number), verb)


@require_POST
def case_second(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    return second(request, case_or_404(viewer_here(request), number), verb)


@require_http_methods(["GET", "HEAD", "POST"])
def person_step(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    return step(request, person_or_404(viewer_here(request), number), verb)


@require_POST
def person_second(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    return second(request, person_or_404(viewer_here(request), number), verb)


@require_http_methods(["GET", "HEAD", "POST"])
def named_step(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    return step(request, named_or_404(viewer_here(request), number), verb)
