"""The state of the recovery key, and asking that a person who lost the passphrase is given access again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.offices.vault_forms import RecoveryForm
from graftwatch.desk.access.approvals import ask_for_approval
from graftwatch.desk.access.models import User
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.vault.models import PersonKey
from graftwatch.desk.vault.recovery import days_since_drill, the_recovery, why_not_published
from graftwatch.desk.vault.recovery.drills import A_YEAR
from graftwatch.desk.vault.recovery.using import VERB, key_of_user


def _access_officer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.holds("people"):
        raise Http404
    return viewer


def _people() -> list[User]:
    keys = PersonKey.objects.for_the_system("who could be given access again")
    return list(User.objects.filter(pk__in=list(keys.values_list("user_id", flat=True))).order_by("first_name"))


@require_safe
def recovery(request: HttpRequest) -> HttpResponse:
    """Who holds shares, when they were last tried, and whose vaults they would open."""
    _access_officer(request)
    return _page(request, RecoveryForm(people=_people()))


def _page(request: HttpRequest, form: RecoveryForm) -> HttpResponse:
    found, days = the_recovery(), days_since_drill()
    keys = PersonKey.objects.for_the_system("whose vaults recovery would open")
    shown = {
        "recovery": found,
        "days": days,
        "is_due": days is None or days >= A_YEAR,
        "in_the_way": why_not_published(),
        "n_all": keys.count(),
        "n_covered": keys.filter(recovery=found.fingerprint).count() if found else 0,
        "form": form,
    }
    return render(request, "offices/vault_recovery.html", shown)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a second person from a different unit. The holders of the shares then do it at the command line."""
    viewer = _access_officer(request)
    form = RecoveryForm(request.POST, people=_people())
    if not form.is_valid():
        return _page(request, form)
    key = key_of_user(User.objects.get(pk=form.cleaned_data["person"]))
    ask_for_approval(viewer, key, verb=VERB, reason=form.cleaned_data["reason"])
    messages.success(request, _("Asked. A second person from a different unit finds it among the approvals."))
    return redirect("offices:vault_recovery")
