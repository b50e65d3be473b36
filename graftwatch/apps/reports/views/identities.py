"""Asking for an identity, the custodian's desk, and the one look of the one who asked."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.reports import actions, queries
from graftwatch.apps.reports.bundles import NoKeyError
from graftwatch.apps.reports.forms import MoveForm
from graftwatch.apps.reports.models import IdentityRequest
from graftwatch.apps.reports.states import IDENTITY
from graftwatch.apps.reports.views.arriving import read_report_or_404, sent, to_unlock, viewer_here
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.door.questions import questions
from graftwatch.desk.door.telling import told
from graftwatch.desk.states.moving import NotYetError, moves_of
from graftwatch.desk.vault.people import unlocked_of

ANSWERS = ("grant", "refuse")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask for the identity behind a report: for one purpose, for some days, for oneself alone."""
    viewer = viewer_here(request)
    report = read_report_or_404(viewer, number)
    transition = IDENTITY["request_identity"]
    form = MoveForm(transition, sent(request), people=[])
    if form.is_bound and form.is_valid():
        try:
            made = actions.ask_for_identity(viewer, report, said=form.cleaned_data)
        except NotYetError as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Asked. The custodian answers; the reporter was told."))
            return redirect("reports:request", made.pk)
    page = {"report": report, "transition": transition, "form": form, "traps": []}
    return render(request, "reports/move.html", page)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The custodian's desk: who asks, for what, for how long. Nothing of any report but its number."""
    viewer = viewer_here(request)
    if not viewer.holds("identity_reporter"):
        raise Http404
    found = queries.custodians_desk(viewer)
    waiting = [each for each in found if each[0].state == "access_requested"]
    page = {"waiting": waiting, "answered": [each for each in found if each not in waiting]}
    return render(request, "reports/custodian.html", page)


def request_or_404(viewer: Viewer, number: uuid.UUID) -> IdentityRequest:
    rows = IdentityRequest.objects.seen_by(viewer).select_related("asker", "asker__agency", "answered_by")
    found: IdentityRequest | None = rows.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@require_safe
def one(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One request, as its two sides see it."""
    viewer = viewer_here(request)
    found = request_or_404(viewer, number)
    is_own = found.asker_id == viewer.user_id
    said = (actions.read_own_request if is_own else actions.read_request)(viewer, found)
    report_number = {row.pk: words for row, words in queries.custodians_desk(viewer)}.get(found.pk, "")
    page = {
        "asked": found,
        "number": report_number,
        "said": said,
        "is_own": is_own,
        "state": IDENTITY.state(found.state),
        "forms": [] if is_own or found.state != "access_requested" else answer_forms(),
        "moves": moves_of(viewer, found),
    }
    return render(request, "reports/request.html", page)


def answer_forms() -> list[tuple[object, MoveForm]]:
    return [
        (IDENTITY[name], MoveForm(IDENTITY[name], people=[], auto_id=f"id_{name}_%s", prefix=name)) for name in ANSWERS
    ]


@require_POST
def answer(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """The custodian grants or refuses, with a reason."""
    viewer = viewer_here(request)
    found = request_or_404(viewer, number)
    if not viewer.holds("identity_reporter") or verb not in ANSWERS:
        raise Http404
    unlocked = unlocked_of(request)
    if verb == "grant" and unlocked is None:
        return to_unlock(reverse("reports:request", args=[found.pk]))
    form = MoveForm(IDENTITY[verb], request.POST, people=[], prefix=verb)
    if form.is_valid():
        try:
            actions.answer_request(viewer, found, verb=verb, said=form.cleaned_data, unlocked=unlocked)
            messages.success(request, _("Answered. The reporter was told, and so is the one who asked."))
        except NotYetError as why:
            messages.warning(request, str(why))
        except NoKeyError:
            messages.warning(request, _("This identity is not sealed to your key. Another custodian answers."))
    else:
        messages.warning(request, _("Nothing is answered yet: write a reason."))
    return redirect("reports:request", found.pk)


@require_POST
def give_back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Close the access before its time."""
    viewer = viewer_here(request)
    actions.give_back(viewer, request_or_404(viewer, number))
    messages.success(request, _("Closed."))
    return redirect("reports:request", number)


@require_POST
def see(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The identity, for the one who asked, within the time. An act each time; the reporter is told."""
    viewer = viewer_here(request)
    found = request_or_404(viewer, number)
    if found.asker_id != viewer.user_id:
        raise Http404
    unlocked = unlocked_of(request)
    if unlocked is None:
        return to_unlock(reverse("reports:request", args=[found.pk]))
    identity = actions.open_identity(viewer, found, unlocked=unlocked)
    asked = next((each for each in questions("c") if each.goes_to == "identity"), None)
    pages = told({asked.name: identity}, "c") if asked and identity else []
    return render(request, "reports/identity.html", {"asked": found, "told": pages, "is_empty": not identity})
