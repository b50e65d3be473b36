"""Chain and heads: what was verified and signed, who witnessed it, and whether two heads belong to one trail."""

from __future__ import annotations

import json
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.oversight.access import demand
from graftwatch.apps.oversight.forms import CompareForm, CountersignatureForm, WitnessForm
from graftwatch.apps.oversight.views.trail import viewer_here
from graftwatch.desk.audit import heads as signed
from graftwatch.desk.audit.action import note as note_act
from graftwatch.desk.audit.heads import DoesNotHoldError
from graftwatch.desk.audit.merkle import verify_consistency
from graftwatch.desk.audit.models import SignedHead, Verification, Witness
from graftwatch.desk.audit.tree import catch_up, head_at, proof_between
from graftwatch.desk.audit.verifying import verify_trail

SHOWN = 60


@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    return _heads(request)


def _heads(request: HttpRequest, *, witness: forms.Form | None = None, given: forms.Form | None = None) -> HttpResponse:
    demand(viewer_here(request), "trail")
    verdict = catch_up()
    shown = {
        "verdict": verdict,
        "head": head_at(verdict.n_rows) if verdict.holds else None,
        "key": signed.public_key(),
        "verifications": Verification.objects.all()[:10],
        "heads": SignedHead.objects.order_by("-size").prefetch_related("countersignatures__witness")[:SHOWN],
        "witnesses": Witness.objects.order_by("name"),
        "compare": CompareForm(),
        "witness_form": witness or WitnessForm(),
        "given_form": given or CountersignatureForm(),
    }
    return render(request, "oversight/heads.html", shown)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Read the whole trail again."""
    found = verify_trail(viewer_here(request), now=timezone.now())
    if found.fails_at is None:
        messages.info(request, _("The whole trail was verified: %(n)s rows hold.") % {"n": found.n_entries})
    return redirect("oversight:heads")


@require_POST
def sign(request: HttpRequest) -> HttpResponse:
    """Sign the head as it is now, beside the one that is signed each night."""
    demand(viewer_here(request), "trail")
    try:
        head = signed.sign_head(viewer_here(request), now=timezone.now())
    except DoesNotHoldError:
        return redirect("oversight:heads")
    return redirect("oversight:head", size=head.size)


@require_safe
def head(request: HttpRequest, size: int) -> HttpResponse:
    """One signed head on paper, in groups of digits, to be noted elsewhere."""
    demand(viewer_here(request), "trail")
    found = get_object_or_404(SignedHead, pk=size) if size < 2**63 else None
    if found is None:
        raise Http404
    names = [each.witness.name for each in found.countersignatures.select_related("witness")]
    shown = {"head": found, "holds": signed.holds(found), "witnesses": names}
    return render(request, "oversight/head.html", shown)


@require_safe
def note(request: HttpRequest, size: int) -> HttpResponse:
    """The head as a file that a witness can countersign."""
    demand(viewer_here(request), "trail")
    found = get_object_or_404(SignedHead, pk=min(size, 2**62))
    note_act(viewer_here(request), "oversight.take_file", act="disclosure")
    return JsonResponse(
        signed.as_note(found), headers={"Content-Disposition": f'attachment; filename="head-{found.size}.json"'}
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Whether a head of one size, noted elsewhere, is the beginning of today's trail, and the proof of it."""
    demand(viewer_here(request), "trail")
    form = CompareForm(request.GET)
    shown: dict[str, object] = {"form": form}
    if form.is_valid():
        shown |= _compared(form.cleaned_data["size"], form.cleaned_data["root"])
    return render(request, "oversight/compare.html", shown)


def _compared(size: int, root: str) -> dict[str, object]:
    now = head_at()
    if size > now.size:
        return {"now": now, "is_longer": True}
    path = proof_between(size, now.size)
    steps = [bytes.fromhex(step) for step in path]
    holds = verify_consistency(size, now.size, bytes.fromhex(root), bytes.fromhex(now.root), steps)
    return {"now": now, "size": size, "root": root, "path": path, "holds": holds}


@require_POST
def add_witness(request: HttpRequest) -> HttpResponse:
    """Name somebody outside whose signature counts."""
    demand(viewer_here(request), "trail")
    form = WitnessForm(request.POST)
    done = form.is_valid() and _done(
        form, lambda: signed.add_witness(viewer_here(request), **form.cleaned_data), field="key"
    )
    return redirect("oversight:heads") if done else _heads(request, witness=form)


@require_POST
def countersignature(request: HttpRequest) -> HttpResponse:
    """Bring in what a witness gave back."""
    demand(viewer_here(request), "trail")
    form = CountersignatureForm(request.POST)
    done = form.is_valid() and _done(
        form, lambda: signed.bring_in_countersignature(viewer_here(request), note=json.loads(form.cleaned_data["note"]))
    )
    return redirect("oversight:heads") if done else _heads(request, given=form)


SAID = {
    "key": gettext_lazy("This is no key of a witness: 64 hexadecimal digits, and not this installation's own."),
    "note": gettext_lazy("This is no signature of a known witness under one of our heads. Keep it, and ask them why."),
}


def _done(form: forms.Form, verb: Callable[[], object], *, field: str = "note") -> bool:
    try:
        verb()
    except (DoesNotHoldError, ValueError, TypeError, AttributeError, OverflowError):
        form.add_error(field, str(SAID[field]))
        return False
    return True
