"""Linking a person to what the identity provider says about them, by two people; ending it, by one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from graftwatch.apps.offices.forms import ProviderForm, TieForm
from graftwatch.apps.offices.views.me import viewer_here
from graftwatch.apps.offices.views.people import account_or_404, person_page
from graftwatch.apps.offices.views.second_person import with_a_second_person
from graftwatch.desk.access.provider import links
from graftwatch.desk.access.second_factor import step_up
from graftwatch.desk.states.moving import NotYetError


@require_POST
@step_up
def link(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A second person agrees to exactly this identifier, of which they see the last signs."""
    account, form = account_or_404(request, number), ProviderForm(request.POST)
    if not form.is_valid():
        return person_page(request, account, TieForm(), provider_form=form)
    viewer, subject = viewer_here(request), form.cleaned_data["subject"]

    def act() -> HttpResponse:
        links.link_to_provider(viewer, account, subject=subject)
        messages.success(request, _("Linked. The person may log in through the identity provider from now on."))
        return redirect("offices:person", number)

    back = reverse("offices:person", args=[number])
    try:
        return with_a_second_person(request, act, account, verb=links.link_verb(subject), matter=account, back=back)
    except NotYetError as problem:
        form.add_error(None, str(problem))
        return person_page(request, account, TieForm(), provider_form=form)


@require_POST
def end(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """At once, by one person: what takes access away needs no second one."""
    account = account_or_404(request, number)
    try:
        links.end_link_to_provider(viewer_here(request), account)
    except NotYetError as problem:
        messages.error(request, str(problem))
    return redirect("offices:person", number)
