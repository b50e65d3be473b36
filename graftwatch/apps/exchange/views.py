"""Inbox and outbox of disclosures, one disclosure with exactly what leaves, and the forms of its transitions."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.exchange import actions, queries
from graftwatch.apps.exchange.access import exchanges, gives, works_on
from graftwatch.apps.exchange.forms import HandlingForm, LeavingForm, RequestForm
from graftwatch.apps.exchange.models import Disclosure
from graftwatch.apps.exchange.states import DISCLOSURE
from graftwatch.desk.access.approvals import NeedsASecondPersonError, ask_for_approval, granted_for
from graftwatch.desk.access.second_factor import step_up_for
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.inbox.clocks import running
from graftwatch.desk.states.forms import TransitionForm
from graftwatch.desk.states.machine import Transition
from graftwatch.desk.states.moving import NotYetError, moves_of, offered, verb_of


def viewer_here(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


def found_or_404(viewer: Viewer, number: uuid.UUID) -> Disclosure:
    found = queries.find_disclosure(viewer, number)
    if found is None:
        raise Http404
    return found


@require_safe
def disclosures(request: HttpRequest) -> HttpResponse:
    """What comes in, what goes out, and what has ended."""
    viewer = viewer_here(request)
    if not exchanges(viewer):
        raise Http404
    page = {"inbox": queries.inbox(viewer), "outbox": queries.outbox(viewer), "ended": queries.ended(viewer)[:50]}
    return render(request, "exchange/disclosures.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest) -> HttpResponse:
    """Write a request, or an offer."""
    viewer = viewer_here(request)
    if not exchanges(viewer):
        raise Http404
    form = RequestForm(request.POST or None, offices=queries.other_offices(viewer), cases=queries.own_cases(viewer))
    if form.is_bound and form.is_valid():
        made = actions.compose(viewer, **form.cleaned_data)
        return redirect("exchange:disclosure", made.pk)
    return render(request, "exchange/compose.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Change a draft."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    if found.state != "draft" or viewer.agency != found.asking_id:
        raise Http404
    lists: dict[str, Any] = {"offices": queries.other_offices(viewer), "cases": queries.own_cases(viewer)}
    if request.method == "POST":
        form = RequestForm(request.POST, **lists)
        if form.is_valid():
            actions.rewrite(viewer, found, **form.cleaned_data)
            return redirect("exchange:disclosure", number)
    else:
        words = actions.open_disclosure(viewer, found)["words"]
        form = RequestForm(instance=found, initial={"words": words, "asked": str(found.asked_id)}, **lists)
    return render(request, "exchange/compose.html", {"form": form, "disclosure": found})


@require_safe
def disclosure(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One disclosure: opening it is an act."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    opened = actions.open_disclosure(viewer, found)
    page = {
        "disclosure": found,
        "opened": opened,
        "statements": queries.statements(opened["package"]),
        "offers": [(one, _state_of(viewer, found, one)) for one in _offered(viewer, found)],
        "moves": moves_of(viewer, found),
        "clocks": running(found),
        "state": DISCLOSURE.state(found.state),
        "is_giving": gives(viewer, found),
        "handling_form": HandlingForm(initial={"handling": found.handling}),
    }
    return render(request, "exchange/disclosure.html", page)


def _offered(viewer: Viewer, found: Disclosure) -> list[Transition]:
    """Those of the viewer's side: the table's guards about sides decide what is a button here at all."""
    if not works_on(viewer, found):
        return []
    sides = ("asking_side", "asked_side", "giving_side", "taking_side", "is_spontaneous", "passing_on_was_asked")
    from graftwatch.apps.exchange import guards

    return [
        each
        for each in offered(viewer, DISCLOSURE, found)
        if not any(name in sides and getattr(guards, name)(viewer, found, {}) for name in each.guards)
    ]


def _state_of(viewer: Viewer, found: Disclosure, transition: Transition) -> str:
    """`granted` or `needed` where a second person is asked for; empty otherwise."""
    if not transition.two_people:
        return ""
    return "granted" if granted_for(viewer, verb_of(DISCLOSURE, transition), found) else "needed"


def _transition_or_404(viewer: Viewer, found: Disclosure, verb: str) -> Transition:
    for each in _offered(viewer, found):
        if each.name == verb:
            return each
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@step_up_for("release")
def act(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """One transition: its own form, what it does, to whom it goes."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    transition = _transition_or_404(viewer, found, verb)
    form = TransitionForm(transition, request.POST if request.method == "POST" else None)
    problem = ""
    if form.is_bound and form.is_valid():
        try:
            actions.move_disclosure(viewer, found, verb=verb, said=form.cleaned_data)
        except (NotYetError, NeedsASecondPersonError) as why:
            problem = str(why)
        else:
            return redirect("exchange:disclosure", number)
    page = {"disclosure": found, "transition": transition, "form": form, "problem": problem}
    page["needs_second"] = _state_of(viewer, found, transition) == "needed"
    return render(request, "exchange/act.html", page)


@require_POST
def ask_second(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """Ask somebody of another unit; what must be in order first is said before anybody is asked."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    transition = _transition_or_404(viewer, found, verb)
    if not transition.two_people:
        raise Http404
    against = actions.says_against(viewer, found, verb=verb)
    if against:
        messages.error(request, against)
    else:
        reason = request.POST.get("reason", "").strip()[:500] or str(transition.label)
        ask_for_approval(viewer, found, verb=verb_of(DISCLOSURE, transition), reason=reason, matter=found)
        messages.success(request, _("Somebody of another unit is asked. You find the answer here."))
    return redirect("exchange:disclosure", number)


@require_http_methods(["GET", "HEAD", "POST"])
def add_what_leaves(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Add one statement that may leave."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    if not gives(viewer, found) or found.state != "preparing":
        raise Http404
    form = LeavingForm(request.POST or None)
    if form.is_bound and form.is_valid():
        actions.add_what_leaves(viewer, found, **form.cleaned_data)
        return redirect("exchange:disclosure", number)
    return render(request, "exchange/leaving.html", {"disclosure": found, "form": form})


@require_POST
def leave_out(request: HttpRequest, number: uuid.UUID, row: uuid.UUID) -> HttpResponse:
    """Keep a statement here."""
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    actions.leave_out(viewer, found, row=row, why=request.POST.get("why", "").strip()[:300])
    return redirect("exchange:disclosure", number)


@require_POST
def choose_handling(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = viewer_here(request)
    found = found_or_404(viewer, number)
    form = HandlingForm(request.POST)
    if form.is_valid():
        actions.choose_handling(viewer, found, handling=form.cleaned_data["handling"])
    return redirect("exchange:disclosure", number)
