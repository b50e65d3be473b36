"""The retention desk: what is due, what is held, what was erased, and how long each kind is kept."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.oversight.retention_forms import ERASE, HOLD, RetentionForm
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.models import Certificate, LegalHold, Proposal
from graftwatch.desk.vault.retention import CannotEraseError, confirm_erasure, keep_longer, lift_hold, propose, put_hold
from graftwatch.desk.vault.retention.clocks import clocks
from graftwatch.desk.vault.retention.in_rooms import running_in_rooms

AHEAD = dt.timedelta(days=90)


def _officer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.holds("retention"):
        raise Http404
    return viewer


def _found(rows: Any, number: uuid.UUID) -> Any:
    row = rows.filter(pk=number).first()
    if row is None:
        raise Http404
    return row


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """What waits for a decision first; then holds, certificates, and the clocks."""
    viewer, named = _officer(request), clocks()
    waiting = Proposal.objects.seen_by(viewer).filter(answer=Proposal.Answer.WAITING)
    in_rooms = running_in_rooms(timezone.localdate(), within=AHEAD)
    shown = {
        "waiting": [{"row": row, "clock": named.get(row.clock)} for row in waiting],
        "holds": LegalHold.objects.seen_by(viewer).filter(lifted_at=None, ends_on__gte=timezone.localdate()),
        "certificates": Certificate.objects.seen_by(viewer).order_by("-made_at")[:50],
        "clocks": sorted(named.values(), key=lambda clock: clock.label),
        "in_rooms": in_rooms,
        "n_elsewhere": sum(each.is_due for each in in_rooms),
    }
    return render(request, "oversight/retention.html", shown)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Look for what is due now, without waiting for the night."""
    n_new = propose(_officer(request), today=timezone.localdate())
    messages.success(request, _("%(n)s new.") % {"n": n_new})
    return redirect("oversight:retention")


@require_safe
def proposal(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = _officer(request)
    return _page(request, _found(Proposal.objects.seen_by(viewer), number), RetentionForm())


def _page(request: HttpRequest, row: Proposal, form: RetentionForm) -> HttpResponse:
    shown = {"row": row, "clock": clocks().get(row.clock), "form": form, "is_open": row.answer == row.Answer.WAITING}
    return render(request, "oversight/retention_proposal.html", shown)


@require_POST
def decide(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One person decides, with a reason. Erasing gives a certificate."""
    viewer = _officer(request)
    row: Proposal = _found(Proposal.objects.seen_by(viewer), number)
    form = RetentionForm(request.POST)
    if form.is_valid():
        try:
            return _carry_out(viewer, row, **form.cleaned_data)
        except CannotEraseError as problem:
            form.add_error(None, str(problem))
    return _page(request, row, form)


def _carry_out(viewer: Viewer, row: Proposal, *, answer: str, why: str, until: Any) -> HttpResponse:
    if answer == ERASE:
        return redirect("oversight:retention_certificate", confirm_erasure(viewer, row, why=why).pk)
    if answer == HOLD:
        put_hold(viewer, row, reason=why, ends_on=until)
    else:
        keep_longer(viewer, row, why=why, until=until)
    return redirect("oversight:retention")


@require_POST
def lift(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    viewer = _officer(request)
    lift_hold(viewer, _found(LegalHold.objects.seen_by(viewer), number))
    return redirect("oversight:retention")


@require_safe
def certificate(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """What was erased, to be printed and signed."""
    viewer = _officer(request)
    return render(
        request, "oversight/retention_certificate.html", {"row": _found(Certificate.objects.seen_by(viewer), number)}
    )
