"""One's own vault: set it up, open it for a quarter of an hour, close it, change its passphrase."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from graftwatch.apps.offices.vault_forms import ChangePassphraseForm, NewPassphraseForm, UnlockForm
from graftwatch.desk.access.second_factor import must_step_up, step_up
from graftwatch.desk.vault import people
from graftwatch.errors import GraftwatchError


@require_safe
def vault(request: HttpRequest) -> HttpResponse:
    """Whether one's vault is set up, and open; what may be done about it."""
    return _page(request, NewPassphraseForm() if not _has_vault(request) else ChangePassphraseForm())


def _page(request: HttpRequest, form: forms.Form) -> HttpResponse:
    shown = {"is_set_up": _has_vault(request), "is_open": people.unlocked_of(request) is not None, "form": form}
    return render(request, "offices/vault.html", shown)


def _has_vault(request: HttpRequest) -> bool:
    return people.is_enrolled(request.user.pk or 0)


@require_POST
def set_up(request: HttpRequest) -> HttpResponse:
    """Make the key pair under a first passphrase, and open it at once."""
    form = NewPassphraseForm(request.POST)
    if _has_vault(request):
        return redirect("offices:vault")
    if form.is_valid():
        try:
            people.enrol(request.viewer, passphrase=form.cleaned_data["new"])  # type: ignore[attr-defined]
        except people.WeakPassphraseError as problem:
            form.add_error("new", str(problem))
        else:
            messages.success(request, _("Your vault is set up. Nobody can look its passphrase up for you."))
            return _opened(request, form.cleaned_data["new"], "/vault/")
    return _page(request, form)


@require_safe
@step_up
def unlock_page(request: HttpRequest) -> HttpResponse:
    """Asked for the passphrase on the way to a page (`?next=`) that shows what only this person can open."""
    if not _has_vault(request):
        return redirect("offices:vault")
    return _ask(request, UnlockForm(), request.GET.get("next", ""))


def _ask(request: HttpRequest, form: UnlockForm, onward: str) -> HttpResponse:
    return render(request, "offices/vault_unlock.html", {"form": form, "next": onward})


@require_POST
def open_vault(request: HttpRequest) -> HttpResponse:
    if not _has_vault(request):
        return redirect("offices:vault")
    if must_step_up(request):  # a passphrase is never kept while somebody proves who they are
        return redirect("offices:unlock")
    form, onward = UnlockForm(request.POST), request.POST.get("next", "")
    if form.is_valid():
        try:
            return _opened(request, form.cleaned_data["passphrase"], onward)
        except GraftwatchError as problem:
            form.add_error("passphrase", str(problem))
    return _ask(request, form, onward)


def _opened(request: HttpRequest, passphrase: str, onward: str) -> HttpResponse:
    unlocked = people.unlock(request.user, passphrase)  # type: ignore[arg-type]
    is_ours = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
    response = redirect(onward if onward and is_ours else "offices:vault")
    people.remember(request, response, unlocked)
    return response


@require_POST
def passphrase(request: HttpRequest) -> HttpResponse:
    """Another passphrase for the same key."""
    form = ChangePassphraseForm(request.POST)
    if not _has_vault(request):
        return redirect("offices:vault")
    if form.is_valid():
        said = form.cleaned_data
        try:
            people.change_passphrase(request.viewer, old=said["passphrase"], new=said["new"])  # type: ignore[attr-defined]
        except people.WeakPassphraseError as problem:
            form.add_error("new", str(problem))
        except people.WrongPassphraseError as problem:
            form.add_error("passphrase", str(problem))
        else:
            messages.success(request, _("The vault opens with the new passphrase from now on."))
            return redirect("offices:vault")
    return _page(request, form)


@require_POST
def lock_now(request: HttpRequest) -> HttpResponse:
    response = redirect("offices:vault")
    people.lock(request, response)
    return response
