"""Where an act needs a second person: carry it out if somebody agreed, else ask for it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from graftwatch.apps.offices import queries
from graftwatch.apps.offices.forms import AskForm
from graftwatch.apps.offices.views.me import viewer_here
from graftwatch.desk.access.approvals import NeedsASecondPersonError, ask_for_approval
from graftwatch.desk.access.models import Approval

NOT_KEPT = ("csrfmiddlewaretoken", "ask", "reason")


def with_a_second_person(
    request: HttpRequest, act: Callable[[], HttpResponse], thing: Model, *, verb: str, matter: Model | None, back: str
) -> HttpResponse:
    """Do it, or show the form that asks a second person; its own post (`reason`) comes back to the same address."""
    try:
        return act()
    except NeedsASecondPersonError:
        pass
    viewer = viewer_here(request)
    label = f"{thing._meta.label_lower}:{thing.pk}"
    asked = Approval.objects.seen_by(viewer).filter(
        verb=verb, thing=label, asked_by_id=viewer.user_id, answer=Approval.Answer.WAITING
    )
    form = AskForm(request.POST) if "ask" in request.POST else AskForm()
    if not asked.exists() and form.is_bound and form.is_valid():
        ask_for_approval(viewer, thing, verb=verb, reason=form.cleaned_data["reason"], matter=matter)
        messages.success(request, _("Asked. Come back and do it again once somebody from another unit agreed."))
        return redirect(back)
    kept = [
        (name, value) for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "ask", "reason")
    ]
    shown = {"form": form, "act": queries.act_called(verb), "is_asked": asked.exists(), "kept": kept, "back": back}
    return render(request, "offices/second_person.html", shown)
