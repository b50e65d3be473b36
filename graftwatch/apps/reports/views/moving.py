"""One transition: what it asks, what it will do, and the second person where it needs one."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from graftwatch.apps.reports import actions
from graftwatch.apps.reports.forms import MoveForm, SecondPersonForm
from graftwatch.apps.reports.identity_traps import Trap, traps
from graftwatch.apps.reports.models import Report, Retaliation
from graftwatch.apps.reports.states import REPORT, RETALIATION
from graftwatch.apps.reports.states.report import ADVISERS
from graftwatch.apps.reports.views.arriving import read_report_or_404, report_or_404, sent, viewer_here
from graftwatch.apps.reports.views.reading import DONE_ELSEWHERE
from graftwatch.apps.reports.walls import ties_of
from graftwatch.desk.access.approvals import NeedsASecondPersonError, ask_for_approval
from graftwatch.desk.access.matters import implicated
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.machine import Machine, Transition
from graftwatch.desk.states.moving import NotYetError, offered, verb_of

ASKED_OF = {
    "consult": ADVISERS,
    "call_in_protection": ("protection_manager",),
    "call_in_exchange": ("exchange_officer",),
}
GOES_OUT = ("text", "extract", "summary", "advice")
"""Answers that somebody outside of triage reads: looked through for what gives a person away."""


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """Ask what the transition asks, then carry it out."""
    viewer = viewer_here(request)
    report = report_or_404(viewer, number)
    transition = offered_or_404(viewer, REPORT, report, verb)
    people = whom_to_ask(verb, report)
    form = MoveForm(transition, sent(request), people=people)
    page: dict[str, Any] = {"report": report, "transition": transition, "form": form, "traps": []}
    if request.method == "POST" and form.is_valid():
        page["traps"] = traps_in(form.cleaned_data)
        try:
            actions.carry_out(viewer, report, verb=verb, said=form.cleaned_data)
        except NotYetError as why:
            form.add_error(None, str(why))
        except NeedsASecondPersonError:
            page["second"] = SecondPersonForm()
        else:
            messages.success(request, _("Done. It is written in the history of this report."))
            return redirect("reports:report", report.pk) if sees_still(viewer, report) else redirect("home")
    elif form.is_bound:
        page["traps"] = traps_in(request.POST)
    return render(request, "reports/move.html", page)


def sees_still(viewer: Viewer, report: Report) -> bool:
    return bool(Report.objects.seen_by(viewer).filter(pk=report.pk).exists())


@require_POST
def ask_second(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """Ask a second person from another unit, who is on this report, too."""
    viewer = viewer_here(request)
    report = read_report_or_404(viewer, number)
    transition = offered_or_404(viewer, REPORT, report, verb)
    form = SecondPersonForm(request.POST)
    if not transition.two_people:
        raise Http404
    if not form.is_valid():
        page = {"report": report, "transition": transition, "form": MoveForm(transition, people=[]), "second": form}
        return render(request, "reports/move.html", page)
    reason = form.cleaned_data["reason"]
    ask_for_approval(viewer, report, verb=verb_of(REPORT, transition), reason=reason, matter=report)
    messages.success(request, _("Asked. Once a second person agrees, do it again here."))
    return redirect("reports:report", report.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def retaliation(request: HttpRequest, number: uuid.UUID, row: uuid.UUID, verb: str) -> HttpResponse:
    """What is done about retaliation; the reporter reads it in the mailbox."""
    viewer = viewer_here(request)
    report = read_report_or_404(viewer, number)
    found = Retaliation.objects.seen_by(viewer).filter(pk=row, report=report).first()
    if found is None:
        raise Http404
    transition = offered_or_404(viewer, RETALIATION, found, verb)
    form = MoveForm(transition, sent(request), people=[])
    page = {"report": report, "transition": transition, "form": form, "traps": traps_in(request.POST)}
    if request.method == "POST" and form.is_valid():
        actions.move_retaliation(viewer, found, verb=verb, said=form.cleaned_data)
        messages.success(request, _("Done. The reporter reads it in the mailbox."))
        return redirect("reports:report", report.pk)
    return render(request, "reports/move.html", page)


def offered_or_404(viewer: Viewer, machine: Machine, thing: Report | Retaliation, verb: str) -> Transition:
    for each in offered(viewer, machine, thing):
        if each.name == verb and verb not in DONE_ELSEWHERE:
            return each
    raise Http404


def whom_to_ask(verb: str, report: Report) -> list[User]:
    """People of the roles that may be asked and who are tied to nobody in the report."""
    people = User.objects.filter(role__in=ASKED_OF.get(verb, ()), is_active=True).order_by("first_name", "username")
    avoided = implicated(report) if verb in ASKED_OF else set()
    return [user for user in people if not avoided & ties_of(user)]


def traps_in(said: Any) -> list[Trap]:
    return traps("\n".join(str(said[name]) for name in GOES_OUT if said.get(name)))
