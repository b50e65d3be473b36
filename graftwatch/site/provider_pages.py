"""The way to the identity provider and back. Not there where the office named none."""

from __future__ import annotations

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from graftwatch.desk.access.provider.asking import AsksTheProvider, TheOfficesProvider, host_of


def _provider_or_404(request: HttpRequest) -> TheOfficesProvider:
    if settings.IDENTITY_PROVIDER is None:
        raise Http404
    found: TheOfficesProvider = get_adapter(request).get_provider(request, TheOfficesProvider.id)
    return found


@login_not_required
@require_POST
def go(request: HttpRequest) -> HttpResponse:
    """Ask the provider's description, and send the browser on by a page of ours.

    A form's answer that redirects elsewhere is stopped by `form-action 'self'`; a page that goes on by itself is not,
    so that the policy stays as strict as it is everywhere.
    """
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    provider = _provider_or_404(request)
    onward = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
    try:
        answer = provider.redirect(request, AuthProcess.LOGIN, next_url=onward if onward and is_ours else None)
    except (OAuth2Error, RequestException) as problem:
        return _turned_back(request, provider, problem)
    address = answer["Location"]
    return render(request, "account/to_provider.html", {"address": address, "host": host_of(address)})


def _turned_back(request: HttpRequest, provider: TheOfficesProvider, problem: Exception) -> HttpResponse:
    try:
        get_adapter(request).on_authentication_error(request, provider, exception=problem)
    except ImmediateHttpResponse as answer:
        response: HttpResponse = answer.response
        return response
    return redirect(settings.LOGIN_URL)


@login_not_required
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """The provider sent the browser back, with a code that is exchanged once."""
    provider = _provider_or_404(request)
    view = OAuth2CallbackView.adapter_view(AsksTheProvider(request, provider.app.provider_id))
    response: HttpResponse = view(request)
    return response
