"""The people of an agency: nominated, verified, enrolled, confirmed, suspended, closed; their units, roles and ties."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from graftwatch.apps.offices import queries
from graftwatch.apps.offices.forms import NominateForm, PostForm, ProviderForm, TieForm, UnitForm
from graftwatch.apps.offices.views.me import viewer_here
from graftwatch.apps.offices.views.second_person import with_a_second_person
from graftwatch.desk.access import accounts, walls
from graftwatch.desk.access.access import manages_people
from graftwatch.desk.access.models import Account, Tie, Unit
from graftwatch.desk.access.provider.history import Happened, links_of
from graftwatch.desk.access.provider.links import link_of
from graftwatch.desk.access.queries import accounts as accounts_seen
from graftwatch.desk.access.second_factor import step_up_for
from graftwatch.desk.access.states import ACCOUNT
from graftwatch.desk.access.viewer import Viewer
from graftwatch.desk.states.forms import TransitionForm
from graftwatch.desk.states.models import Move
from graftwatch.desk.states.moving import NotYetError, moves_of, offered

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def manager_or_404(request: HttpRequest) -> int:
    viewer = viewer_here(request)
    if not manages_people(viewer) or viewer.agency is None:
        raise Http404
    return viewer.agency


def account_or_404(request: HttpRequest, number: uuid.UUID) -> Account:
    manager_or_404(request)
    found: Account = get_object_or_404(accounts_seen(viewer_here(request)), pk=number)
    return found


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    return _people(request, NominateForm(manager_or_404(request)), UnitForm())


def _people(request: HttpRequest, form: NominateForm, unit_form: UnitForm) -> HttpResponse:
    units = Unit.objects.filter(agency_id=manager_or_404(request)).order_by("name")
    shown = {"accounts": accounts_seen(viewer_here(request)), "form": form, "unit_form": unit_form, "units": units}
    return render(request, "offices/people.html", shown)


@require_POST
def nominate(request: HttpRequest) -> HttpResponse:
    form = NominateForm(manager_or_404(request), request.POST)
    if form.is_valid():
        try:
            made = accounts.nominate(viewer_here(request), **form.cleaned_data)
            return redirect("offices:person", made.pk)
        except NotYetError as problem:
            form.add_error(None, str(problem))
    return _people(request, form, UnitForm())


@require_POST
def add_unit(request: HttpRequest) -> HttpResponse:
    form = UnitForm(request.POST)
    agency = manager_or_404(request)
    if not form.is_valid():
        return _people(request, NominateForm(agency), form)
    accounts.add_unit(viewer_here(request), name=form.cleaned_data["name"])
    return redirect("offices:people")


@require_safe
def person(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    account = account_or_404(request, number)
    return person_page(request, account, TieForm())


def person_page(
    request: HttpRequest,
    account: Account,
    form: TieForm,
    post_form: PostForm | None = None,
    provider_form: ProviderForm | None = None,
) -> HttpResponse:
    viewer, user = viewer_here(request), account.user
    shown = {
        "account": account,
        "person": user,
        "state": ACCOUNT.state(account.state),
        "steps": offered(viewer, ACCOUNT, account),
        "moves": _what_happened(viewer, account),
        "ties": queries.ties_of(user.pk),
        "form": form,
        "post_form": post_form or PostForm(viewer.agency or 0, initial={"role": user.role, "unit": user.unit_id}),
        "provider_link": link_of(account),
        "provider_form": provider_form or ProviderForm(),
        "is_own": user.pk == viewer.user_id,
    }
    return render(request, "offices/person.html", shown)


def _what_happened(viewer: Viewer, account: Account) -> list[tuple[Move | Happened, StrOrPromise]]:
    """Steps of the account, and the link to an identity provider, in the order in which they happened."""
    told: list[tuple[Move | Happened, StrOrPromise]] = [(link, link.label) for link in links_of(viewer, account)]
    told += [(move, ACCOUNT[move.verb].label) for move in moves_of(viewer, account)]
    return sorted(told, key=lambda each: each[0].at)


@require_http_methods(["GET", "HEAD", "POST"])
@step_up_for("enrol", "reset", "reinstate")
def step(request: HttpRequest, number: uuid.UUID, verb: str) -> HttpResponse:
    """One step of an account: what it asks, what happens then, and whether a second person has to agree."""
    account, viewer = account_or_404(request, number), viewer_here(request)
    transition = next((each for each in offered(viewer, ACCOUNT, account) if each.name == verb), None)
    if transition is None:
        raise Http404
    is_said = request.method == "POST"
    form = TransitionForm(transition, request.POST if is_said else None)
    page = {"account": account, "person": account.user, "step": transition, "form": form}
    if not is_said or not form.is_valid():
        return render(request, "offices/step.html", page)

    def act() -> HttpResponse:
        first = accounts.take_step(viewer, account, verb=verb, said=form.cleaned_data)
        if first:
            return render(request, "offices/first_password.html", page | {"first": first})
        return redirect("offices:person", number)

    back = reverse("offices:person", args=[number])
    try:
        return with_a_second_person(request, act, account, verb=f"access.{verb}", matter=account, back=back)
    except NotYetError as problem:
        form.add_error(None, str(problem))
        return render(request, "offices/step.html", page)


@require_POST
def post(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Another role or unit; a second person agrees to exactly this one."""
    account, viewer = account_or_404(request, number), viewer_here(request)
    form = PostForm(viewer.agency or 0, request.POST)
    if not form.is_valid():
        return person_page(request, account, TieForm(), form)
    role, unit = form.cleaned_data["role"], form.cleaned_data["unit"]

    def act() -> HttpResponse:
        accounts.change_post(viewer, account, role=role, unit=unit)
        messages.success(request, _("Changed. The person was logged out and logs in again with it."))
        return redirect("offices:person", number)

    back = reverse("offices:person", args=[number])
    try:
        verb = accounts.post_verb(role, unit)
        return with_a_second_person(request, act, account, verb=verb, matter=account, back=back)
    except NotYetError as problem:
        form.add_error(None, str(problem))
        return person_page(request, account, TieForm(), form)


@require_POST
def declare(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Declare a tie for somebody of one's agency."""
    account, form = account_or_404(request, number), TieForm(request.POST)
    if not form.is_valid():
        return person_page(request, account, form)
    walls.declare_tie(viewer_here(request), account.user, kind=form.cleaned_data["kind"], party=form.party)
    return redirect("offices:person", number)


@require_POST
def remove_tie(request: HttpRequest, number: uuid.UUID, tie: int) -> HttpResponse:
    """Remove a tie that was declared by mistake; a second person agrees first."""
    account, viewer = account_or_404(request, number), viewer_here(request)
    found = get_object_or_404(Tie.objects.select_related("user"), pk=tie, user_id=account.user_id)
    back = reverse("offices:person", args=[number])

    def act() -> HttpResponse:
        walls.remove_tie(viewer, found)
        return redirect(back)

    return with_a_second_person(request, act, found, verb="access.remove_tie", matter=account, back=back)
