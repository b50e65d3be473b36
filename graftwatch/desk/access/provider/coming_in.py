"""Who is let in by the identity provider's word: whoever two officers linked to it, and whose account stands open."""

from __future__ import annotations

import hmac
import secrets
from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from graftwatch.desk.access.adapter import write_down_failure
from graftwatch.desk.access.models import User
from graftwatch.desk.access.provider.asking import NotBelievedError, TheOfficesProvider, app_of
from graftwatch.desk.access.provider.links import holds_a_second_factor, whose
from graftwatch.desk.access.viewer import lets_in


class LetsInWhoIsLinked(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """allauth, told that there is one provider, that it makes nobody, and that its tables decide nothing here."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        return [app_of(settings.IDENTITY_PROVIDER)] if settings.IDENTITY_PROVIDER else []

    def get_provider(self, request: HttpRequest, provider: Any, client_id: Any = None) -> TheOfficesProvider:
        return TheOfficesProvider(request, app=self.get_app(request, provider))

    def get_requests_session(self) -> Any:
        """Asks exactly the addresses that the provider's description names: no sending on."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def generate_state_param(self, state: dict[str, Any]) -> str:
        return secrets.token_urlsafe(32)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """After allauth believed the provider and before anybody is in. What allauth's own tables said is set aside."""
        expected = str(sociallogin.state.get("nonce") or "")
        if not expected or not hmac.compare_digest(expected.encode(), sociallogin.nonce.encode()):
            self.on_authentication_error(request, sociallogin.provider, exception=NotBelievedError("Another nonce."))
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            _turned_away(request, _("Nobody can link themselves to it. Two access officers do it."))
        sociallogin.token, sociallogin.user = None, whose(sociallogin.account.uid)
        if sociallogin.user is None:
            _turned_away(
                request,
                _("The identity provider knows you, and nobody here is linked to what it says. Ask an access officer."),
            )
        if not lets_in(sociallogin.user):
            write_down_failure()
            raise ImmediateHttpResponse(account_adapter(request).respond_user_inactive(request, sociallogin.user))
        if not holds_a_second_factor(sociallogin.user):
            _turned_away(request, _("Log in with name and password once, and set up a second factor first."))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Cancelled there, forged, run out, or no answer: one sentence for all, and back to the password."""
        _turned_away(
            request,
            _("The identity provider did not let you in, or could not be asked. Log in with name and password."),
        )

    # Between the first and the second step a session keeps who is coming in: a number, not the person's whole row.

    def serialize_instance(self, instance: models.Model) -> dict[str, Any]:
        if isinstance(instance, User):
            return {"pk": instance.pk}
        kept: dict[str, Any] = super().serialize_instance(instance)
        return kept

    def deserialize_instance(self, model: type[models.Model], data: dict[str, Any]) -> models.Model:
        if issubclass(model, User):
            return User.objects.get(pk=data["pk"])
        found: models.Model = super().deserialize_instance(model, data)
        return found


def _turned_away(request: HttpRequest, words: str) -> None:
    """Written down as a try that failed; whom the provider named is kept nowhere."""
    write_down_failure()
    messages.error(request, words)
    raise ImmediateHttpResponse(redirect(settings.LOGIN_URL))
