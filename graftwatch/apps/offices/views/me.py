"""What somebody may do here and for how long, what they are tied to, and going on after a pause."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.offices import queries
from graftwatch.apps.offices.forms import PaceForm, TieForm
from graftwatch.desk.access import pace
from graftwatch.desk.access.models import Account, LogInNews, User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.access.walls import declare_tie

NEWS = 12
"""Lines about one's own log-in."""


def viewer_here(request: HttpRequest) -> Viewer:
    found: Viewer = request.viewer  # type: ignore[attr-defined]
    return found


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """One's own access: role, office, until when it is confirmed, ties, and where one is logged in."""
    return _me(request, TieForm())


def _me(request: HttpRequest, form: TieForm) -> HttpResponse:
    viewer = viewer_here(request)
    account = Account.objects.seen_by(viewer).filter(user_id=viewer.user_id).first()
    shown = {
        "account": account,
        "ties": queries.ties_of(viewer.user_id or 0),
        "form": form,
        "user": request.user,
        "news": LogInNews.objects.seen_by(viewer).select_related("by")[:NEWS],
    }
    return render(request, "offices/me.html", shown)


@require_POST
def declare(request: HttpRequest) -> HttpResponse:
    """Declare a tie of one's own. It holds at once."""
    form, user = TieForm(request.POST), request.user
    assert isinstance(user, User)
    if not form.is_valid():
        return _me(request, form)
    declare_tie(viewer_here(request), User.objects.get(pk=user.pk), kind=form.cleaned_data["kind"], party=form.party)
    messages.success(request, _("The tie is kept. You find nothing any more of matters that implicate this party."))
    return redirect("offices:me")


@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Say why so many sealed pages are needed, and read on."""
    form = PaceForm(request.POST)
    if not form.is_valid():
        return render(request, "offices/slow_down.html", {"form": form}, status=429)
    pace.go_on(viewer_here(request), why=form.cleaned_data["why"])
    return redirect("home")
